package espy.base;

import java.util.Optional;

/** Numbers as command-line tools print them. */
public final class Numbers {
    private Numbers() {}

    /**
     * Decimal, or hexadecimal after {@code 0x}; what follows a {@code (} is ignored, as in {@code 0x00001001(4097)}.
     *
     * @return empty for anything else; values above {@link Long#MAX_VALUE}, which the kernel's unsigned counters allow, become that maximum
     */
    public static Optional<Long> parse(String text) {
        int paren = text.indexOf('(');
        String digits = paren > 0 ? text.substring(0, paren) : text;
        return digits.startsWith("0x") || digits.startsWith("0X")
                ? digits(digits.substring(2), 16)
                : digits(digits, 10);
    }

    /** Hexadecimal without a prefix. */
    public static Optional<Long> parseHex(String digits) {
        return digits(digits, 16);
    }

    /** As {@link #parse}, if the number is at most this. */
    public static Optional<Integer> parseUpTo(int max, String text) {
        return parse(text).filter(n -> n <= max).map(Long::intValue);
    }

    private static Optional<Long> digits(String digits, int radix) {
        if (digits.isEmpty() || digits.length() > 64) {
            return Optional.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c > 'f' || Character.digit(c, radix) < 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(Long.parseLong(digits, radix));
        } catch (NumberFormatException e) {
            return Optional.of(Long.MAX_VALUE);
        }
    }
}
