package espy.wireshark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A configuration profile of Wireshark.
 *
 * @param configuration Wireshark's own folder, see {@link WiresharkFolder}
 * @param name          as in Wireshark's list; {@code Default} is the person's own configuration, in the folder itself
 */
public record Profile(Path configuration, String name) {
    /** Where keys go when the person names no profile, so that their own table stays as it is. */
    public static final String USUAL = "Espy";

    /** What Wireshark calls the configuration that is no profile. */
    public static final String DEFAULT = "Default";

    private static final int MOST_BYTES = 200;
    private static final Pattern RESERVED =
            Pattern.compile("(?:CON|PRN|AUX|NUL|COM\\d|LPT\\d)(?:\\..*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_ON_WINDOWS = Pattern.compile(".*[<>:\"|?*].*|.*\\.|\\..*");

    /** Why a profile cannot have this name, as a sentence; empty when it can. */
    public static Optional<String> objection(String name) {
        return objection(name, WiresharkFolder.isWindows(System.getProperty("os.name", "")));
    }

    static Optional<String> objection(String name, boolean windows) {
        if (name.isBlank()) {
            return Optional.of("A profile needs a name.");
        }
        if (name.chars().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)) {
            return Optional.of("The name of a profile cannot have control characters.");
        }
        if (name.contains("/") || name.contains("\\")) {
            return Optional.of("The name of a profile cannot have / or \\.");
        }
        if (name.chars().allMatch(c -> c == '.') || !name.strip().equals(name)) {
            return Optional.of("The name of a profile cannot be dots only, nor begin or end with a blank.");
        }
        if (RESERVED.matcher(name).matches()) {
            return Optional.of("Windows keeps the name " + name.toUpperCase(Locale.ROOT) + " for itself.");
        }
        if (windows && NOT_ON_WINDOWS.matcher(name).matches()) {
            return Optional.of(
                    "On Windows the name of a profile cannot have one of < > : \" | ? *, nor begin or end with a dot.");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of("The name of a profile is too long.");
        }
        return isPath(name)
                ? Optional.empty()
                : Optional.of(
                        "This system cannot write the name of that profile; the locale (LANG) may lack its letters.");
    }

    private static boolean isPath(String name) {
        try {
            return Path.of(name).getNameCount() == 1;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Names of the profiles that are there, {@code Default} first. A folder that cannot be read has none. */
    public static List<String> names(Path configuration) {
        var names = new ArrayList<String>();
        names.add(DEFAULT);
        try (var all = Files.list(configuration.resolve("profiles"))) {
            all.filter(Files::isDirectory)
                    .map(p -> p.getFileName().toString())
                    .filter(n -> objection(n).isEmpty())
                    .sorted(String.CASE_INSENSITIVE_ORDER)
                    .forEach(names::add);
        } catch (IOException e) {
            return List.copyOf(names); // no profile was ever made
        }
        return List.copyOf(names);
    }

    boolean isDefault() {
        return name.equals(DEFAULT);
    }

    Path folder() {
        return isDefault() ? configuration : configuration.resolve("profiles").resolve(name);
    }

    /** Its table of ESP keys. It need not exist. */
    public Path table() {
        return folder().resolve("esp_sa");
    }

    Path preferences() {
        return folder().resolve("preferences");
    }
}
