package espy.xfrm;

import espy.base.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the policy that takes all packets away from another one: same direction, interface id and mark, wider selector, lower priority value.
 * Looks networks up by their prefix, so that ten thousands of policies cost no more than their distinct prefix lengths.
 */
final class Shadows {
    private record Place(String dir, Optional<Long> ifId, Optional<Mark> mark, Prefix src, Prefix dst) {}

    private record Lengths(int src, int dst) {}

    private final Map<Place, List<Policy>> places = new HashMap<>();
    private final Set<Lengths> lengths = new LinkedHashSet<>();

    Shadows(List<Policy> policies) {
        for (Policy p : policies) {
            var src = p.selector().srcPrefix();
            var dst = p.selector().dstPrefix();
            if (!p.socket() && src.isPresent() && dst.isPresent()) {
                places.computeIfAbsent(place(p, src.get(), dst.get()), k -> new ArrayList<>())
                        .add(p);
                lengths.add(new Lengths(src.get().length(), dst.get().length()));
            }
        }
    }

    /** The policy of the best priority that the kernel takes instead of this one for all its packets. */
    Optional<Policy> of(Policy policy) {
        var src = policy.selector().srcPrefix();
        var dst = policy.selector().dstPrefix();
        if (src.isEmpty() || dst.isEmpty()) {
            return Optional.empty();
        }
        Optional<Policy> best = Optional.empty();
        for (Lengths l : lengths) {
            if (l.src <= src.get().length() && l.dst <= dst.get().length()) {
                var wider = place(policy, src.get().cut(l.src), dst.get().cut(l.dst));
                for (Policy p : places.getOrDefault(wider, List.of())) {
                    if (p.priority() < best.map(Policy::priority).orElse(policy.priority())
                            && p.selector().covers(policy.selector())) {
                        best = Optional.of(p);
                    }
                }
            }
        }
        return best;
    }

    private static Place place(Policy p, Prefix src, Prefix dst) {
        return new Place(p.dir(), p.ifId(), p.mark(), src.cut(src.length()), dst.cut(dst.length()));
    }
}
