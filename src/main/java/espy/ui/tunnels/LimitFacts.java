package espy.ui.tunnels;

import espy.ui.part.Quantity;
import espy.xfrm.Limits;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** How long an SA or a policy may live, in words. */
final class LimitFacts {
    private LimitFacts() {}

    static void add(List<Fact> facts, Optional<Limits> limits) {
        limits.ifPresent(l -> {
            add(facts, "Lifetime", l.softAdd(), l.hardAdd(), LimitFacts::time);
            add(facts, "Life in use", l.softUse(), l.hardUse(), LimitFacts::time);
            add(facts, "Limit of bytes", l.softBytes(), l.hardBytes(), LimitFacts::bytes);
            add(facts, "Limit of packets", l.softPackets(), l.hardPackets(), Quantity::packets);
        });
    }

    private static void add(
            List<Fact> facts, String name, Optional<Long> soft, Optional<Long> hard, LongFunction<String> words) {
        String rekey =
                soft.filter(n -> n > 0).map(n -> "soft " + words.apply(n)).orElse("");
        String end = hard.filter(n -> n > 0).map(n -> "hard " + words.apply(n)).orElse("");
        Fact.add(facts, name, rekey + (rekey.isEmpty() || end.isEmpty() ? "" : ", ") + end);
    }

    private static String time(long seconds) {
        return Quantity.count(seconds) + " s";
    }

    /** Exact, because it is compared with a configuration. */
    private static String bytes(long bytes) {
        return Quantity.count(bytes) + " bytes";
    }
}
