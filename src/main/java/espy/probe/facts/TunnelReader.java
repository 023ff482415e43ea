package espy.probe.facts;

import espy.base.Prefix;
import espy.base.Selector;
import espy.daemon.Connection;
import espy.daemon.IkeSa;
import espy.xfrm.Drops;
import espy.xfrm.Overhead;
import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.Tunnel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses the tunnel that a run is about, and joins what the daemon, its configuration and the kernel say of it. Without a wish, the first one
 * that is in trouble: not installed, or one that only sends.
 */
final class TunnelReader {
    private static final int MOST_LINES = 200;

    private final DaemonReader.Read daemon;
    private final XfrmFacts xfrm;

    private TunnelReader(DaemonReader.Read daemon, XfrmFacts xfrm) {
        this.daemon = daemon;
        this.xfrm = xfrm;
    }

    /** All tunnels that are configured, loaded or installed. */
    static List<TunnelFacts> all(DaemonReader.Read daemon, XfrmFacts xfrm) {
        var reader = new TunnelReader(daemon, xfrm);
        var tunnels = new ArrayList<TunnelFacts>();
        var connections = daemon.facts()
                .connections()
                .filter(c -> !c.isEmpty())
                .or(daemon.facts()::configured)
                .orElse(List.of());
        for (Connection c : connections) {
            for (Connection.Child child : c.children()) {
                if (!child.mode().equals("pass") && !child.mode().equals("drop")) {
                    tunnels.add(reader.configured(c, child));
                }
            }
        }
        xfrm.tunnels().orElse(List.of()).stream()
                .filter(t -> !t.selectors().isEmpty()
                        || !t.inbound().isEmpty()
                        || !t.outbound().isEmpty())
                .filter(t -> tunnels.stream().noneMatch(known -> sameKernelTunnel(known, t)))
                .map(reader::installedOnly)
                .forEach(tunnels::add);
        return List.copyOf(tunnels);
    }

    /** The one that fits the wish and is in the most trouble; nothing when none fits. */
    static Optional<TunnelFacts> choose(List<TunnelFacts> all, Optional<String> name, Optional<String> peer) {
        return all.stream()
                .filter(t -> name.map(
                                n -> n.equals(t.name()) || n.equals(t.connectionName()) || n.equals(t.childName()))
                        .orElse(true))
                .filter(t -> peer.map(p -> p.equals(t.peer())).orElse(true))
                .min(Comparator.comparingInt(TunnelReader::health));
    }

    /** Lower is worse: down although it should be up, failing, perhaps waiting for traffic, fine, down on purpose, of no use. */
    private static int health(TunnelFacts t) {
        if (t.installed().orElse(true)) {
            boolean failing = t.failedIn().orElse(0L) > 0;
            boolean oneWay = t.packetsOut().orElse(0L) > 0 && t.packetsIn().orElse(0L) == 0;
            return failing || oneWay ? 1 : 3;
        }
        if (t.connectionName().isEmpty() && !t.policyOut().orElse(true)) {
            return 5; // policies that were left behind, and of which no daemon speaks
        }
        boolean off = t.startAction().equals("none") || t.startAction().equals("ignore");
        return t.startAction().contains("start") ? 0 : off ? 4 : 2;
    }

    /** Why facts of the chosen tunnel are absent. */
    static void sayWhatIsMissing(TunnelFacts t, Map<String, String> missing) {
        if (!t.chosen()) {
            missing.put("tunnel", "No tunnel is configured, loaded or installed here, as far as could be seen");
            return;
        }
        String unseen = missing.getOrDefault("xfrm.tunnels", "");
        String sentence = unseen.isEmpty() ? "The tunnel has no SAs" : unseen;
        for (String fact : List.of("packetsIn", "packetsOut", "failedIn", "replayIn", "udpEncap", "overhead")) {
            missing.put("tunnel." + fact, sentence);
        }
        missing.put("tunnel.rekeySeconds", "The daemon does not say when it renews the keys");
        missing.put("tunnel", unseen.isEmpty() ? "The daemon could not be asked" : unseen);
    }

