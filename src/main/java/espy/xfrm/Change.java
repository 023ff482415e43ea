package espy.xfrm;

/** What differs between two readings of one gateway. */
public sealed interface Change {
    /** There is an SA that was not there. */
    record StateAdded(State state) implements Change {}

    /** An SA is gone. */
    record StateDeleted(State state) implements Change {}

    /** There is a new SA beside one for the same packets, or in its place. */
    record StateRekeyed(State old, State state) implements Change {}

    /** An SA that was negotiated is ready, or its peer is reached in another way. */
    record StateUpdated(State old, State state) implements Change {}

    /** There is a policy that was not there. */
    record PolicyAdded(Policy policy) implements Change {}

    /** A policy is gone. */
    record PolicyDeleted(Policy policy) implements Change {}

    /** A policy of the same selector asks for something else. */
    record PolicyUpdated(Policy old, Policy policy) implements Change {}

    /**
     * Packets went through an SA.
     *
     * @param bytesPerSecond of the packets inside
     */
    record Traffic(State state, double bytesPerSecond, double packetsPerSecond) implements Change {}

    /**
     * The kernel dropped packets.
     *
     * @param name  of {@code /proc/net/xfrm_stat}
     * @param by    packets since the earlier reading
     * @param total packets since boot
     */
    record Dropped(String name, long by, long total) implements Change {}

    /**
     * An SA refused packets.
     *
     * @param by since the earlier reading
     */
    record Refused(State state, Drops by) implements Change {}
}
