package espy.wireshark;

import espy.base.Address;
import espy.base.Numbers;
import espy.base.Prefix;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which packets a row fits, by Wireshark's own patterns (epan/dissectors/packet-ipsec.c); in doubt it fits. */
final class Fit {
    private static final Pattern COLON = Pattern.compile(":");
    private static final Pattern DOT = Pattern.compile("\\.");

    private Fit() {}

    /** Whether a row fits the packets of an SA, whose row has no patterns. */
    static boolean fits(EspRow row, EspRow sa) {
        return row.protocol().equals(sa.protocol())
                && address(row.src(), sa.src())
                && address(row.dst(), sa.dst())
                && spi(row.spi(), sa.spi());
    }

    static boolean address(String pattern, String address) {
        int slash = pattern.indexOf('/');
        String bare = slash < 0 ? pattern : pattern.substring(0, slash);
        if (bare.equals("*") || address.equals("*")) {
            return true;
        }
        if (slash >= 0) {
            return Prefix.parse(pattern)
                    .flatMap(p -> Address.parse(address).map(p::contains))
                    .orElse(true);
        }
        if (!bare.contains("*")) {
            var fixed = Address.parse(bare);
            return fixed.isPresent() && fixed.equals(Address.parse(address));
        }
        return bare.contains(":") ? v6(bare, address) : v4(bare, address);
    }

    private static boolean v4(String pattern, String address) {
        String[] wanted = DOT.split(pattern, -1);
        String[] octets = DOT.split(address, -1);
        for (int i = 0; i < Math.min(wanted.length, octets.length); i++) {
            if (!wanted[i].equals("*") && !wanted[i].equals(octets[i])) {
                return false;
            }
        }
        return true;
    }

    /** Compares the groups before the first {@code *} or {@code ::}. */
    private static boolean v6(String pattern, String address) {
        var parsed = Address.parse(address);
        if (parsed.isEmpty() || !parsed.get().isV6()) {
            return false;
        }
        byte[] bytes = parsed.get().bytes();
        String[] groups = COLON.split(pattern, -1);
        for (int i = 0; i < Math.min(groups.length, 8); i++) {
            if (groups[i].isEmpty() || groups[i].contains("*")) {
                return true;
            }
            int group = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
            if (Numbers.parseHex(groups[i]).filter(g -> g == group).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    static boolean spi(String pattern, String spi) {
        if (pattern.equals("*")) {
            return true;
        }
        if (pattern.contains("*")) {
            return spi.length() == pattern.length()
                    && IntStream.range(0, spi.length())
                            .allMatch(i -> pattern.charAt(i) == '*' || pattern.charAt(i) == spi.charAt(i));
        }
        return number(pattern).equals(number(spi));
    }

    /** As C's {@code strtoul} reads it: hex with 0x, octal with 0, else decimal. */
    static Optional<Long> number(String text) {
        try {
            return Optional.of(
                    text.matches("0[xX].+")
                            ? Long.parseUnsignedLong(text.substring(2), 16)
                            : Long.parseUnsignedLong(text, text.startsWith("0") ? 8 : 10));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