    static TunnelFacts none() {
        return facts(
                "", "", "", "", "", List.of(), List.of(), "", "", Optional.empty(), "", Optional.empty(), new Kernel());
    }

    private TunnelFacts configured(Connection c, Connection.Child child) {
        var live = daemon.sas().orElse(List.of()).stream()
                .filter(s -> s.connection().equals(c.name()))
                .toList();
        var children = live.stream()
                .flatMap(s -> s.children().stream())
                .filter(k -> k.name().equals(child.name()) && k.installed())
                .toList();
        String peer = live.stream()
                .map(IkeSa::remote)
                .filter(r -> !r.isEmpty())
                .findFirst()
                .orElse(literal(c.remote()));
        String local = live.stream()
                .map(IkeSa::local)
                .filter(r -> !r.isEmpty())
                .findFirst()
                .orElse(literal(c.local()));
        var localTs = children.isEmpty()
                ? resolved(child.localTs(), local)
                : children.getLast().localTs();
        var remoteTs = children.isEmpty()
                ? resolved(child.remoteTs(), peer)
                : children.getLast().remoteTs();
        var spis = children.stream()
                .flatMap(k -> Stream.of(k.spiIn(), k.spiOut()))
                .filter(s -> !s.isEmpty())
                .map(s -> "0x" + s)
                .toList();
        String mode = child.mode().isEmpty() ? "tunnel" : child.mode();
        String version = live.stream()
                .map(IkeSa::version)
                .filter(v -> !v.isEmpty())
                .findFirst()
                .orElse(c.version());
        boolean both = c.name().equals(child.name()) || child.name().isEmpty();
        return facts(
                both ? c.name() : c.name() + "/" + child.name(),
                c.name(),
                child.name(),
                peer,
                local,
                localTs,
                remoteTs,
                mode,
                version,
                daemon.facts().connections().map(l -> l.stream()
                        .anyMatch(x -> x.name().equals(c.name()))),
                child.startAction().isEmpty() ? configuredAction(c, child) : child.startAction(),
                children.stream().flatMap(k -> k.rekeySeconds().stream()).min(Comparator.naturalOrder()),
                kernel(peer, localTs, remoteTs, spis, connectionQuote(c)));
    }

    /** strongSwan does not tell what it does with a child at start; its configuration does. */
    private String configuredAction(Connection loaded, Connection.Child child) {
        return daemon.facts().configured().orElse(List.of()).stream()
                .filter(c -> c.name().equals(loaded.name()))
                .flatMap(c -> c.children().stream())
                .filter(c -> c.name().equals(child.name()))
                .map(Connection.Child::startAction)
                .findFirst()
                .orElse("");
    }

    private TunnelFacts installedOnly(Tunnel t) {
        var localTs = t.selectors().stream().map(Selector::src).distinct().toList();
        var remoteTs = t.selectors().stream().map(Selector::dst).distinct().toList();
        return facts(
                t.name(),
                "",
                "",
                t.peer(),
                t.local(),
                localTs,
                remoteTs,
                t.mode(),
                "",
                Optional.empty(),
                "",
                Optional.empty(),
                new Kernel(
                        Optional.of(t.inbound()),
                        Optional.of(t.outbound()),
                        Optional.of(t.larval()),
                        Optional.of(t.policies()),
                        Optional.of(t.troubles()),
                        Optional.of(misfits(List.of(t))),
                        Optional.of(t.notes()),
                        Quote.of("P06.policy", List.of())));
    }

    private Quote connectionQuote(Connection c) {
        return daemon.facts().connections().isPresent()
                ? Quote.of(
                        daemon.facts().loaded().probe(),
                        daemon.facts().loaded().lines().stream()
                                .filter(l -> l.contains(c.name()))
                                .limit(40)
                                .toList())
                : daemon.facts().config();
    }

