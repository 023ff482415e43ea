package espy.xfrm;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The kernel's tables at one moment, to be compared with those of another.
 *
 * @param at by any clock, the same for both
 */
public record Reading(Instant at, List<State> states, List<Policy> policies, Map<String, Long> stat) {
    public Reading {
        states = List.copyOf(states);
        policies = List.copyOf(policies);
        stat = Map.copyOf(stat);
    }
}
