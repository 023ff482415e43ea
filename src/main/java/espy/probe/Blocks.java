package espy.probe;

import java.util.Map;
import java.util.TreeMap;

/**
 * Maps networks into a space of stand-ins. Networks are counted in units (a /24, a /48); a block of 2ⁿ units keeps its inner order, and blocks
 * keep the order that they have among each other, so that ranges stay ranges.
 */
final class Blocks {
    private final int widest;
    private final long[][] spaces;
    /** Bits of width by first unit. */
    private final TreeMap<Long, Integer> blocks = new TreeMap<>();

    private TreeMap<Long, Long> places = new TreeMap<>();
    private boolean stale;

    /**
     * An empty map.
     *
     * @param widest of a block, in bits; wider ones count as single units
     * @param spaces first unit and number of units of each; the first that is large enough is used
     */
    Blocks(int widest, long[][] spaces) {
        this.widest = widest;
        this.spaces = spaces;
    }

    /** A network, as the unit in which it begins and the bits of its width; 0 or less means that unit alone. */
    void add(long unit, int bits) {
        int width = bits > widest ? 0 : Math.max(0, bits);
        stale |= blocks.merge((unit >> width) << width, width, Math::max) == width;
    }

    long standIn(long unit) {
        if (stale) {
            place();
            stale = false;
        }
        Map.Entry<Long, Long> place = places.floorEntry(unit);
        if (place == null || unit >= place.getKey() + (1L << blocks.getOrDefault(place.getKey(), 0))) {
            add(unit, 0);
            return standIn(unit);
        }
        return place.getValue() + unit - place.getKey();
    }

    private void place() {
        for (long[] space : spaces) {
            if (fits(space)) {
                return;
            }
        }
        // more networks than there are stand-ins: some share theirs
        long[] space = spaces[spaces.length - 1];
        places.replaceAll((unit, place) -> space[0] + (place - space[0]) % space[1]);
    }

    private boolean fits(long[] space) {
        places = new TreeMap<>();
        long next = space[0];
        long end = Long.MIN_VALUE;
        for (var block : blocks.entrySet()) {
            if (block.getKey() >= end) { // else it lies inside the one before
                long size = 1L << block.getValue();
                next = (next + size - 1) / size * size;
                places.put(block.getKey(), next);
                next += size;
                end = block.getKey() + size;
            }
        }
        return next <= space[0] + space[1];
    }
}
