package espy.wireshark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The folder in which Wireshark keeps a person's preferences and profiles, by its own rules (wsutil/filesystem.c). */
public final class WiresharkFolder {
    private WiresharkFolder() {}

    /** On this machine. It need not exist. {@code home}: the person's home folder. */
    public static Path own(Path home) {
        return find(System.getenv(), System.getProperty("os.name", ""), home, Files::isDirectory)
                .toAbsolutePath();
    }

    /**
     * The rules alone.
     *
     * @param env      environment variables; what is empty counts as not set
     * @param os       as Java's {@code os.name}
     * @param isFolder whether a folder is there
     */
    static Path find(Map<String, String> env, String os, Path home, Predicate<Path> isFolder) {
        boolean windows = isWindows(os);
        var said =
                set(env, "WIRESHARK_CONFIG_DIR").or(() -> windows ? set(env, "WIRESHARK_APPDATA") : Optional.empty());
        if (said.isPresent()) {
            return said.get();
        }
        if (windows) {
            return set(env, "APPDATA")
                    .orElse(home.resolve("AppData").resolve("Roaming"))
                    .resolve("Wireshark");
        }
        Path usual = set(env, "XDG_CONFIG_HOME").orElse(home.resolve(".config")).resolve("wireshark");
        Path old = home.resolve(".wireshark");
        return !isFolder.test(usual) && isFolder.test(old) ? old : usual;
    }

    static boolean isWindows(String os) {
        return os.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static Optional<Path> set(Map<String, String> env, String name) {
        return Optional.ofNullable(env.get(name)).filter(v -> !v.isEmpty()).map(Path::of);
    }
}
