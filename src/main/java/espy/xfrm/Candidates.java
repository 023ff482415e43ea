package espy.xfrm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the tunnels that want an SA without asking each of them: a gateway may have ten thousands that share a peer or a reqid.
 *
 * <p>SAs with an open end or without a reqid may fit very many tunnels. What they cost is bounded: when there are too many of them, each
 * stays with the first tunnel that wants it.
 */
final class Candidates {
    /** Questions that may be asked for each SA and each tunnel there is, before one answer must do. */
    private static final int EACH = 10;
    /** Questions that are asked for one SA when those are used up. */
    private static final int FEW = 64;

    private final Map<Object, Set<Group>> groups = new HashMap<>();
    private long budget;

    private record Ends(Object pair) {}

    private record EndsAndReqid(Object pair, long reqid) {}

    private record Reqid(long reqid, boolean anyEnd) {}

    /** @param states how many SAs will be asked about */
    Candidates(Collection<Group> all, int states) {
        budget = 10_000 + (long) EACH * (all.size() + states);
        for (Group g : all) {
            var pair = Tunnels.pair(g.local, g.peer);
            put(new Ends(pair), g);
            for (Ask a : g.asks) {
                put(new EndsAndReqid(pair, a.reqid()), g);
                put(new Reqid(a.reqid(), false), g);
                if (Tunnels.any(g.local) || Tunnels.any(g.peer)) {
                    put(new Reqid(a.reqid(), true), g);
                }
            }
        }
    }

    private void put(Object key, Group g) {
        groups.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(g);
    }

    /** The tunnels that want the SA. */
    List<Group> wanting(State s) {
        var found = new LinkedHashSet<Group>();
        var pair = Tunnels.pair(s.src(), s.dst());
        boolean anyEnd = Tunnels.any(s.src()) || Tunnels.any(s.dst());
        if (s.larval() && s.reqid() == 0) { // its reqid may still be missing: any tunnel between its ends will do
            ask(new Ends(pair), s, found, 1);
        }
        ask(new EndsAndReqid(pair, s.reqid()), s, found, Integer.MAX_VALUE);
        ask(new EndsAndReqid(pair, 0), s, found, Integer.MAX_VALUE);
        ask(new Reqid(s.reqid(), !anyEnd), s, found, Integer.MAX_VALUE);
        ask(new Reqid(0, !anyEnd), s, found, Integer.MAX_VALUE);
        return new ArrayList<>(found);
    }

    private void ask(Object key, State s, Set<Group> found, int most) {
        int asked = 0;
        for (Group g : groups.getOrDefault(key, Set.of())) {
            asked += g.asks.size();
            budget -= g.asks.size();
            if (found.size() >= most || (budget < 0 && (!found.isEmpty() || asked > FEW))) {
                return;
            }
            if (g.wants(s)) {
                found.add(g);
            }
        }
    }
}
