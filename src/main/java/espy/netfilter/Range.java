package espy.netfilter;

import espy.base.Address;
import espy.base.Prefix;
import java.util.Optional;

/** Addresses from low to high, both included and of one family. */
record Range(Address low, Address high) {
    /** {@code a}, {@code a/len} or {@code a-b}; empty for anything else, such as a mask with gaps. */
    static Optional<Range> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return Prefix.parse(text).map(Range::of);
        }
        return Address.parse(text.substring(0, dash))
                .flatMap(a -> Address.parse(text.substring(dash + 1)).map(b -> new Range(a, b)))
                .filter(r -> r.low.isV6() == r.high.isV6());
    }

    static Range of(Prefix prefix) {
        Prefix network = prefix.cut(prefix.length());
        byte[] bytes = network.address().bytes();
        for (int bit = prefix.length(); bit < bytes.length * 8; bit++) {
            bytes[bit >> 3] |= (byte) (0x80 >> (bit & 7));
        }
        return new Range(network.address(), Address.of(bytes));
    }

    boolean contains(Range other) {
        return sameFamily(other) && low.compareTo(other.low) <= 0 && other.high.compareTo(high) <= 0;
    }

    boolean overlaps(Range other) {
        return sameFamily(other) && low.compareTo(other.high) <= 0 && other.low.compareTo(high) <= 0;
    }

    private boolean sameFamily(Range other) {
        return low.isV6() == other.low.isV6();
    }
}
