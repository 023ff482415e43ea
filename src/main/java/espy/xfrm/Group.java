package espy.xfrm;

import espy.base.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tunnel while its policies and SAs are collected. */
final class Group {
    final String local;
    final String peer;
    final long reqid;
    final List<Policy> policies = new ArrayList<>();
    final List<State> inbound = new ArrayList<>();
    final List<State> outbound = new ArrayList<>();
    final List<State> larval = new ArrayList<>();
    private final String mode;

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

    /** What policies of one tunnel have in common. */
    static Object key(Policy p, boolean outward) {
        var group = new Group(p, outward);
        if (group.reqid != 0) {
            return List.of(group.reqid, group.local, group.peer);
        }
        var selector = outward ? p.selector() : p.selector().reversed();
        return List.of(selector, group.local, group.peer, p.ifId(), p.mark());
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

    /** Whether the kernel may use this SA for one of the policies, or could if only its address family fitted. */
    boolean wants(State s) {
        return policies.stream().anyMatch(p -> wants(p, s));
    }

    private boolean wants(Policy p, State s) {
        return addressed(s)
                && p.ifId().orElse(0L).equals(s.ifId().orElse(0L))
                && p.templates().stream().anyMatch(t -> asks(t, s))
                && (reqid != 0
                        || s.selector().isEmpty()
                        || related(p.selector(), s.selector().get()));
    }

    private static boolean asks(Template t, State s) {
        return t.proto().equals(s.proto())
                && (t.reqid() == 0 || t.reqid() == s.reqid() || s.larval())
                && t.mode().equals(s.mode());
    }

    private boolean addressed(State s) {
        return (fits(local, s.src()) && fits(peer, s.dst())) || (fits(local, s.dst()) && fits(peer, s.src()));
    }

    private static boolean fits(String mine, String other) {
        return Tunnels.any(mine) || Tunnels.any(other) || mine.equals(other);
    }

    private static boolean related(Selector policy, Selector state) {
        return state.covers(policy)
                || policy.covers(state)
                || state.reversed().covers(policy)
                || policy.covers(state.reversed());
    }

    void add(State s, Set<String> own) {
        (s.larval() ? larval : incoming(s, own, local, peer) ? inbound : outbound).add(s);
    }

    /** Whether the peer sends by this SA: what the daemon or the driver says, else our addresses, the templates, the counters. */
    private static boolean incoming(State s, Set<String> own, String local, String peer) {
        var said = s.dir().or(() -> s.offload().flatMap(Offload::dir));
        if (said.isPresent()) {
            return said.get().equals("in");
        }
        if (own.contains(s.dst()) != own.contains(s.src())) {
            return own.contains(s.dst());
        }
        if (s.dst().equals(local) || s.src().equals(peer)) {
            return true;
        }
        if (s.src().equals(local) || s.dst().equals(peer)) {
            return false;
        }
        return s.replay().map(r -> r.seq() > r.oseq()).orElse(false);
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

    List<State> states() {
        var all = new ArrayList<State>(outbound);
        all.addAll(inbound);
        all.addAll(larval);
        return all;
    }

    String mode() {
        return mode;
    }

    Tunnel tunnel(List<String> troubles) {
        var selectors = selectors();
        String name = selectors.isEmpty()
                ? local + " ⇄ " + peer
                : String.join(", ", selectors.stream().map(Tunnels::name).toList());
        Optional<Mark> mark = policies.isEmpty()
                ? states().stream().flatMap(s -> s.mark().stream()).findFirst()
                : policies.stream().flatMap(p -> p.mark().stream()).findFirst();
        Optional<Long> ifId = policies.isEmpty()
                ? states().stream().flatMap(s -> s.ifId().stream()).findFirst()
                : policies.stream().flatMap(p -> p.ifId().stream()).findFirst();
        return new Tunnel(
                name, peer, local, mode, reqid, mark, ifId, selectors, policies, inbound, outbound, larval, troubles);
    }
}
