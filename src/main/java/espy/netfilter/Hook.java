package espy.netfilter;

import java.util.Locale;
import java.util.Optional;

/** The places in the kernel's packet flow at which base chains are called. */
public enum Hook {
    PREROUTING,
    INPUT,
    FORWARD,
    OUTPUT,
    POSTROUTING;

    /** By its name in either case; empty for all others, such as {@code ingress}. */
    static Optional<Hook> of(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (Hook hook : values()) {
            if (hook.name().equals(upper)) {
                return Optional.of(hook);
            }
        }
        return Optional.empty();
    }
}
