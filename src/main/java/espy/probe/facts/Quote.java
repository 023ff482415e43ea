package espy.probe.facts;

import java.util.List;
import java.util.Optional;

/**
 * The very lines that show something, and the probe that gave them. This is what becomes evidence.
 *
 * @param probe id of the probe, for example {@code P06.state}; its command and time are looked up in the snapshot
 * @param lines as the gateway printed them, without line ends; empty when the telling thing is that nothing was printed
 * @param time  of the event, as the line itself says, where it does
 */
public record Quote(String probe, List<String> lines, Optional<String> time) {
    public Quote {
        lines = List.copyOf(lines);
    }

    public static Quote of(String probe, List<String> lines) {
        return new Quote(probe, lines, Optional.empty());
    }
}
