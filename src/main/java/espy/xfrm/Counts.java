package espy.xfrm;

import java.util.Optional;

/**
 * What {@code ip xfrm state count} and {@code ip xfrm policy count} say; some only with {@code -s}, once or twice.
 *
 * @param states         SAs, larval and helper ones among them
 * @param stateBuckets   of the table that holds them
 * @param policies       without those of sockets
 * @param socketPolicies per-socket ones
 * @param ipv4Threshold  prefix lengths from which on policies are looked up by a hash
 */
public record Counts(
        Optional<Long> states,
        Optional<Buckets> stateBuckets,
        Optional<Directions> policies,
        Optional<Directions> socketPolicies,
        Optional<Buckets> policyBuckets,
        Optional<Threshold> ipv4Threshold,
        Optional<Threshold> ipv6Threshold) {
    static final Counts NONE = new Counts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public record Buckets(long count, long max) {}

    public record Directions(long in, long out, long fwd) {}

    public record Threshold(long local, long remote) {}

    /** What the other says, and what only this says. */
    Counts with(Counts other) {
        return new Counts(
                other.states.or(() -> states),
                other.stateBuckets.or(() -> stateBuckets),
                other.policies.or(() -> policies),
                other.socketPolicies.or(() -> socketPolicies),
                other.policyBuckets.or(() -> policyBuckets),
                other.ipv4Threshold.or(() -> ipv4Threshold),
                other.ipv6Threshold.or(() -> ipv6Threshold));
    }
}
