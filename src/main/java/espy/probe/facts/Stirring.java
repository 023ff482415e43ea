package espy.probe.facts;

import espy.packet.Captured;
import espy.probe.Snapshot;
import espy.probe.Stimulus;
import java.util.List;
import java.util.Optional;

/**
 * An active look, beside the snapshot that was taken after it.
 *
 * @param before  what the gateway answered before anything was sent
 * @param sent    what was to be sent
 * @param packets what was captured; absent when nothing could be, with the reason in {@code whyNot}
 * @param seconds how long the capture ran
 */
public record Stirring(Snapshot before, Stimulus sent, Optional<List<Captured>> packets, String whyNot, long seconds) {
    public Stirring {
        packets = packets.map(List::copyOf);
    }
}