    /** What the kernel has for a tunnel; absent where it could not be seen. */
    private record Kernel(
            Optional<List<State>> inbound,
            Optional<List<State>> outbound,
            Optional<List<State>> larval,
            Optional<List<Policy>> policies,
            Optional<List<String>> troubles,
            Optional<Map<String, String>> misfits,
            Optional<List<String>> notes,
            Quote connection) {
        Kernel() {
            this(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Quote.of("P04.conns", List.of()));
        }
    }

    private Kernel kernel(
            String peer, List<String> localTs, List<String> remoteTs, List<String> spis, Quote connection) {
        var tunnels = xfrm.tunnels().map(all -> all.stream()
                .filter(t -> spis.isEmpty()
                        ? serves(t, peer, localTs, remoteTs)
                        : states(t).anyMatch(s -> spis.contains(s.spiText())))
                .toList());
        Predicate<State> mine = s -> spis.isEmpty() || spis.contains(s.spiText());
        return new Kernel(
                tunnels.map(all -> gather(all, Tunnel::inbound, mine)),
                tunnels.map(all -> gather(all, Tunnel::outbound, mine)),
                tunnels.map(all -> gather(all, Tunnel::larval, s -> true)),
                xfrm.policies().map(all -> all.stream()
                        .filter(p -> covers(p, localTs, remoteTs))
                        .toList()),
                tunnels.map(all -> sentences(all, Tunnel::troubles)),
                tunnels.map(TunnelReader::misfits),
                tunnels.map(all -> sentences(all, Tunnel::notes)),
                connection);
    }

    private static List<String> sentences(List<Tunnel> all, Function<Tunnel, List<String>> which) {
        return all.stream()
                .flatMap(t -> which.apply(t).stream())
                .distinct()
                .limit(MOST_LINES)
                .toList();
    }

    private static Map<String, String> misfits(List<Tunnel> all) {
        return all.stream()
                .flatMap(t -> t.misfits().entrySet().stream())
                .collect(
                        Collectors.toUnmodifiableMap(e -> e.getKey().word(), Map.Entry::getValue, (first, _) -> first));
    }

    private static boolean overlap(List<String> here, List<String> there) {
        return here.stream()
                .flatMap(h -> Prefix.parse(bare(h)).stream())
                .filter(h -> h.length() > 0)
                .anyMatch(h -> there.stream()
                        .flatMap(t -> Prefix.parse(bare(t)).stream())
                        .anyMatch(t -> t.length() > 0 && t.overlaps(h)));
    }

    private static Stream<State> states(Tunnel t) {
        return Stream.concat(t.inbound().stream(), t.outbound().stream());
    }

    private static List<State> gather(List<Tunnel> all, Function<Tunnel, List<State>> which, Predicate<State> mine) {
        return all.stream()
                .flatMap(t -> which.apply(t).stream())
                .filter(mine)
                .distinct()
                .toList();
    }

    private static boolean serves(Tunnel t, String peer, List<String> localTs, List<String> remoteTs) {
        boolean nets = t.selectors().isEmpty()
                || t.selectors().stream().anyMatch(s -> matches(localTs, s.src()) && matches(remoteTs, s.dst()));
        return nets && (peer.isEmpty() || t.peer().isEmpty() || t.peer().equals(peer));
    }

    private static boolean covers(Policy p, List<String> localTs, List<String> remoteTs) {
        boolean out = p.dir().equals("out");
        return !p.templates().isEmpty()
                && matches(localTs, out ? p.src() : p.dst())
                && matches(remoteTs, out ? p.dst() : p.src());
    }

    /** Whether a network is one of the selectors; selectors that could not be resolved match all. */
    private static boolean matches(List<String> ts, String net) {
        return ts.isEmpty() || ts.stream().anyMatch(t -> bare(t).equals("dynamic") || bare(t).equals(net));
    }

