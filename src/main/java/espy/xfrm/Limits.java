package espy.xfrm;

import java.util.Optional;

/**
 * How long an SA or a policy may live. Absent means without limit. At the soft limit the daemon is asked to rekey, at the hard one the kernel
 * deletes. Byte and packet limits above 2^63−1 are given as that number.
 *
 * @param softAdd seconds since it was added
 * @param softUse seconds since it was first used
 */
public record Limits(
        Optional<Long> softBytes,
        Optional<Long> hardBytes,
        Optional<Long> softPackets,
        Optional<Long> hardPackets,
        Optional<Long> softAdd,
        Optional<Long> hardAdd,
        Optional<Long> softUse,
        Optional<Long> hardUse) {}
