package espy.base;

import java.util.Arrays;
import java.util.Locale;

/**
 * A part of an array of octets, big-endian as on the wire. Reading beyond its end gives zeros, and {@link #has} tells before: what a network
 * sends may be shorter than it says.
 */
public final class Bytes {
    private final byte[] data;
    private final int from;
    private final int to;

    private Bytes(byte[] data, int from, int to) {
        this.data = data;
        this.from = from;
        this.to = to;
    }

    /** The whole array; it is not copied and must not change. */
    public static Bytes of(byte[] data) {
        return new Bytes(data, 0, data.length);
    }

    public int length() {
        return to - from;
    }

    /** Whether there are that many octets from an offset on. */
    public boolean has(int offset, int count) {
        return offset >= 0 && count >= 0 && (long) offset + count <= length();
    }

    /** 0–255. */
    public int u8(int offset) {
        return has(offset, 1) ? data[from + offset] & 0xff : 0;
    }

    /** 0–65535. */
    public int u16(int offset) {
        return (u8(offset) << 8) | u8(offset + 1);
    }

    /** 0–2³²−1. */
    public long u32(int offset) {
        return ((long) u16(offset) << 16) | u16(offset + 2);
    }

    /** The same with the lowest octet first. */
    public long u32LittleEndian(int offset) {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) u32(offset)));
    }

    /** 16 lower-case hex digits. */
    public String hex64(int offset) {
        return String.format(Locale.ROOT, "%08x%08x", u32(offset), u32(offset + 4));
    }

    /** What follows an offset; empty when there is nothing. */
    public Bytes from(int offset) {
        return part(offset, length() - Math.max(0, offset));
    }

    /** At most that many octets from an offset on. */
    public Bytes part(int offset, int count) {
        int start = Math.clamp(offset, 0, length());
        int end = Math.clamp((long) start + Math.max(0, count), start, length());
        return new Bytes(data, from + start, from + end);
    }

    public byte[] copy() {
        return Arrays.copyOfRange(data, from, to);
    }
}
