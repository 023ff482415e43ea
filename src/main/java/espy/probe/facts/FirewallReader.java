package espy.probe.facts;

import espy.base.Address;
import espy.base.Prefix;
import espy.netfilter.Flow;
import espy.netfilter.Packet;
import espy.netfilter.Packet.State;
import espy.netfilter.Packet.Way;
import espy.netfilter.Walk;
import espy.netfilter.Walk.Passage;
import espy.netfilter.Walk.Step;
import espy.netfilter.Walk.Verdict;
import espy.probe.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Walks the tunnel's packets through the gateway's packet filter: probes P11 and P15. */
public final class FirewallReader {
    private static final String CONNTRACK = "P15";
    private static final int MOST_RULES = 400;
    /** Lines that only show what a command printed. */
    private static final int SOME_LINES = 20;
    /** Pairs of networks that are walked; a tunnel with more has many alike. */
    private static final int MOST_PAIRS = 64;

    private static final int IKE = 500;
    private static final int NATT = 4500;

    private final Snapshot snapshot;
    private final TunnelFacts tunnel;
    private final Map<String, String> missing;
    private final Unread unread;
    private final Rules rules;
    private final Devices devices;
    private final Set<String> unjudged = new LinkedHashSet<>();

    private FirewallReader(Snapshot snapshot, TunnelFacts tunnel, Map<String, String> missing, Unread unread) {
        this.snapshot = snapshot;
        this.tunnel = tunnel;
        this.missing = missing;
        this.unread = unread;
        this.rules = Rules.of(snapshot, unread);
        this.devices = Devices.of(snapshot);
    }

    /**
     * The facts.
     *
     * @param missing gets a sentence for each fact that is absent, by its path
     * @param unread  gets the lines that were not understood
     */
    static FirewallFacts of(Snapshot snapshot, TunnelFacts tunnel, Map<String, String> missing, Unread unread) {
        return new FirewallReader(snapshot, tunnel, missing, unread).read();
    }

    /** Packets of one kind in both directions. */
    private record Pair(Packet out, Packet in) {}

    private record Both(Optional<FirewallFacts.Walk> out, Optional<FirewallFacts.Walk> in) {
        static final Both NONE = new Both(Optional.empty(), Optional.empty());
    }

    private FirewallFacts read() {
        boolean seen = rules.v4Seen() || rules.v6Seen();
        if (!seen) {
            missing.put("firewall", Rules.why(snapshot));
        } else if (rules.cut()) {
            missing.put("firewall", "There are more firewall rules than were read; the list is cut");
        }
        var peer = Address.parse(tunnel.peer());
        Both ike = outer("ike", peer.map(p -> udp(p, IKE)));
        Both natt = outer("natt", peer.map(p -> udp(p, NATT)));
        Both esp = tunnel.udpEncap().orElse(false)
                ? outer("esp", peer.map(p -> udp(p, NATT)))
                : outer("esp", peer.map(p -> outer(p, "esp", Optional.empty())));
        Both forward = forward("forward", peer, Optional.empty());
        Both tcp = forward("tcp", peer, Optional.of("tcp"));
        var natted = natted(peer);
        var stale = stale();
        return new FirewallFacts(
                seen ? Optional.of(rules.active()) : Optional.empty(),
                ike.out,
                ike.in,
                natt.out,
                natt.in,
                esp.out,
                esp.in,
                icmp6(peer),
                forward.out,
                forward.in,
                tcp.out,
                tcp.in,
                natted,
                seen ? Optional.of(rules.clamps()) : Optional.empty(),
                stale,
                conntrack(stale.orElse(List.of())),
                List.copyOf(unjudged),
                rules.filtering(MOST_RULES));
    }

    private Both outer(String name, Optional<Pair> pair) {
        if (pair.isEmpty()) {
            absent(
                    name,
                    tunnel.peer().isEmpty()
                            ? "The peer's address is not known"
                            : "The peer is given as " + tunnel.peer() + ", and its address is not known");
            return Both.NONE;
        }
        return walked(name, pair.stream().toList());
    }

    /** For an IPv4 peer neighbour discovery is ARP, which no such rule stops. */
    private Optional<FirewallFacts.Walk> icmp6(Optional<Address> peer) {
        if (peer.filter(p -> !p.isV6()).isPresent() && (rules.v4Seen() || rules.v6Seen())) {
            return Optional.of(new FirewallFacts.Walk("accept", "", "", 0, Quote.of(Rules.IP6TABLES, List.of())));
        }
        Both icmp6 = outer("icmp6", peer.map(p -> outer(p, "icmpv6", Optional.empty())));
        var why = Optional.ofNullable(missing.remove("firewall.icmp6In"));
        missing.remove("firewall.icmp6Out");
        why.ifPresent(w -> missing.put("firewall.icmp6", w));
        return Stream.of(icmp6.in, icmp6.out).flatMap(Optional::stream).min(Comparator.comparing(w -> w.verdict()
                .equals("accept")));
    }

