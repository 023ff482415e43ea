package espy.probe.facts;

import espy.base.Prefix;
import espy.base.Words;
import espy.probe.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** By which interface a network is reached, out of the routes that the gateway showed (probes P09.route and P10). */
final class Devices {
    private static final Set<String> TYPES = Set.of(
            "local",
            "broadcast",
            "anycast",
            "multicast",
            "unreachable",
            "blackhole",
            "prohibit",
            "throw",
            "nat",
            "nexthop");
    /** Routes here hold for all packets: the main table, which is not named, and the one of strongSwan. */
    private static final String ALSO = "220";

    private final List<Route> routes;
    private final String toPeers;

    private record Route(Prefix to, String device) {}

    private Devices(List<Route> routes, String toPeers) {
        this.routes = routes;
        this.toPeers = toPeers;
    }

    static Devices of(Snapshot snapshot) {
        var routes = snapshot.text("P09.route")
                .orElse("")
                .lines()
                .flatMap(l -> route(l).stream())
                .toList();
        return new Devices(routes, snapshot.text("P10").orElse(""));
    }

    /** The interface towards a peer, as the kernel said or as the routes say; "" when not known. */
    String toPeer(Prefix peer) {
        String asked = "peer " + peer.address();
        return toPeers.lines()
                .map(String::strip)
                .dropWhile(l -> !l.equals(asked))
                .skip(1)
                .takeWhile(l -> !l.startsWith("peer "))
                .map(l -> after(l, "dev"))
                .filter(d -> !d.isEmpty())
                .findFirst()
                .orElseGet(() -> to(peer));
    }

    /** The one interface by which all of this network is reached; "" when there is none, or more than one. */
    String to(Prefix network) {
        if (network.length() == 0) {
            return "";
        }
        int longest = routes.stream()
                .filter(r -> r.to.contains(network))
                .mapToInt(r -> r.to.length())
                .max()
                .orElse(-1);
        var devices = Stream.concat(
                        routes.stream().filter(r -> r.to.contains(network) && r.to.length() == longest),
                        routes.stream().filter(r -> network.contains(r.to)))
                .map(Route::device)
                .distinct()
                .toList();
        return devices.size() == 1 ? devices.getFirst() : "";
    }

    private static Optional<Route> route(String line) {
        String first = Words.of(line).next();
        String table = after(line, "table");
        String device = after(line, "dev");
        if (TYPES.contains(first) || device.isEmpty() || !(table.isEmpty() || table.equals(ALSO))) {
            return Optional.empty();
        }
        boolean v6 = after(line, "via").contains(":") || !after(line, "pref").isEmpty();
        String everything = v6 ? "::/0" : "0.0.0.0/0";
        return Prefix.parse(first.equals("default") ? everything : first).map(to -> new Route(to, device));
    }

    private static String after(String line, String word) {
        var words = Words.of(line);
        words.until(word);
        return words.next();
    }
}
