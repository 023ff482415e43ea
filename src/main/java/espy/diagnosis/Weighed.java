package espy.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A cause after its evidence was weighed.
 *
 * @param standing the clues that hold, for and against
 * @param notSeen  what could not be decided, with the reason
 */
record Weighed(Cause cause, double score, List<Cause.Clue> standing, List<String> notSeen) {

    /** The strongest clue that speaks for the cause, the first of equals; empty when none does. */
    Optional<Cause.Clue> best() {
        return standing.stream()
                .filter(c -> c.strength() != Weights.Strength.EXCULPATES)
                .min(Comparator.comparing(Cause.Clue::strength));
    }

    /** Whether a proof holds; those with something against it are not asked. */
    boolean proven() {
        return standing.stream().anyMatch(c -> c.strength() == Weights.Strength.PROOF);
    }

    /** Whether something speaks against the cause. */
    boolean contradicted() {
        return standing.stream().anyMatch(c -> c.strength() == Weights.Strength.EXCULPATES);
    }
}
