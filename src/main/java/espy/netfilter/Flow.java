package espy.netfilter;

import espy.base.Address;
import espy.base.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection that connection tracking knows.
 *
 * @param line    as {@code conntrack -L} printed it
 * @param src     of the first packet
 * @param dst     of the first packet
 * @param replyTo where answers are sent; differs from {@code src} when its source address is translated
 */
public record Flow(String line, Address src, Address dst, Address replyTo) {
    private static final Pattern END = Pattern.compile("\\b(src|dst)=([0-9a-fA-F.:]+)");

    /** All lines that show both directions; others are left out. */
    public static List<Flow> parse(String text) {
        return text.lines().flatMap(l -> one(l).stream()).toList();
    }

    private static Optional<Flow> one(String line) {
        var ends =
                END.matcher(line).results().map(m -> Address.parse(m.group(2))).toList();
        if (ends.size() != 4 || ends.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(new Flow(
                line,
                ends.get(0).orElseThrow(),
                ends.get(1).orElseThrow(),
                ends.get(3).orElseThrow()));
    }

    public boolean translated() {
        return !replyTo.equals(src);
    }

    /** Whether its first packet went from one of the first networks to one of the second. */
    public boolean goes(List<Prefix> from, List<Prefix> to) {
        return from.stream().anyMatch(p -> p.contains(src)) && to.stream().anyMatch(p -> p.contains(dst));
    }
}
