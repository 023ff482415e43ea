package espy.settings;

import java.nio.file.Path;

/** Where a person's files are. The home folder is what {@code HOME} says, as for OpenSSH and Wireshark; Java's own idea comes second. */
public final class Folders {
    private Folders() {}

    public static Path home() {
        String home = System.getenv("HOME");
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home", ".") : home);
    }

    /** The configuration folder, {@code ~/.config/espy} where the desktop says nothing else. It need not exist. */
    public static Path configuration() {
        String base = System.getenv("XDG_CONFIG_HOME");
        boolean said = base != null && base.startsWith("/");
        return (said ? Path.of(base) : home().resolve(".config")).resolve("espy");
    }

    /** Checklists and causes of the person's own. It need not exist. */
    public static Path checklists() {
        return configuration().resolve("checklists");
    }

    /** What Espy remembers of its rows in Wireshark's tables. It need not exist. */
    public static Path ledgers() {
        return configuration().resolve("wireshark");
    }
}