    /** {@code 10.1.0.0/16} of {@code 10.1.0.0/16[tcp/80]}; hosts get their prefix length. */
    private static String bare(String ts) {
        int bracket = ts.indexOf('[');
        String net = (bracket < 0 ? ts : ts.substring(0, bracket)).strip();
        return Prefix.parse(net).map(Prefix::toString).orElse(net);
    }

    private static boolean sameKernelTunnel(TunnelFacts known, Tunnel t) {
        return serves(t, known.peer(), known.localTs(), known.remoteTs());
    }

    /** {@code dynamic} means the end's own address. */
    private static List<String> resolved(List<String> ts, String address) {
        var prefix = Prefix.parse(address).filter(p -> !p.address().isAny());
        return ts.stream()
                .map(t -> prefix.isPresent() ? t.replace("dynamic", prefix.get().toString()) : t)
                .toList();
    }

    /** The first address or name that is not a wildcard. */
    private static String literal(List<String> addresses) {
        return addresses.stream()
                .filter(a -> !a.isEmpty()
                        && !a.startsWith("%")
                        && !a.contains("/")
                        && !a.equals("0.0.0.0")
                        && !a.equals("::"))
                .findFirst()
                .orElse("");
    }

    private static TunnelFacts facts(
            String name,
            String connection,
            String child,
            String peer,
            String local,
            List<String> localTs,
            List<String> remoteTs,
            String mode,
            String version,
            Optional<Boolean> loaded,
            String startAction,
            Optional<Long> rekeySeconds,
            Kernel k) {
        var installed = k.inbound()
                .map(in -> !in.isEmpty() && !k.outbound().orElse(List.of()).isEmpty());
        boolean up = installed.orElse(false);
        var policyOut = k.policies().map(p -> p.stream().anyMatch(x -> x.dir().equals("out")));
        return new TunnelFacts(
                !name.isEmpty(),
                name,
                connection,
                child,
                peer,
                local,
                localTs,
                remoteTs,
                mode,
                version,
                loaded,
                startAction,
                rekeySeconds,
                installed,
                policyOut.flatMap(p -> installed.map(
                        i -> p && !i && k.outbound().orElse(List.of()).isEmpty())),
                policyOut,
                k.policies().map(p -> p.stream().anyMatch(x -> x.dir().equals("in"))),
                k.inbound().filter(s -> up).flatMap(s -> sum(s, State::packets)),
                k.outbound().filter(s -> up).flatMap(s -> sum(s, State::packets)),
                k.inbound().filter(s -> up).flatMap(s -> sum(s, x -> x.drops().map(Drops::failed))),
                k.inbound().filter(s -> up).flatMap(s -> sum(s, x -> x.drops().map(d -> d.tooOld() + d.replayed()))),
                k.inbound().filter(s -> up).map(s -> s.stream()
                        .anyMatch(x -> x.encap().isPresent())),
                k.inbound().map(List::size),
                k.outbound().map(List::size),
                k.larval().map(List::size),
                k.outbound().filter(s -> up).flatMap(s -> s.stream()
                        .flatMap(x -> Overhead.of(x).stream())
                        .findFirst()),
                k.policies().map(p -> p.stream().anyMatch(x -> x.dir().equals("fwd"))),
                k.troubles(),
                k.misfits(),
                k.notes(),
                overlap(localTs, remoteTs),
                quote(
                        "P06.state",
                        Stream.of(k.inbound(), k.outbound(), k.larval())
                                .flatMap(o -> o.orElse(List.of()).stream())
                                .map(State::lines)),
                quote("P06.policy", k.policies().orElse(List.of()).stream().map(Policy::lines)),
                k.connection());
    }

    /** Empty when none of them tells it. */
    private static Optional<Long> sum(List<State> states, Function<State, Optional<Long>> what) {
        return states.stream().map(what).flatMap(Optional::stream).reduce(Long::sum);
    }

    private static Quote quote(String probe, Stream<List<String>> blocks) {
        return Quote.of(probe, blocks.flatMap(List::stream).limit(MOST_LINES).toList());
    }
}
