package espy.xfrm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines of SAs that were read before, found by their bytes. SAs of one gateway repeat each other: most of their lines need to be read only once.
 * A newer line takes the place of an older one, so that it never grows.
 */
final class LineMemory {
    private static final int SIZE = 1 << 13;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FEEDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOWEST = 0x0101010101010101L;
    private static final long HIGHEST = 0x8080808080808080L;

    private final byte[] text;
    private final Line[] lines = new Line[SIZE];

    private record Line(int place, int length, Piece<StateReader> piece) {}

    LineMemory(byte[] text) {
        this.text = text;
    }

    /** Where the line that begins here ends: the place of its line feed, or the limit. Eight bytes at a time. */
    int end(int from, int limit) {
        int i = from;
        for (; i + 8 <= limit; i += 8) {
            long word = (long) LONG.get(text, i) ^ FEEDS; // a line feed is a zero byte now
            long zero = (word - LOWEST) & ~word & HIGHEST;
            if (zero != 0) {
                return i + (Long.numberOfTrailingZeros(zero) >> 3);
            }
        }
        while (i < limit && text[i] != '\n') {
            i++;
        }
        return i;
    }

    private int slot(int from, int to) {
        int length = to - from;
        long hash = length;
        if (length >= 8) {
            hash = hash * 31 + (long) LONG.get(text, from);
            hash = hash * 31 + (long) LONG.get(text, from + length / 2 - 4);
            hash = hash * 31 + (long) LONG.get(text, to - 8);
        } else {
            for (int i = from; i < to; i++) {
                hash = hash * 31 + text[i];
            }
        }
        hash *= 0x9e3779b97f4a7c15L;
        return (int) (hash >>> 51);
    }

    /** What the line says, if it was read before. */
    @Nullable
    Piece<StateReader> find(int from, int to) {
        Line known = lines[slot(from, to)];
        return known != null
                        && known.length == to - from
                        && Arrays.equals(text, known.place, known.place + known.length, text, from, to)
                ? known.piece
                : null;
    }

    void put(int from, int to, Piece<StateReader> piece) {
        lines[slot(from, to)] = new Line(from, to - from, piece);
    }
}
