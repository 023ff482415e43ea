package espy.xfrm;

import espy.base.Prefix;
import espy.base.Selector;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Outbound policies of different tunnels that share packets at the same priority. Which of the two the kernel takes then depends on nothing
 * that anybody set. Policies are looked up by prefix; of many that overlap one, not all are found.
 */
final class Overlaps {
    private record Kind(long priority, Optional<Long> ifId, Optional<Mark> mark) {}

    private record Place(Kind kind, Prefix src, Prefix dst) {}

    private record Known(Group group, Policy policy, Prefix src, Prefix dst) {}

    /** Two of different tunnels: one of them is always another tunnel's. */
    private record Two(Known first, Optional<Known> other) {
        Two with(Known next) {
            return other.isEmpty() && next.group != first.group ? new Two(first, Optional.of(next)) : this;
        }
    }

    /** Of a tunnel: the other tunnel's policy by the own one. */
    record Clash(Policy own, Policy other, Group with) {}

    private final Map<Place, Two> exact = new HashMap<>();
    /** Also by each wider destination, for policies that are wider in the one and narrower in the other network. */
    private final Map<Place, Two> within = new HashMap<>();

    private final Map<Group, Map<Group, Clash>> clashes = new HashMap<>();

    Overlaps(Collection<Group> groups) {
        var all = groups.stream()
                .flatMap(g -> g.policies.stream().map(p -> known(g, p)).flatMap(Optional::stream))
                .toList();
        Set<Integer> srcLengths = new LinkedHashSet<>();
        Set<Integer> dstLengths = new LinkedHashSet<>();
        all.forEach(k -> srcLengths.add(k.src.length()));
        all.forEach(k -> dstLengths.add(k.dst.length()));
        for (Known k : all) {
            put(exact, new Place(kind(k.policy), k.src, k.dst), k);
            dstLengths.stream()
                    .filter(l -> l < k.dst.length())
                    .forEach(l -> put(within, new Place(kind(k.policy), k.src, k.dst.cut(l)), k));
        }
        for (Known k : all) {
            for (int s : srcLengths) {
                if (s <= k.src.length()) {
                    var src = k.src.cut(s);
                    compare(k, within, src, k.dst);
                    dstLengths.stream()
                            .filter(d -> d <= k.dst.length())
                            .forEach(d -> compare(k, exact, src, k.dst.cut(d)));
                }
            }
        }
    }

    /** At most one for each other tunnel. */
    List<Clash> of(Group g) {
        return List.copyOf(clashes.getOrDefault(g, Map.of()).values());
    }

    private static Optional<Known> known(Group g, Policy p) {
        var src = p.selector().srcPrefix();
        var dst = p.selector().dstPrefix();
        return p.dir().equals("out") && src.isPresent() && dst.isPresent()
                ? Optional.of(new Known(
                        g,
                        p,
                        src.get().cut(src.get().length()),
                        dst.get().cut(dst.get().length())))
                : Optional.empty();
    }

    private static Kind kind(Policy p) {
        return new Kind(p.priority(), p.ifId(), p.mark());
    }

    private static void put(Map<Place, Two> map, Place place, Known k) {
        map.merge(place, new Two(k, Optional.empty()), (old, added) -> old.with(k));
    }

    private void compare(Known k, Map<Place, Two> map, Prefix src, Prefix dst) {
        Optional.ofNullable(map.get(new Place(kind(k.policy), src, dst))).ifPresent(two -> {
            compare(k, two.first);
            two.other.ifPresent(o -> compare(k, o));
        });
    }

    private void compare(Known a, Known b) {
        if (a.group != b.group && meet(a.policy.selector(), b.policy.selector())) {
            note(a, b);
            note(b, a);
        }
    }

    private void note(Known own, Known other) {
        clashes.computeIfAbsent(own.group, g -> new LinkedHashMap<>())
                .putIfAbsent(other.group, new Clash(own.policy, other.policy, other.group));
    }

    /** Whether two selectors of overlapping networks share packets. */
    private static boolean meet(Selector a, Selector b) {
        return agree(a.proto(), b.proto())
                && agree(a.sport(), b.sport())
                && agree(a.dport(), b.dport())
                && agree(a.type(), b.type())
                && agree(a.code(), b.code())
                && agree(a.key(), b.key())
                && agree(a.dev(), b.dev())
                && agree(a.uid(), b.uid());
    }

    private static <T> boolean agree(Optional<T> a, Optional<T> b) {
        return a.isEmpty() || b.isEmpty() || a.equals(b);
    }
}
