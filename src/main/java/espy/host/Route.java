package espy.host;

import espy.base.Address;
import espy.base.Numbers;
import espy.base.Parsed;
import espy.base.Prefix;
import espy.base.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One route, as {@code ip route show} and {@code ip route get} print it. Of several next hops, the first that is alive.
 *
 * @param type   {@code unicast} when none is printed; {@code local}, {@code unreachable}, {@code throw}, …
 * @param to     {@code default} is a length of 0
 * @param dev    "" when there is none
 * @param table  name or number, the well-known ones by name; {@code main} when none is printed
 * @param metric 0 when none is printed; the least wins
 */
public record Route(
        String type, Prefix to, Optional<Address> via, String dev, String table, Optional<Address> src, long metric) {
    private static final Set<String> TYPES = Set.of(
            "unicast",
            "local",
            "broadcast",
            "multicast",
            "anycast",
            "throw",
            "unreachable",
            "prohibit",
            "blackhole",
            "nat");
    private static final Set<String> REFUSING = Set.of("unreachable", "prohibit", "blackhole");
    private static final Map<String, String> NAMES = Map.of("255", "local", "254", "main", "253", "default");

    /** What {@code ip route show table all; ip -6 route show table all} prints. The first command may list both families. */
    public static Parsed<List<Route>> parse(String text) {
        var reader = new Reader();
        var refused = Lines.scan(IpJson.routes(text), reader::take);
        return new Parsed<>(reader.routes.stream().distinct().toList(), refused);
    }

    /** One line of {@code ip route get}. */
    public static Optional<Route> line(String line) {
        return read(Words.of(line), false);
    }

    /** The interface that packets leave by; "" where the kernel refuses them. Packets to the host itself use the loopback interface. */
    public String out() {
        return REFUSING.contains(type) ? "" : type.equals("local") ? "lo" : dev;
    }

    static String tableName(String table) {
        return NAMES.getOrDefault(table, table);
    }

    private static Optional<Route> read(Words words, boolean defaultIsV6) {
        String type = TYPES.contains(words.peek()) ? words.next() : "unicast";
        String to = words.next();
        var hop = Hop.read(words);
        boolean v6 = hop.v6().orElse(defaultIsV6);
        return Prefix.parse(to.equals("default") ? (v6 ? "::/0" : "0.0.0.0/0") : to)
                .map(p -> new Route(type, p, hop.via, hop.dev, hop.table, hop.src, hop.metric));
    }

    private Route through(Hop hop) {
        return new Route(type, to, hop.via, hop.dev, table, src, metric);
    }

    /** What stands behind the network. */
    private static final class Hop {
        private Optional<Address> via = Optional.empty();
        private Optional<Address> src = Optional.empty();
        private String dev = "";
        private String table = "main";
        private long metric;
        private boolean dead;
        private boolean otherFamily;
        private boolean onlyV6;

        static Hop read(Words words) {
            var hop = new Hop();
            while (!words.done()) {
                switch (words.next()) {
                    case "via" -> {
                        hop.otherFamily = words.accept("inet6") || words.accept("inet");
                        hop.via = Address.parse(words.next());
                    }
                    case "dev" -> hop.dev = words.next();
                    case "src" -> hop.src = Address.parse(words.next());
                    case "table" -> hop.table = tableName(words.next());
                    case "metric" -> hop.metric = Numbers.parse(words.next()).orElse(0L);
                    case "dead" -> hop.dead = true;
                    case "pref", "error" -> hop.onlyV6 = true;
                    default -> {} // words that do not decide where a packet goes
                }
            }
            return hop;
        }

        /** The family of the route, for a {@code default} that does not say itself. */
        Optional<Boolean> v6() {
            return onlyV6 ? Optional.of(true) : via.or(() -> src).map(a -> a.isV6() != otherFamily);
        }
    }

    private static final class Reader {
        private final List<Route> routes = new ArrayList<>();
        /** Families are printed one after the other, IPv4 first. */
        private boolean v6;

        private boolean whole = true;

        boolean take(Words words) {
            if (words.accept("nexthop")) {
                var hop = Hop.read(words);
                if (!whole && !hop.dead) {
                    routes.add(routes.removeLast().through(hop));
                    whole = true;
                }
                return !routes.isEmpty();
            }
            boolean dead = words.holds("dead");
            var route = read(words, v6);
            route.filter(r -> !dead).ifPresent(routes::add);
            v6 |= route.filter(r -> r.to.address().isV6()).isPresent();
            whole = dead || route.isEmpty() || !route.get().dev.isEmpty();
            return route.isPresent();
        }
    }
}
