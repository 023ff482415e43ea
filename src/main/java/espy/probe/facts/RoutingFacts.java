package espy.probe.facts;

import espy.base.Address;
import espy.base.Prefix;
import espy.host.InterfaceAddress;
import espy.host.Neighbour;
import espy.host.PeerRoute;
import espy.host.Route;
import espy.host.Routing;
import espy.host.Rule;
import espy.probe.Snapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where packets to the peer and to the remote network go: probes P09.route, P09.rule, P10 and P21. */
final class RoutingFacts {
    private static final String PEER = "peer ";
    /** By this interface "come in", for rules, the packets of this host itself. */
    private static final String OWN = "lo";

    private final Printed routes;
    private final Printed asked;
    private final Printed neighbours;
    private final List<Neighbour> entries;
    private final Optional<Routing> routing;
    private final String mode;
    private final Optional<Address> peer;
    private final Optional<Address> inner;
    private final Optional<Address> source;
    private final Optional<InterfaceAddress> lan;

    /**
     * @param lan    our address in the local network, and its interface, where we have one
     * @param wanted the host behind the peer that somebody named
     */
    RoutingFacts(
            Snapshot snapshot,
            TunnelFacts tunnel,
            Optional<InterfaceAddress> lan,
            Optional<Address> wanted,
            Unread unread) {
        routes = Printed.of(snapshot, "P09.route", "The routes");
        asked = Printed.of(snapshot, "P10", "The routes to the peers");
        neighbours = Printed.of(snapshot, "P21", "The neighbour entries");
        var rules = Printed.of(snapshot, "P09.rule", "The routing rules")
                .text()
                .map(t -> unread.kept("P09.rule", Rule.parse(t)));
        routing =
                routes.text().map(t -> new Routing(unread.kept("P09.route", Route.parse(t)), rules.orElse(List.of())));
        entries = neighbours
                .text()
                .map(t -> unread.kept("P21", Neighbour.parse(t)))
                .orElse(List.of());
        mode = tunnel.mode();
        peer = Address.parse(tunnel.peer()).filter(a -> !a.isAny());
        source = Address.parse(tunnel.local()).filter(a -> !a.isAny());
        inner = wanted.or(() ->
                tunnel.remoteTs().stream().findFirst().flatMap(Traffic::network).map(RoutingFacts::firstHost));
        this.lan = lan;
    }

    /** The interface towards the peer; "" when there is no route. What the kernel itself answered goes before what the tables say. */
    Optional<String> toPeer() {
        return wayToPeer().map(Way::out);
    }

    String whyNotToPeer() {
        return peer.isPresent() ? routes.reason() : "The peer's address is not known";
    }

    /** The interface towards the remote network for what comes from the local one; "" when there is no route. */
    Optional<String> toInner() {
        return inner.filter(a -> !mode.equals("transport"))
                .flatMap(i -> inTables(
                        i,
                        lan.map(InterfaceAddress::address),
                        lan.map(InterfaceAddress::dev).orElse(OWN)))
                .map(Way::out);
    }

    String whyNotToInner() {
        if (mode.equals("transport")) {
            return "In transport mode there is no network behind the peer";
        }
        return inner.isPresent() ? routes.reason() : "The remote network is not known";
    }

    /** Whether the next hop towards the peer, or the peer itself on the same link, does not answer. */
    Optional<Boolean> peerUnreachable() {
        return hop().flatMap(h -> entries.stream()
                .filter(n -> n.address().equals(h))
                .flatMap(n -> n.failed().stream())
                .findFirst());
    }

    String whyNotPeerUnreachable() {
        if (peer.isEmpty()) {
            return "The peer's address is not known";
        }
        return neighbours.text().isPresent()
                ? "There is no neighbour entry that tells of the peer or of the next hop towards it"
                : neighbours.reason();
    }

    /** The routes that packets to the peer and to the remote network meet; the kernel's own answer when it is that there is no route. */
    Quote routeQuote() {
        var refused =
                peer.filter(p -> answer(p).filter(a -> a.route().isEmpty()).isPresent());
        if (refused.isPresent()) {
            return Quote.of(asked.probe(), block(refused.get()));
        }
        var wanted = Stream.of(peer, inner).flatMap(Optional::stream).toList();
        return routes.quoteOrStart(line -> Route.parse(line).value().stream()
                .anyMatch(r -> r.table().equals("220") || wanted.stream().anyMatch(r.to()::contains)));
    }

    Quote neighbourQuote() {
        var names = new LinkedHashSet<Address>();
        hop().ifPresent(names::add);
        peer.ifPresent(names::add);
        return neighbours.quoteOrStart(line ->
                Neighbour.parse(line).value().stream().map(Neighbour::address).anyMatch(names::contains));
    }

    private Optional<Address> hop() {
        return wayToPeer().flatMap(Way::route).flatMap(Route::via).or(() -> peer);
    }

    private Optional<Way> wayToPeer() {
        return peer.flatMap(p -> answer(p).map(a -> new Way(a.route())).or(() -> inTables(p, source, OWN)));
    }

    private Optional<Way> inTables(Address destination, Optional<Address> from, String by) {
        return routing.map(r -> new Way(r.lookup(destination, from, by)));
    }

    private Optional<PeerRoute> answer(Address p) {
        return asked.text().stream()
                .flatMap(t -> PeerRoute.parse(t).value().stream())
                .filter(a -> a.peer().equals(p))
                .findFirst();
    }

    /** The peer's own lines among those of all peers. */
    private List<String> block(Address p) {
        return asked.text().stream()
                .flatMap(String::lines)
                .dropWhile(l -> !(l.startsWith(PEER)
                        && Address.parse(l.substring(PEER.length())).equals(Optional.of(p))))
                .limit(2)
                .toList();
    }

    private static Address firstHost(Prefix network) {
        byte[] bytes = network.cut(network.length()).address().bytes();
        if (network.length() < bytes.length * 8 - 1) {
            bytes[bytes.length - 1] |= 1;
        }
        return Address.of(bytes);
    }

    /**
     * What a lookup said.
     *
     * @param route empty: there is none
     */
    private record Way(Optional<Route> route) {
        String out() {
            return route.map(Route::out).orElse("");
        }
    }
}
