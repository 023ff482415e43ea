package espy.xfrm;

import espy.base.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts policies and SAs together that serve one tunnel.
 *
 * <p>Policies belong together when their templates name the same two addresses and the same reqid; without a reqid (racoon, manual keys) only
 * when their selectors mirror each other. An SA belongs to every tunnel whose templates it satisfies, as the kernel would choose it
 * (net/xfrm/xfrm_policy.c, xfrm_state_ok). Per-socket, bypass and drop policies make no tunnel, and the kernel's helper states are left out.
 */
public final class Tunnels {
    private Tunnels() {}

    /**
     * All tunnels.
     *
     * @param localAddresses of the gateway; may be empty, then the templates say which end is ours
     * @return tunnels with policies in the order of the policies, then SAs that no policy asks for
     */
    public static List<Tunnel> pair(List<State> states, List<Policy> policies, Collection<String> localAddresses) {
        var local = Set.copyOf(localAddresses);
        var groups = new LinkedHashMap<Object, Group>();
        for (Policy p : policies) {
            if (!p.socket() && !p.templates().isEmpty() && p.dir().equals("out")) {
                groups.computeIfAbsent(Group.key(p, true), k -> new Group(p, true))
                        .policies
                        .add(p);
            }
        }
        for (Policy p : policies) {
            if (!p.socket() && !p.templates().isEmpty() && !p.dir().equals("out")) {
                boolean outward = groups.containsKey(Group.key(p, true)); // a fwd policy for what leaves by the tunnel
                groups.computeIfAbsent(Group.key(p, outward), k -> new Group(p, outward))
                        .policies
                        .add(p);
            }
        }
        var candidates = new Candidates(groups.values());
        var strangers = new LinkedHashMap<Object, Group>();
        for (State s : states) {
            if (!s.helper()) {
                assign(s, candidates, strangers, local);
            }
        }
        var shadows = new Shadows(policies);
        var all = new ArrayList<Group>(groups.values());
        all.addAll(strangers.values());
        var unasked = new HashMap<Object, List<State>>();
        for (Group g : strangers.values()) {
            unasked.computeIfAbsent(pair(g.local, g.peer), k -> new ArrayList<>())
                    .addAll(g.states());
        }
        return all.stream().map(g -> tunnel(g, unasked, shadows)).toList();
    }

    private static void assign(State s, Candidates candidates, Map<Object, Group> strangers, Set<String> local) {
        boolean wanted = false;
        for (Group g : candidates.of(s)) {
            if (g.wants(s)) {
                g.add(s, local);
                wanted = true;
            }
        }
        if (!wanted) {
            Object key = List.of(s.reqid(), pair(s.src(), s.dst()), s.ifId());
            strangers.computeIfAbsent(key, k -> new Group(s, local)).add(s, local);
        }
    }

    private static Tunnel tunnel(Group g, Map<Object, List<State>> unasked, Shadows shadows) {
        boolean lacks = !g.policies.isEmpty() && g.states().isEmpty();
        return g.tunnel(
                Troubles.of(g, lacks ? unasked.getOrDefault(pair(g.local, g.peer), List.of()) : List.of(), shadows));
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