    private Pair udp(Address peer, int port) {
        return outer(peer, "udp", Optional.of(port));
    }

    private Pair outer(Address peer, String protocol, Optional<Integer> port) {
        var there = host(peer);
        var here = Address.parse(tunnel.local())
                .filter(a -> !a.isAny() && a.isV6() == peer.isV6())
                .map(FirewallReader::host);
        String device = devices.toPeer(there);
        var kind = Optional.of(protocol);
        return new Pair(
                new Packet(Way.OUTPUT, here, Optional.of(there), kind, port, port, "", device, State.NEW, false, false),
                new Packet(Way.INPUT, Optional.of(there), here, kind, port, port, device, "", State.NEW, false, false));
    }

    private static Prefix host(Address a) {
        return new Prefix(a, a.isV6() ? 128 : 32);
    }

    private Both forward(String name, Optional<Address> peer, Optional<String> protocol) {
        if (tunnel.mode().equals("transport")) {
            absent(name, "Transport mode forwards nothing");
            return Both.NONE;
        }
        var pairs = inner(peer, protocol);
        if (pairs.isEmpty()) {
            absent(name, "The networks of the tunnel are not known");
            return Both.NONE;
        }
        return walked(name, pairs);
    }

    /** Packets between the networks on both sides, which go through the tunnel. */
    private List<Pair> inner(Optional<Address> peer, Optional<String> protocol) {
        var pairs = new ArrayList<Pair>();
        String toPeer = peer.map(p -> devices.toPeer(host(p))).orElse("");
        for (Prefix local : prefixes(tunnel.localTs())) {
            for (Prefix remote : prefixes(tunnel.remoteTs())) {
                if (local.address().isV6() == remote.address().isV6() && pairs.size() < MOST_PAIRS) {
                    String route = devices.to(remote);
                    pairs.add(inner(local, devices.to(local), remote, route.isEmpty() ? toPeer : route, protocol));
                }
            }
        }
        return pairs;
    }

    private static Pair inner(Prefix local, String inside, Prefix remote, String outside, Optional<String> protocol) {
        Optional<Integer> port = Optional.empty();
        var here = Optional.of(local);
        var there = Optional.of(remote);
        return new Pair(
                new Packet(Way.FORWARD, here, there, protocol, port, port, inside, outside, State.NEW, false, true),
                new Packet(Way.FORWARD, there, here, protocol, port, port, outside, inside, State.NEW, true, false));
    }

    /** Selectors that are networks; others, such as {@code dynamic}, are left out. */
    private static List<Prefix> prefixes(List<String> selectors) {
        return selectors.stream()
                .map(s -> s.indexOf('[') < 0
                        ? s.strip()
                        : s.substring(0, s.indexOf('[')).strip())
                .flatMap(s -> Prefix.parse(s).stream())
                .toList();
    }

    /** The worst outcome of all pairs, for each direction. */
    private Both walked(String name, List<Pair> pairs) {
        var seen = pairs.stream().filter(p -> readable(p.out)).toList();
        if (seen.isEmpty()) {
            absent(name, unreadable());
            return Both.NONE;
        }
        var outs = new ArrayList<Passage>();
        var ins = new ArrayList<Passage>();
        for (Pair pair : seen) {
            var out = filter(pair.out);
            var in = filter(pair.in);
            outs.add(answersToo(pair.out, out, in));
            ins.add(answersToo(pair.in, in, out));
        }
        return new Both(Optional.of(walk(worst(outs))), Optional.of(walk(worst(ins))));
    }

    /**
     * What is stopped when it starts a connection may still pass as an answer, if the other side may start one. Who does is not known.
     */
    private Passage answersToo(Packet packet, Passage first, Passage other) {
        if (!first.verdict().stops() || other.verdict().stops()) {
            return first;
        }
        return filter(packet.with(State.ESTABLISHED)).verdict().stops()
                ? first
                : new Passage(Verdict.UNSURE, first.decider(), first.quoted(), first.unjudged());
    }

    private Passage filter(Packet packet) {
        return noted(Walk.filter(rules.tables(), packet));
    }

    private Passage noted(Passage passage) {
        passage.unjudged().stream().map(Step::text).forEach(unjudged::add);
        return passage;
    }

    private static Passage worst(List<Passage> passages) {
        return passages.stream()
                .reduce((a, b) -> badness(b) > badness(a) ? b : a)
                .orElseThrow();
    }

    private static int badness(Passage p) {
        return p.verdict().stops() ? 2 : p.verdict() == Verdict.UNSURE ? 1 : 0;
    }

