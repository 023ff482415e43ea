package espy.cli;

import espy.checklist.Clean;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output and standard error. Results go to the one, everything else to the other; colour and progress only where a person looks on.
 *
 * @param colour whether standard output may have colour
 * @param live   whether standard error is a terminal, where progress may be drawn
 * @param width  of the terminal in columns
 */
record Terminal(PrintStream out, PrintStream err, boolean colour, boolean live, int width) {
    private static final int USUAL_WIDTH = 100;
    private static final int NARROWEST = 60;
    private static final int WIDEST = 160;

    /** The start script says what is a terminal: Java alone knows it only when all three streams are. */
    static Terminal own() {
        boolean outIsTerminal = Boolean.getBoolean("espy.out.terminal");
        String noColour = System.getenv("NO_COLOR");
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                outIsTerminal && (noColour == null || noColour.isEmpty()),
                Boolean.getBoolean("espy.err.terminal"),
                Math.clamp(Integer.getInteger("espy.columns", USUAL_WIDTH), NARROWEST, WIDEST));
    }

    /** What is being done just now; overwritten by the next one. */
    void progress(String text) {
        if (live) {
            String clean = Clean.line(text);
            String line = clean.length() >= width ? clean.substring(0, width - 1) : clean;
            err.print("\r" + line + "\u001b[K");
            err.flush();
        }
    }

    void noProgress() {
        if (live) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    /** A sentence on standard error; it may name what a gateway said, so nothing in it may move the cursor. */
    void say(String sentence) {
        noProgress();
        sentence.lines().map(Clean::line).forEach(err::println);
    }
}
