package espy.xfrm;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Tunnels that may want an SA, found without asking each of them: a gateway may have ten thousands that share a peer or a reqid. */
final class Candidates {
    private final Map<Object, Set<Group>> groups = new HashMap<>();

    private record Ends(Object pair) {}

    private record EndsAndReqid(Object pair, long reqid) {}

    private record Reqid(long reqid, boolean anyEnd) {}

    Candidates(Collection<Group> all) {
        for (Group g : all) {
            var pair = Tunnels.pair(g.local, g.peer);
            put(new Ends(pair), g);
            for (Policy p : g.policies) {
                for (Template t : p.templates()) {
                    put(new EndsAndReqid(pair, t.reqid()), g);
                    put(new Reqid(t.reqid(), false), g);
                    if (Tunnels.any(g.local) || Tunnels.any(g.peer)) {
                        put(new Reqid(t.reqid(), true), g);
                    }
                }
            }
        }
    }

    private void put(Object key, Group g) {
        groups.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(g);
    }

    /** All that want it are among these. */
    Set<Group> of(State s) {
        var pair = Tunnels.pair(s.src(), s.dst());
        boolean anyEnd = Tunnels.any(s.src()) || Tunnels.any(s.dst());
        var found = new LinkedHashSet<Group>();
        if (s.larval()) { // its reqid may still be missing
            found.addAll(at(new Ends(pair)));
        }
        found.addAll(at(new EndsAndReqid(pair, s.reqid())));
        found.addAll(at(new EndsAndReqid(pair, 0)));
        if (anyEnd || s.reqid() != 0) {
            found.addAll(at(new Reqid(s.reqid(), !anyEnd)));
        }
        return found;
    }

    private Set<Group> at(Object key) {
        return groups.getOrDefault(key, Set.of());
    }
}
