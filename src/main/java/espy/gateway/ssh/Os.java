package espy.gateway.ssh;

import java.util.Locale;

/** What differs between operating systems. */
final class Os {
    static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private Os() {}
}
