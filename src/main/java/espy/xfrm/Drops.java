package espy.xfrm;

/**
 * Packets that an SA refused: iproute2's {@code stats:} block, which is there only with {@code -s}.
 *
 * @param tooOld   below the replay window
 * @param replayed seen before
 * @param failed   the integrity check failed
 */
public record Drops(long tooOld, long replayed, long failed) {}
