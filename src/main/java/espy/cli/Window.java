package espy.cli;

import espy.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The window, as far as commands need it. Given by whoever starts the program, so that commands know nothing of its making. */
public interface Window {
    /** Whether there is a display to open it on. */
    boolean hasDisplay();

    /**
     * Opens it and returns when it is closed.
     *
     * @param target what to look at right away
     * @return exit status
     */
    int open(Optional<String> target);

    /**
     * Draws the Check screen of a run without a display.
     *
     * @throws IOException with a sentence that says what is missing
     */
    void picture(Run run, Path png) throws IOException;
}
