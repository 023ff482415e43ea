package espy.ui.shell;

/** What the window is doing. Always exactly one of these. */
public sealed interface Phase {
    /** What the person typed or chose; "" when nothing yet. */
    String target();

    /** No gateway has been chosen. */
    record Idle() implements Phase {
        @Override
        public String target() {
            return "";
        }
    }

    /** A run is under way. */
    record Looking(String target) implements Phase {}

    /** The last run has ended well; its outcome stands on the screens. */
    record Done(String target) implements Phase {}

    /** The last run did not come to its end. {@code sentence}: what happened and what to do next. */
    record Failed(String target, String sentence) implements Phase {}

    /** The person ended the run. */
    record Cancelled(String target) implements Phase {}
}
