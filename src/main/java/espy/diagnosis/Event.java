package espy.diagnosis;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of the timeline of a run.
 *
 * @param time      by this machine's clock, the gateways' clocks corrected; absent when the line has none
 * @param end       {@code here} or {@code peer}
 * @param signature the name of what it says; "" where not known
 * @param meaning   in plain words; "" where not known
 * @param message   the IKE message that it tells of; absent when it tells of none
 * @param harmless  whether it says nothing of trouble
 */
public record Event(
        Optional<Instant> time,
        String end,
        String text,
        String signature,
        String meaning,
        Optional<Message> message,
        boolean harmless) {}
