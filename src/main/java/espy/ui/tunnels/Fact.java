package espy.ui.tunnels;

import java.util.List;
import java.util.Optional;

/** One line of a detail: what it is, and its value in words and units. */
record Fact(String name, String value) {
    /** Only facts with a value are worth a line. */
    static void add(List<Fact> to, String name, String value) {
        if (!value.isBlank()) {
            to.add(new Fact(name, value));
        }
    }

    static void add(List<Fact> to, String name, Optional<String> value) {
        add(to, name, value.orElse(""));
    }
}
