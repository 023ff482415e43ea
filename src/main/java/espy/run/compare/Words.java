package espy.run.compare;

import espy.xfrm.Policy;
import espy.xfrm.State;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Amounts and things, in words. */
final class Words {
    private Words() {}

    /** {@code 2 h 5 min}: the two largest units. */
    static String span(Duration d) {
        long s = d.abs().toSeconds();
        if (s >= 86_400) {
            return s / 86_400 + " d " + s % 86_400 / 3600 + " h";
        }
        if (s >= 3600) {
            return s / 3600 + " h " + s % 3600 / 60 + " min";
        }
        return s >= 60 ? s / 60 + " min " + s % 60 + " s" : s + " s";
    }

    /** {@code 12 more, 0.4/s}. */
    static String more(long by, double seconds) {
        return by + " more" + (seconds > 0 ? String.format(Locale.ROOT, ", %.1f/s", by / seconds) : "");
    }

    static String sa(State s) {
        return s.proto() + (s.larval() ? " SA under negotiation" : " SA " + s.spiText()) + " from " + s.src() + " to "
                + s.dst();
    }

    /** What a policy asks for. */
    static String asks(Policy p) {
        String templates = p.templates().stream()
                .map(t -> t.proto() + " " + t.mode() + " to " + t.dst() + " reqid " + t.reqid())
                .collect(Collectors.joining(", "));
        return p.action() + " at priority " + p.priority()
                + (templates.isEmpty() ? " in clear text" : " with " + templates);
    }

    /** A sentence that a checklist or a gateway wrote, with its full stop. */
    static String ended(String sentence) {
        return sentence.matches("(?s).*[.!?…]\\s*") ? sentence.strip() : sentence.strip() + ".";
    }

    static String policy(Policy p) {
        return p.dir() + " policy " + p.selector();
    }
}
