package espy.xfrm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Block policies that take part of a tunnel's packets away from it. Those that take all of them are found by {@link Shadows}. */
final class Blocks {
    /** Tunnels of one selector, and blocks of one tunnel, that are named; a person reads two or three. */
    private static final int FEW = 8;

    private record Kind(String dir, Optional<Long> ifId) {}

    private record Place(Group group, Policy policy) {}

    private final Map<Group, List<Policy>> blocks = new HashMap<>();

    Blocks(Collection<Group> groups, List<Policy> policies) {
        var blocking = policies.stream().filter(p -> p.blocks() && !p.socket()).toList();
        if (blocking.isEmpty()) {
            return;
        }
        var index = new Index<Kind, List<Place>>();
        for (Group g : groups) {
            for (Policy p : g.policies) {
                index.put(kind(p), p.selector(), List.of(new Place(g, p)), Blocks::both);
            }
        }
        for (Policy block : blocking) {
            index.covering(kind(block), block.selector(), places -> places.stream()
                    .filter(at -> block.priority() < at.policy.priority()
                            && !block.selector().covers(at.policy.selector()))
                    .forEach(at -> note(at.group, block)));
        }
    }

    /** The block policies that lie within the tunnel's own and come before them. */
    List<Policy> of(Group g) {
        return blocks.getOrDefault(g, List.of());
    }

    private static Kind kind(Policy p) {
        return new Kind(p.dir(), p.ifId());
    }

    private static List<Place> both(List<Place> a, List<Place> b) {
        if (a.size() >= FEW) {
            return a;
        }
        var all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private void note(Group g, Policy block) {
        var list = blocks.computeIfAbsent(g, k -> new ArrayList<>());
        if (list.size() < FEW) {
            list.add(block);
        }
    }
}
