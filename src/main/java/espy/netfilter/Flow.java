package espy.netfilter;

import espy.base.Address;
import espy.base.Parsed;
import espy.base.Prefix;
import espy.base.Unparsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection that connection tracking knows.
 *
 * @param line    as {@code conntrack -L} or {@code /proc/net/nf_conntrack} shows it
 * @param src     of the first packet
 * @param dst     of the first packet
 * @param replyTo where answers are sent; differs from {@code src} when its source address is translated
 */
public record Flow(String line, Address src, Address dst, Address replyTo) {
    private static final Pattern END = Pattern.compile("\\b(src|dst)=([0-9a-fA-F.:]+)");

    /** One flow to a line; the line in which the program counts them is passed over. */
    public static Parsed<List<Flow>> parse(String text) {
        var flows = new ArrayList<Flow>();
        var refused = new ArrayList<Unparsed>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            var flow = one(line);
            flow.ifPresent(flows::add);
            if (flow.isEmpty() && !line.isBlank() && !line.startsWith("conntrack v")) {
                refused.add(new Unparsed(number, line));
            }
        }
        return new Parsed<>(List.copyOf(flows), refused);
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
