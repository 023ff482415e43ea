package espy.checklist;

/** What an expression came to. */
public sealed interface Outcome {
    /** Long, Double, String, Boolean, List or Map. */
    record Value(Object value) implements Outcome {}

    /** A fact that it needs was not to be had. Neither true nor false. */
    record Undecidable(String why) implements Outcome {}

    /** The author's mistake, with its place. */
    record Broken(String what) implements Outcome {}

    default boolean holds() {
        return this instanceof Value v && v.value().equals(true);
    }
}
