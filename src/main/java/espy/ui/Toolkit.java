package espy.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What must be there before a window or a picture can be made, asked before JavaFX asks and fails in its own words. */
public final class Toolkit {
    /** Kept here because loggers that nobody holds forget their level. It reports that we run from the class path, which is intended. */
    private static final Logger JAVAFX_START = Logger.getLogger("javafx");

    private static final List<Path> FONT_FOLDERS = List.of(
            Path.of("/usr/share/fonts"),
            Path.of("/usr/local/share/fonts"),
            Path.of(System.getProperty("user.home", "/"), ".fonts"),
            Path.of(System.getProperty("user.home", "/"), ".local/share/fonts"));

    private Toolkit() {}

    /** What is missing on Linux for text to be drawn, as a sentence that names the Debian packages; empty when all is there. */
    public static Optional<String> missingForPictures() {
        return missing(false, Toolkit::loads, anyFont());
    }

    /** What is missing on Linux for a window, display included; empty when all is there. */
    public static Optional<String> missingForWindow() {
        if (!isLinux()) {
            return Optional.empty();
        }
        if (!display()) {
            return Optional.of("There is no display to open a window on (DISPLAY is not set)."
                    + " Use the command line instead: espy check TARGET, or espy demo.");
        }
        return missing(true, Toolkit::loads, anyFont());
    }

    /** Whether there is a display. Other systems than Linux always have one. */
    public static boolean display() {
        String x11 = System.getenv("DISPLAY");
        return !isLinux() || (x11 != null && !x11.isEmpty());
    }

    /** Set up for drawing without a display; before the toolkit starts. */
    static void headless() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
    }

    /** Keeps JavaFX from warning about the class path on standard error. */
    static void quiet() {
        JAVAFX_START.setLevel(Level.SEVERE);
    }

    static Optional<String> missing(boolean window, Predicate<String> loads, boolean anyFont) {
        if (!isLinux()) {
            return Optional.empty();
        }
        Map<String, String> packages = new LinkedHashMap<>();
        packages.put("libfreetype.so.6", "libfreetype6");
        packages.put("libfontconfig.so.1", "libfontconfig1");
        packages.put("libpango-1.0.so.0", "libpango-1.0-0");
        packages.put("libpangoft2-1.0.so.0", "libpangoft2-1.0-0");
        packages.put("libX11.so.6", "libx11-6");
        if (window) {
            packages.put("libgtk-3.so.0", "libgtk-3-0");
            packages.put("libXtst.so.6", "libxtst6");
        }
        var wanted = new ArrayList<String>();
        packages.forEach((library, name) -> {
            if (!loads.test(library)) {
                wanted.add(name);
            }
        });
        if (!anyFont) {
            wanted.add("fontconfig");
            wanted.add("fonts-dejavu-core");
        }
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String what = window ? "The window cannot open" : "Pictures cannot be drawn";
        return Optional.of(what + ": system libraries or fonts are missing. On Debian and Ubuntu install them with:"
                + " apt-get install --no-install-recommends " + String.join(" ", wanted));
    }

    @SuppressWarnings("restricted") // only asks whether the library can be loaded; nothing in it is called
    private static boolean loads(String library) {
        try (var arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(library, arena);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean anyFont() {
        return FONT_FOLDERS.stream().filter(Files::isDirectory).anyMatch(Toolkit::holdsFont);
    }

    private static boolean holdsFont(Path folder) {
        try (var files = Files.walk(folder, 8, FileVisitOption.FOLLOW_LINKS)) {
            return files.map(Path::toString)
                    .anyMatch(f -> f.endsWith(".ttf") || f.endsWith(".otf") || f.endsWith(".ttc"));
        } catch (IOException | UncheckedIOException e) {
            return false; // an unreadable folder helps nobody to draw
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }
}
