package espy.host;

import espy.base.Address;
import espy.base.Numbers;
import espy.base.Parsed;
import espy.base.Prefix;
import espy.base.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of {@code ip rule show}: which routing table is asked for which packets.
 *
 * @param v6       the family; a listing holds IPv4's rules first, then IPv6's
 * @param priority rules are asked from the least upwards
 * @param not      whether it holds for all packets that do not fit
 * @param from     empty: from anywhere
 * @param to       empty: to anywhere
 * @param in       the interface by which packets come in; {@code lo} for those of this host; empty: any
 * @param special  whether it asks for something that plain packets do not have: a mark, a user, a port
 * @param action   {@code lookup}, or what becomes of the packet: {@code unreachable}, {@code blackhole}, {@code prohibit}; {@code nop} for all else
 * @param table    "" unless it is a lookup
 * @param suppressed routes whose prefix is this long or shorter do not count; -1 when all do
 */
public record Rule(
        boolean v6,
        long priority,
        boolean not,
        Optional<Prefix> from,
        Optional<Prefix> to,
        Optional<String> in,
        boolean special,
        String action,
        String table,
        int suppressed) {
    private static final Set<String> REFUSING = Set.of("unreachable", "blackhole", "prohibit");

    /** What {@code ip rule show; ip -6 rule show} prints. */
    public static Parsed<List<Rule>> parse(String text) {
        var rules = new ArrayList<Rule>();
        var refused = Lines.scan(IpJson.rules(text), words -> {
            // priorities rise, and both families begin with 0
            var before = rules.isEmpty() ? Optional.<Rule>empty() : Optional.of(rules.getLast());
            var rule = line(words, before);
            rule.ifPresent(rules::add);
            return rule.isPresent();
        });
        return new Parsed<>(List.copyOf(rules), refused);
    }

    /** The rules of a kernel that nobody changed, with strongSwan's table where it puts it. */
    static List<Rule> usual(boolean v6) {
        return List.of(
                lookup(v6, 0, "local"),
                lookup(v6, 220, "220"),
                lookup(v6, 32766, "main"),
                lookup(v6, 32767, "default"));
    }

    /**
     * Whether a packet without a mark falls under it. A source that is not known is in no network.
     *
     * @param by the interface by which it comes in; {@code lo} for a packet of this host
     */
    public boolean fits(Address destination, Optional<Address> source, String by) {
        boolean fits = !special
                && in.map(by::equals).orElse(true)
                && to.map(p -> p.contains(destination)).orElse(true)
                && from.map(p -> source.filter(p::contains).isPresent()).orElse(true);
        return v6 == destination.isV6() && fits != not;
    }

    /** Whether it ends the search without a route. */
    public boolean refuses() {
        return REFUSING.contains(action);
    }

    private static Rule lookup(boolean v6, long priority, String table) {
        return new Rule(
                v6, priority, false, Optional.empty(), Optional.empty(), Optional.empty(), false, "lookup", table, -1);
    }

    private static Optional<Rule> line(Words words, Optional<Rule> before) {
        String first = words.next();
        var priority =
                first.endsWith(":") ? Numbers.parse(first.substring(0, first.length() - 1)) : Optional.<Long>empty();
        if (priority.isEmpty()) {
            return Optional.empty();
        }
        boolean v6 = before.map(b -> b.v6 || priority.get() < b.priority || (priority.get() == 0 && b.priority == 0))
                .orElse(false);
        boolean not = words.accept("not");
        Optional<Prefix> from = Optional.empty();
        Optional<Prefix> to = Optional.empty();
        Optional<String> in = Optional.empty();
        boolean special = false;
        String action = "nop";
        String table = "";
        int suppressed = -1;
        while (!words.done()) {
            String word = words.next();
            switch (word) {
                case "from" -> from = Prefix.parse(words.next());
                case "to" -> to = Prefix.parse(words.next());
                case "lookup", "table" -> {
                    action = "lookup";
                    table = Route.tableName(words.next());
                }
                case "suppress_prefixlength" ->
                    suppressed = Numbers.parseUpTo(128, words.next()).orElse(-1);
                case "iif" -> in = Optional.of(words.next());
                case "fwmark", "oif", "uidrange", "ipproto", "sport", "dport", "tos", "dsfield", "tun_id" -> {
                    special = true;
                    words.next();
                }
                default -> action = REFUSING.contains(word) ? word : action;
            }
        }
        return Optional.of(new Rule(v6, priority.get(), not, from, to, in, special, action, table, suppressed));
    }
}
