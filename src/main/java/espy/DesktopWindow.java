package espy;

import espy.cli.Window;
import espy.run.Run;
import espy.ui.EspyApp;
import espy.ui.Gateways;
import espy.ui.Screenshots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The window, made only when it is wanted. */
final class DesktopWindow implements Window {
    @Override
    public boolean hasDisplay() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        String display = System.getenv("DISPLAY");
        return !linux || (display != null && !display.isBlank());
    }

    @Override
    public int open(Optional<String> target) {
        if (!hasDisplay()) {
            System.err.println("espy: there is no display to open the window on (DISPLAY is not set). "
                    + "On the terminal: espy check TARGET, or espy --help.");
            return 2;
        }
        var missing = EspyApp.open(new Gateways(), target);
        missing.ifPresent(sentence -> System.err.println("espy: " + sentence));
        return missing.isPresent() ? 2 : 0;
    }

    @Override
    public void picture(Run run, Path png) throws IOException {
        try {
            Screenshots.check(run, png);
        } catch (Screenshots.NoPicture e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
