package espy.xfrm;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Finds the policy that takes all packets away from another one: same direction and interface id, no mark or the same one, a selector that is
 * wider or equal, and a lower priority value.
 */
final class Shadows {
    private static final Optional<Mark> UNMARKED = Optional.empty();

    private record Kind(String dir, Optional<Long> ifId, Optional<Mark> mark) {}

    private final Index<Kind, Policy> best = new Index<>();

    Shadows(List<Policy> policies) {
        for (Policy p : policies) {
            if (!p.socket()) {
                best.put(
                        new Kind(p.dir(), p.ifId(), p.mark()),
                        p.selector(),
                        p,
                        (a, b) -> a.priority() <= b.priority() ? a : b);
            }
        }
    }

    /** The policy of the best priority that the kernel takes instead of this one for all its packets. */
    Optional<Policy> of(Policy policy) {
        var found = new AtomicReference<>(policy);
        var marks = policy.mark().isEmpty() ? List.of(UNMARKED) : List.of(UNMARKED, policy.mark());
        for (var mark : marks) {
            best.covering(new Kind(policy.dir(), policy.ifId(), mark), policy.selector(), p -> {
                if (p.priority() < found.get().priority()) {
                    found.set(p);
                }
            });
        }
        return Optional.of(found.get()).filter(p -> p.priority() < policy.priority());
    }
}
