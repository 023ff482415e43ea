package espy.xfrm;

import espy.base.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A tunnel while its policies and SAs are collected. */
final class Group {
    final String local;
    final String peer;
    final long reqid;
    final List<Policy> policies = new ArrayList<>();
    final List<State> inbound = new ArrayList<>();
    final List<State> outbound = new ArrayList<>();
    final List<State> larval = new ArrayList<>();
    /** What the templates ask for, each once. */
    final Set<Ask> asks = new LinkedHashSet<>();

    private final String mode;
    /** Whether all policies are for what goes out, or none is. */
    private boolean oneWay = true;

    /** @param outward whether the policy's {@code src} is our side */
    Group(Policy p, boolean outward) {
        local = outward ? outer(p, true) : outer(p, false);
        peer = outward ? outer(p, false) : outer(p, true);
        reqid = main(p).reqid();
        mode = p.templates().stream()
                .map(Template::mode)
                .filter(m -> !m.equals("transport"))
                .findFirst()
                .orElse("transport");
    }

    /** SAs for which there is no policy. */
    Group(State s, Set<String> own) {
        boolean in = incoming(s, own, "", "");
        local = in ? s.dst() : s.src();
        peer = in ? s.src() : s.dst();
        reqid = s.reqid();
        mode = s.mode();
    }

    private Group(Group whole) {
        local = whole.local;
        peer = whole.peer;
        reqid = whole.reqid;
        mode = whole.mode;
    }

    /**
     * What policies of one tunnel have in common. Without a reqid the marks and interface ids tell one tunnel from another; whether the
     * selectors do, the SAs must say: see {@link #bySelector}.
     */
    static Object key(Policy p, boolean outward) {
        var group = new Group(p, outward);
        return group.reqid != 0
                ? List.of(group.reqid, group.local, group.peer)
                : List.of(group.local, group.peer, p.ifId(), p.mark());
    }

    /** The template of the SA that matters: ESP or AH rather than IPComp. */
    static Template main(Policy p) {
        return p.templates().stream()
                .filter(t -> !t.proto().equals("comp"))
                .findFirst()
                .orElse(p.templates().getFirst());
    }

    private static String outer(Policy p, boolean src) {
        return p.templates().stream()
                .map(t -> src ? t.src() : t.dst())
                .filter(a -> !Tunnels.any(a))
                .findFirst()
                .or(() -> Tunnels.host(src ? p.src() : p.dst()))
                .orElse("");
    }

    void add(Policy p) {
        oneWay &= policies.isEmpty()
                || policies.getFirst().dir().equals("out") == p.dir().equals("out");
        policies.add(p);
        p.templates().forEach(t -> asks.add(Ask.of(p, t)));
    }

    /** Whether the kernel may use this SA for one of the policies, or for the one that is missing for the other direction. */
    boolean wants(State s) {
        return asks.stream().anyMatch(a -> a.takes(s))
                || (oneWay && asks.stream().anyMatch(a -> a.mirrored().takes(s)));
    }

    void add(State s, Set<String> own) {
        (s.larval() ? larval : incoming(s, own, local, peer) ? inbound : outbound).add(s);
    }

    /** Whether the peer sends by this SA: our addresses and the templates say it, else the daemon or the driver, else the counters. */
    private static boolean incoming(State s, Set<String> own, String local, String peer) {
        if (own.contains(s.dst()) != own.contains(s.src())) {
            return own.contains(s.dst());
        }
        if (s.dst().equals(local) || s.src().equals(peer)) {
            return true;
        }
        if (s.src().equals(local) || s.dst().equals(peer)) {
            return false;
        }
        return said(s).map(dir -> dir.equals("in"))
                .or(() -> s.replay().map(r -> r.seq() > r.oseq()))
                .orElse(false);
    }

    /** {@code in} or {@code out}, as the daemon or the driver of the network card marked the SA. */
    static Optional<String> said(State s) {
        return s.dir().or(() -> s.offload().flatMap(Offload::dir));
    }

