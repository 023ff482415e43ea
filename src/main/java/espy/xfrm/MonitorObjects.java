package espy.xfrm;

import java.util.Optional;

/**
 * Cuts what {@code ip xfrm monitor} prints into its objects while it arrives. The text has no end marks: an object ends where the next one
 * begins, or when nothing has come for a while, which the caller must say. Objects begin at the first column; all their other lines are indented.
 * The monitor prints keys whatever it is asked, so they are masked before anything is kept.
 */
public final class MonitorObjects {
    /** No object is nearly as long; the rest of a longer one is left out. */
    private static final int MOST_CHARACTERS = 1 << 16;

    private final StringBuilder object = new StringBuilder();

    /** Takes a line without its end; gives the object before it when this line begins another. */
    public Optional<String> line(String line) {
        boolean begins = !line.isEmpty() && !Character.isWhitespace(line.charAt(0));
        var done = begins ? idle() : Optional.<String>empty();
        if (object.length() + line.length() < MOST_CHARACTERS && !line.isBlank()) {
            object.append(KeyMask.mask(line)).append('\n');
        }
        return done;
    }

    /** Nothing has come for a while: the object that was under way, if there is one, is complete. */
    public Optional<String> idle() {
        if (object.isEmpty()) {
            return Optional.empty();
        }
        String text = object.toString();
        object.setLength(0);
        return Optional.of(text);
    }
}