    private FirewallFacts.Walk walk(Passage passage) {
        boolean accepted = passage.verdict() == Verdict.ACCEPT;
        Verdict verdict = accepted && rules.cut() ? Verdict.UNSURE : passage.verdict();
        var decider = passage.decider();
        return new FirewallFacts.Walk(
                verdict.name().toLowerCase(Locale.ROOT),
                decider.map(FirewallReader::chain).orElse(""),
                decider.filter(s -> !accepted || s.rule().isPresent())
                        .map(Step::text)
                        .orElse(""),
                decider.flatMap(Step::packets).orElse(0L),
                quote(passage.quoted()));
    }

    private static String chain(Step step) {
        return step.table().title() + " " + step.chain().name();
    }

    /** The lines of these places; those from another command than the first are left out. */
    private Quote quote(List<Step> steps) {
        if (steps.isEmpty()) {
            return printed();
        }
        String probe = steps.getFirst().table().source();
        return Quote.of(
                probe,
                steps.stream()
                        .filter(s -> s.table().source().equals(probe))
                        .map(Step::line)
                        .distinct()
                        .toList());
    }

    /** What a command printed, when it shows no rule that matters. */
    private Quote printed() {
        String probe = List.of(Rules.IPTABLES, Rules.NFT, Rules.LEGACY).stream()
                .filter(p -> snapshot.text(p).isPresent())
                .findFirst()
                .orElse(Rules.IP6TABLES);
        return Quote.of(probe, firstLines(probe));
    }

    private List<String> firstLines(String probe) {
        return snapshot.text(probe).orElse("").lines().limit(SOME_LINES).toList();
    }

    private Optional<FirewallFacts.Nat> natted(Optional<Address> peer) {
        var pairs = inner(peer, Optional.empty()).stream()
                .filter(p -> readable(p.out))
                .toList();
        if (pairs.isEmpty()) {
            missing.put(
                    "firewall.natted",
                    inner(peer, Optional.empty()).isEmpty()
                            ? "The networks of the tunnel are not known"
                            : unreadable());
            return Optional.empty();
        }
        var passages = pairs.stream()
                .map(p -> noted(Walk.sourceNat(rules.tables(), p.out)))
                .toList();
        var hit =
                passages.stream().filter(p -> p.verdict() == Verdict.TRANSLATE).findFirst();
        var unsure =
                passages.stream().filter(p -> p.verdict() == Verdict.UNSURE).findFirst();
        if (hit.isEmpty() && unsure.isPresent()) {
            missing.put(
                    "firewall.natted",
                    "It cannot be told whether this rule applies: "
                            + unsure.get().decider().map(Step::text).orElse(""));
            return Optional.empty();
        }
        return hit.map(this::nat).or(() -> Optional.of(new FirewallFacts.Nat(false, "", "", 0, rules.translating())));
    }

    private FirewallFacts.Nat nat(Passage passage) {
        var rule = passage.decider();
        return new FirewallFacts.Nat(
                true,
                rule.map(Step::text).orElse(""),
                rule.map(FirewallReader::chain).orElse(""),
                rule.flatMap(Step::packets).orElse(0L),
                quote(passage.quoted()));
    }

    private Optional<List<String>> stale() {
        var from = prefixes(tunnel.localTs());
        var to = prefixes(tunnel.remoteTs());
        var text = snapshot.text(CONNTRACK).filter(t -> !t.isBlank() || !conntrackFailed());
        if (text.isEmpty()) {
            missing.put(
                    "firewall.staleNat",
                    conntrackFailed()
                            ? "The kernel refused to show the connections that it tracks"
                            : Printed.of(snapshot, CONNTRACK, "The connections that the kernel tracks")
                                    .reason());
        } else if (from.isEmpty() || to.isEmpty()) {
            missing.put("firewall.staleNat", "The networks of the tunnel are not known");
        }
        return text.filter(t -> !from.isEmpty() && !to.isEmpty())
                .map(t -> unread.kept(CONNTRACK, Flow.parse(t)).stream()
                        .filter(f -> f.translated() && f.goes(from, to))
                        .map(Flow::line)
                        .toList());
    }

    /** It is read through a pipe, which hides its status. */
    private boolean conntrackFailed() {
        return snapshot.answer(CONNTRACK)
                .filter(a -> a.err().contains("failed"))
                .isPresent();
    }

    private Quote conntrack(List<String> stale) {
        return Quote.of(CONNTRACK, stale.isEmpty() ? firstLines(CONNTRACK) : stale);
    }

    private boolean readable(Packet p) {
        boolean v6 = p.dst().filter(d -> d.address().isV6()).isPresent();
        return v6 ? rules.v6Seen() : rules.v4Seen();
    }

    private String unreadable() {
        return rules.v4Seen() || rules.v6Seen()
                ? "The firewall's rules for this IP version could not be read"
                : Rules.why(snapshot);
    }

    private void absent(String name, String why) {
        missing.put("firewall." + name + "Out", why);
        missing.put("firewall." + name + "In", why);
    }
}
