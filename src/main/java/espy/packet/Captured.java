package espy.packet;

import espy.base.Bytes;
import java.time.Instant;

/**
 * One packet as it was captured, from its IP header on.
 *
 * @param number    counted from 1 in its file, those that hold no IP included
 * @param device    index of the interface; 0 when the capture does not say
 * @param direction as the kernel says, where it does
 * @param data      IP header and what follows, as far as it was kept
 */
public record Captured(int number, Instant time, int device, Direction direction, Bytes data) {
    /** Which way a packet passed the interface. */
    public enum Direction {
        IN,
        OUT,
        UNKNOWN
    }
}
