package espy.xfrm;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is found of one tunnel, in sentences: what does not fit together, and what is worth knowing although nothing is wrong. */
final class Findings {
    private final Set<String> troubles = new LinkedHashSet<>();
    private final Map<Misfit, String> misfits = new EnumMap<>(Misfit.class);
    private final Set<String> notes = new LinkedHashSet<>();

    void trouble(String sentence) {
        troubles.add(sentence);
    }

    /** A trouble of a kind that rules ask for; of several of one kind the first counts for them. */
    void trouble(Misfit kind, String sentence) {
        misfits.putIfAbsent(kind, sentence);
        trouble(sentence);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }

    Map<Misfit, String> misfits() {
        return Map.copyOf(misfits);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
