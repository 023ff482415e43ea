package espy.xfrm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is found of one tunnel, in sentences: what does not fit together, and what is worth knowing although nothing is wrong. */
final class Findings {
    private final Set<String> troubles = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    void trouble(String sentence) {
        troubles.add(sentence);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