    /**
     * Policies without a reqid as the tunnels that they make: one for each selector when each SA has a selector that says to which it
     * belongs, and all together when they share SAs.
     */
    List<Group> bySelector(Set<String> own) {
        if (reqid != 0 || selectors().size() < 2) {
            return List.of(this);
        }
        var parts = new LinkedHashMap<Selector, Group>();
        var index = new Index<String, Group>();
        for (Policy p : policies) {
            var selector = p.dir().equals("out") || ours(p)
                    ? p.selector()
                    : p.selector().reversed();
            var part = parts.computeIfAbsent(selector, k -> new Group(this));
            part.add(p);
            index.put("", selector, part, (a, b) -> a);
        }
        for (State s : states()) {
            var home =
                    s.selector().flatMap(sel -> home(parts, index, sel).or(() -> home(parts, index, sel.reversed())));
            if (home.isEmpty()) {
                return List.of(this);
            }
            home.get().add(s, own);
        }
        return List.copyOf(parts.values());
    }

    /** Whether the policy's {@code src} is our side although it is not for what goes out: a fwd policy for what leaves by the tunnel. */
    private boolean ours(Policy p) {
        return !local.equals(peer) && outer(p, true).equals(local);
    }

    private static Optional<Group> home(Map<Selector, Group> parts, Index<String, Group> index, Selector s) {
        var found = new AtomicReference<>(Optional.ofNullable(parts.get(s)));
        if (found.get().isEmpty()) {
            index.covering("", s, g -> found.set(Optional.of(g)));
        }
        return found.get();
    }

    /** Ours first. */
    List<Selector> selectors() {
        var all = new LinkedHashSet<Selector>();
        policies.stream().filter(p -> p.dir().equals("out")).forEach(p -> all.add(p.selector()));
        if (all.isEmpty()) {
            policies.forEach(p -> all.add(p.selector().reversed()));
        }
        return List.copyOf(all);
    }

    /** All SAs: outbound, inbound, larval. */
    List<State> states() {
        var all = new ArrayList<State>(outbound);
        all.addAll(inbound);
        all.addAll(larval);
        return all;
    }

    String mode() {
        return mode;
    }

    /** The SAs that the kernel uses: of each direction, protocol and selector the newest. */
    List<State> inUse() {
        var newest = new LinkedHashMap<List<Object>, State>();
        outbound.forEach(s -> newest.putIfAbsent(List.of("out", s.proto(), s.selector(), s.pcpu()), s));
        inbound.forEach(s -> newest.putIfAbsent(List.of("in", s.proto(), s.selector(), s.pcpu()), s));
        return List.copyOf(newest.values());
    }

    Optional<Mark> mark() {
        return policies.isEmpty()
                ? states().stream().flatMap(s -> s.mark().stream()).findFirst()
                : policies.stream().flatMap(p -> p.mark().stream()).findFirst();
    }

    Optional<Long> ifId() {
        return policies.isEmpty()
                ? states().stream().flatMap(s -> s.ifId().stream()).findFirst()
                : policies.stream().flatMap(p -> p.ifId().stream()).findFirst();
    }

    /** The newest first, which is the one that the kernel uses. Dumps are in that order, but pasted and sorted text may not be. */
    void sort() {
        var newestFirst =
                Comparator.comparing((State s) -> s.added().orElse("")).reversed();
        if (inbound.stream().allMatch(s -> s.added().isPresent())) {
            inbound.sort(newestFirst);
        }
        if (outbound.stream().allMatch(s -> s.added().isPresent())) {
            outbound.sort(newestFirst);
        }
    }

    Tunnel tunnel(Findings findings) {
        var selectors = selectors();
        String name = selectors.isEmpty()
                ? local + " ⇄ " + peer
                : String.join(", ", selectors.stream().map(Tunnels::name).toList());
        return new Tunnel(
                name,
                peer,
                local,
                mode,
                reqid,
                mark(),
                ifId(),
                selectors,
                policies,
                inbound,
                outbound,
                larval,
                findings.troubles(),
                findings.misfits(),
                findings.notes());
    }
}
