package espy.checklist;

import java.util.List;
import java.util.Optional;

/**
 * What a verdict rests on: the very lines, and the command that printed them.
 *
 * @param probe   id of the probe
 * @param command what a person types to see the same
 * @param end     {@code here} or {@code peer}
 * @param time    of the event or, where the lines carry none, empty
 * @param note    one sentence on what the lines show; "" when they speak for themselves
 */
public record Evidence(
        String probe, String command, List<String> lines, String end, Optional<String> time, String note) {
    public Evidence {
        lines = List.copyOf(lines);
    }
}
