package espy.diagnosis;

import espy.checklist.Evidence;
import java.util.List;

/**
 * One step of a packet's way through the gateway.
 *
 * @param rung     its name, for example {@code sa-out}
 * @param title    for people
 * @param state    whether packets came so far
 * @param says     one sentence: what was counted, or why it was not tested
 */
public record Rung(String rung, String title, State state, String says, List<Evidence> evidence) {
    public Rung {
        evidence = List.copyOf(evidence);
    }

    /** What was seen of a step. */
    public enum State {
        PASSED("passed"),
        /** Packets came to the step before, and not here. */
        MISSING("missing"),
        NOT_TESTED("not-tested");

        public final String word;

        State(String word) {
            this.word = word;
        }
    }
}
