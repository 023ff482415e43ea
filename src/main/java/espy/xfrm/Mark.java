package espy.xfrm;

import espy.base.Numbers;
import java.util.Optional;

/**
 * A packet mark with its mask, both 32 bits unsigned.
 *
 * @param mask 0xffffffff where none is printed
 */
public record Mark(long value, long mask) {
    private static final long ALL = 0xffffffffL;

    /** {@code V/M} or {@code V}; iproute2 up to 3.19 prints the value in signed decimal. */
    static Optional<Mark> parse(String text) {
        int slash = text.indexOf('/');
        var value = word(slash < 0 ? text : text.substring(0, slash));
        var mask = slash < 0 ? Optional.of(ALL) : word(text.substring(slash + 1));
        return value.isPresent() && mask.isPresent()
                ? Optional.of(new Mark(value.get() & ALL, mask.get() & ALL))
                : Optional.empty();
    }

    private static Optional<Long> word(String text) {
        return text.startsWith("-") ? Numbers.parse(text.substring(1)).map(n -> -n) : Numbers.parse(text);
    }

    @Override
    public String toString() {
        return "0x%x/0x%x".formatted(value, mask);
    }
}
