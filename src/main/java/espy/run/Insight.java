package espy.run;

import espy.diagnosis.Event;
import espy.diagnosis.Relation;
import espy.diagnosis.Rung;
import java.util.List;
import java.util.Optional;

/**
 * What a run shows beside its checks and causes.
 *
 * @param ladder    how far the packets of an active look came; empty without one
 * @param timeline  the log lines of the last attempt, of both ends where both were looked at
 * @param mirror    what must fit together between the two ends; empty when only one was looked at
 * @param forPeer   questions for the administrator of the other end; empty where they are not needed
 * @param warnings  what went wrong beside the run itself, for example that the other end could not be reached
 * @param peer      the gateway at the other end, when it was looked at too
 */
public record Insight(
        List<Rung> ladder,
        List<Event> timeline,
        List<Relation> mirror,
        List<String> forPeer,
        List<String> warnings,
        Optional<String> peer) {
    public static final Insight NONE =
            new Insight(List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());

    public Insight {
        ladder = List.copyOf(ladder);
        timeline = List.copyOf(timeline);
        mirror = List.copyOf(mirror);
        forPeer = List.copyOf(forPeer);
        warnings = List.copyOf(warnings);
    }
}
