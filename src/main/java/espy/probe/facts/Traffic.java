package espy.probe.facts;

import espy.base.Prefix;
import java.util.Optional;

/** Traffic selectors as the daemons write them: {@code 10.1.0.0/16}, {@code 10.1.0.0/16[tcp/80]}, {@code dynamic}. */
final class Traffic {
    private Traffic() {}

    /** The network, whatever its ports; empty for {@code dynamic}, ranges and other words. */
    static Optional<Prefix> network(String selector) {
        int bracket = selector.indexOf('[');
        return Prefix.parse((bracket < 0 ? selector : selector.substring(0, bracket)).strip());
    }
}
