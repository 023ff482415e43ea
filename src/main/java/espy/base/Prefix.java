package espy.base;

import java.util.Optional;

/**
 * A network: address and prefix length, host bits kept as written. Text form {@code 10.1.0.0/16}.
 *
 * @param length 0–32 for IPv4, 0–128 for IPv6
 */
public record Prefix(Address address, int length) {
    /** {@code a/len}, or a bare address, which means the host alone. */
    public static Optional<Prefix> parse(String text) {
        int slash = text.indexOf('/');
        var address = Address.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int max = address.get().isV6() ? 128 : 32;
        if (slash < 0) {
            return Optional.of(new Prefix(address.get(), max));
        }
        return length(text.substring(slash + 1)).filter(l -> l <= max).map(l -> new Prefix(address.get(), l));
    }

    /** One to three digits and nothing else. */
    private static Optional<Integer> length(String digits) {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
    }

    /** The network of this length that holds the address, its host bits zero; the whole prefix with its own length. */
    public Prefix cut(int shorter) {
        byte[] bytes = address.bytes();
        for (int bit = shorter; bit < bytes.length * 8; bit++) {
            bytes[bit >> 3] &= (byte) ~(0x80 >> (bit & 7));
        }
        return new Prefix(Address.of(bytes), shorter);
    }

    public boolean contains(Address other) {
        if (other.isV6() != address.isV6()) {
            return false;
        }
        byte[] a = address.bytes();
        byte[] b = other.bytes();
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((a[bit >> 3] & mask) != (b[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    public boolean contains(Prefix other) {
        return other.length >= length && contains(other.address);
    }

    public boolean overlaps(Prefix other) {
        return contains(other.address) || other.contains(address);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
