package espy.xfrm;

import java.util.Optional;

/**
 * Sequence numbers and replay window of an SA, all unsigned.
 *
 * @param context {@code legacy} or {@code esn}. The {@code esn} context is also used for windows above 32 packets: whether sequence numbers
 *                have 64 bits is said by {@link State#esn()} alone
 * @param seq     low 32 bits of the highest sequence number received
 * @param seqHi   high 32 bits of it; 0 in the legacy context
 * @param oseq    low 32 bits of the last sequence number sent
 * @param oseqHi  high 32 bits of it; 0 in the legacy context
 * @param window  in packets; only in the {@code esn} context
 * @param bitmap  the window, hex words separated by blanks, highest first
 */
public record Replay(
        String context, long seq, long seqHi, long oseq, long oseqHi, Optional<Long> window, String bitmap) {}
