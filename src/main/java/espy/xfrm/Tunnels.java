package espy.xfrm;

import espy.base.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts policies and SAs together that serve one tunnel.
 *
 * <p>Policies belong together when their templates name the same two addresses and the same reqid; without a reqid (racoon, manual keys) only
 * when their selectors mirror each other, or when nothing tells their SAs apart. An SA belongs to every tunnel whose templates it satisfies,
 * as the kernel would choose it. Per-socket, bypass and drop policies make no tunnel, and the kernel's helper states are left out.
 */
public final class Tunnels {
    private Tunnels() {}

    /** All tunnels of a gateway of which both dumps were seen. */
    public static List<Tunnel> pair(List<State> states, List<Policy> policies, Collection<String> localAddresses) {
        return pair(Optional.of(states), Optional.of(policies), Surroundings.of(localAddresses));
    }

    /**
     * All tunnels.
     *
     * @param states   absent when they were not seen: then nothing is said of SAs that seem to be missing
     * @param policies absent when they were not seen: then nothing is said of policies that seem to be missing
     * @return tunnels with policies in the order of the policies, then SAs that no policy asks for
     */
    public static List<Tunnel> pair(
            Optional<List<State>> states, Optional<List<Policy>> policies, Surroundings surroundings) {
        var own = surroundings.addresses();
        var asked = policies.orElse(List.of());
        var groups = groups(asked);
        var candidates = new Candidates(groups, states.map(List::size).orElse(0));
        var strangers = new LinkedHashMap<Object, Group>();
        for (State s : states.orElse(List.of())) {
            if (!s.helper()) {
                assign(s, candidates, strangers, own);
            }
        }
        var all = new ArrayList<Group>();
        groups.forEach(g -> all.addAll(g.bySelector(own)));
        all.addAll(strangers.values());
        all.forEach(Group::sort);
        var view = new View(all, strangers.values(), states, policies, surroundings);
        return all.stream().map(g -> g.tunnel(Troubles.of(g, view))).toList();
    }

    private static List<Group> groups(List<Policy> policies) {
        var groups = new LinkedHashMap<Object, Group>();
        for (Policy p : policies) {
            if (protects(p) && p.dir().equals("out")) {
                groups.computeIfAbsent(Group.key(p, true), k -> new Group(p, true))
                        .add(p);
            }
        }
        for (Policy p : policies) {
            if (protects(p) && !p.dir().equals("out")) {
                boolean outward = groups.containsKey(Group.key(p, true)); // a fwd policy for what leaves by the tunnel
                groups.computeIfAbsent(Group.key(p, outward), k -> new Group(p, outward))
                        .add(p);
            }
        }
        return List.copyOf(groups.values());
    }

    private static boolean protects(Policy p) {
        return !p.socket() && !p.templates().isEmpty();
    }

    private static void assign(State s, Candidates candidates, Map<Object, Group> strangers, Set<String> own) {
        var wanting = candidates.wanting(s);
        wanting.forEach(g -> g.add(s, own));
        if (wanting.isEmpty()) {
            Object key = List.of(s.reqid(), pair(s.src(), s.dst()), s.ifId());
            strangers.computeIfAbsent(key, k -> new Group(s, own)).add(s, own);
        }
    }

    /** Two addresses regardless of direction. */
    static Object pair(String a, String b) {
        return a.compareTo(b) <= 0 ? List.of(a, b) : List.of(b, a);
    }

    static boolean any(String address) {
        return address.equals("0.0.0.0") || address.equals("::") || address.isEmpty();
    }

    /** The selectors as a person writes them, ours first. */
    static String name(Selector s) {
        String plain = Selector.of(s.src(), s.dst()).toString();
        return s.src() + " ⇄ " + s.dst() + s.toString().substring(plain.length());
    }

    static Optional<String> host(String prefix) {
        return prefix.endsWith(prefix.contains(":") ? "/128" : "/32")
                ? Optional.of(prefix.substring(0, prefix.indexOf('/')))
                : Optional.empty();
    }
}
