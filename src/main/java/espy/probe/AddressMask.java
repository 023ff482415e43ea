package espy.probe;

import espy.base.Address;
import espy.base.Prefix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts stand-ins in the places of public addresses and of MAC addresses, the same one everywhere. First all texts are shown to it, then it can
 * replace. An address keeps its place inside its network: a /24 (IPv4) or /48 (IPv6), or the wider prefix that is written somewhere. So what
 * was inside a prefix before is inside its stand-in, and what was not is not.
 */
final class AddressMask {
    private static final String V4 = "\\d{1,3}(?:\\.\\d{1,3}){3}";
    private static final Pattern ANY = Pattern.compile(
            "(?<![\\w.])(?<rev4>(?:\\d{1,3}\\.){3,4})in-addr\\.arpa"
                    + "|(?<![\\w.])(?<rev6>(?:[0-9a-fA-F]\\.){32})ip6\\.arpa"
                    + "|(?<!\\d)(?<!\\d\\.)(?<v4>" + V4
                    + ")(?!\\d|\\.\\d)(?:/(?<len4>255(?:\\.\\d{1,3}){3}|\\d{1,2})(?![\\d.]))?"
                    + "|(?<![\\w:])(?<mac>(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2})(?=:(?:[0-9a-fA-F]{2}:){7}[0-9a-fA-F]{2}(?![\\w:])|(?!\\w|:[0-9a-fA-F:]))"
                    + "|(?<=(?<![\\w:])(?:[0-9a-fA-F]{2}:){6})(?<mac2>(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2})(?=:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}(?![\\w:]))"
                    + "|(?<![\\w:.])(?<v6>[0-9a-fA-F:]{2,40}+)(?:(?<=[0-9a-fA-F]:)|(?!\\w))(?!:|\\d|\\.\\d)(?:/(?<len6>\\d{1,3})(?!\\d))?");

    /** An address of {@code /proc/net/udp} or {@code udp6}, before its port. */
    private static final Pattern KERNELS_HEX =
            Pattern.compile("(?<![0-9A-Fa-f:])(?:[0-9A-F]{32}|[0-9A-F]{8})(?=:[0-9A-F]{4}(?![0-9A-Fa-f:]))");

    private static final String[] KEPT_V4 = {
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.168.0.0/16",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3"
    };
    private static final long[][] KEPT =
            Arrays.stream(KEPT_V4).map(AddressMask::range).toArray(long[][]::new);

    /** Prefixes that are wider say nothing about whom they belong to, such as 128.0.0.0/1. */
    private static final int WIDEST_MASKED = 8;

    /** Units are /24 networks: 198.18.0.0/15 (RFC 2544), and where that is too small the reserved 240.0.0.0/4 without its last /8. */
    private final Blocks v4 = new Blocks(24 - 12, new long[][] {{0xc61200, 1 << 9}, {0xf00000, (1 << 20) - (1 << 16)}});
    /** Units are /48 networks: 3fff::/20 (RFC 9637). */
    private final Blocks v6 = new Blocks(48 - 24, new long[][] {{0x3fff00000000L, 1L << 28}});

    private final Map<Long, Long> macs = new HashMap<>();

    private static long[] range(String prefix) {
        var p = Prefix.parse(prefix).orElseThrow();
        long first = number(p.address().bytes(), 4);
        return new long[] {first, first + (1L << (32 - p.length()))};
    }

    /** Looks at a text, to learn which networks there are. */
    void learn(String text) {
        for (Matcher m = ANY.matcher(text); m.find(); ) {
            if (m.group("v4") != null) {
                Address.parse(m.group("v4")).map(Address::bytes).ifPresent(b -> learn4(b, length4(m)));
            } else if (m.group("rev4") != null) {
                reversed4(m.group("rev4")).ifPresent(b -> learn4(b, 32));
            } else if (m.group("rev6") != null) {
                learn6(reversed6(m.group("rev6")), 128);
            } else if (m.group("v6") != null) {
                Address.parse(literal6(m)).ifPresent(a -> learnLiteral6(a, m.group("len6")));
            }
        }
    }

    private void learnLiteral6(Address a, @Nullable String length) {
        if (a.isV6()) {
            learn6(a.bytes(), length == null ? 128 : Integer.parseInt(length));
        } else {
            learn4(a.bytes(), 32);
        }
    }

    private void learn4(byte[] b, int length) {
        long address = number(b, 4);
        if (isPublic4(address) && length >= WIDEST_MASKED) {
            v4.add(address >>> 8, 24 - length);
        }
    }

    private void learn6(byte[] b, int length) {
        if (isNat64(b)) {
            learn4(Arrays.copyOfRange(b, 12, 16), 32);
        } else if (isPublic6(b) && length >= WIDEST_MASKED) {
            v6.add(number(b, 6), 48 - length);
        }
    }

    /** The text with stand-ins. What has not been learnt before is an address of its own network. */
    String replace(String text) {
        return ANY.matcher(text).replaceAll(m -> Matcher.quoteReplacement(replacement(m)));
    }

    /**
     * The kernel's list of sockets with zeros in the places of addresses: their octets stand in the order of the gateway's processor, which is
     * not known, so nobody can tell which are public.
     */
    static String withoutHex(String sockets) {
        return KERNELS_HEX.matcher(sockets).replaceAll(m -> "0".repeat(m.group().length()));
    }

    private String replacement(MatchResult m) {
        String all = m.group();
        if (m.group("v4") != null) {
            return length4(m) < WIDEST_MASKED
                    ? all
                    : Address.parse(m.group("v4"))
                            .map(a -> standIn4(a) + all.substring(m.group("v4").length()))
                            .orElse(all);
        }
        if (m.group("mac") != null || m.group("mac2") != null) {
            return mac(all);
        }
        if (m.group("rev4") != null) {
            return reversed4(m.group("rev4"))
                    .map(b -> reverse4(standIn4(Address.of(b)), m.group("rev4")) + "in-addr.arpa")
                    .orElse(all);
        }
        if (m.group("rev6") != null) {
            return reverse6(standIn6(reversed6(m.group("rev6")))) + "ip6.arpa";
        }
        String literal = literal6(m);
        return Address.parse(literal)
                .map(a -> standInLiteral6(a, literal, m.group("len6")) + all.substring(literal.length()))
                .orElse(all);
    }

    /** Without the colon of a sentence or an entry: {@code 2a01::1: No route}, {@code 2a01::: PSK}. */
    private static String literal6(MatchResult m) {
        String text = m.group("v6");
        boolean more = text.endsWith(":") && (text.endsWith(":::") || !text.endsWith("::"));
        return more ? text.substring(0, text.length() - 1) : text;
    }

    /** A literal that needs no stand-in stays as it was written. */
    private String standInLiteral6(Address a, String written, @Nullable String length) {
        if (!a.isV6()) {
            return "::ffff:" + standIn4(a);
        }
        Address masked = standIn6(a.bytes());
        boolean wide = length != null && Integer.parseInt(length) < WIDEST_MASKED;
        return masked.equals(a) || wide ? written : masked.toString();
    }

    private Address standIn4(Address a) {
        byte[] b = a.bytes();
        long address = number(b, 4);
        return isPublic4(address) ? Address.of(bytes((v4.standIn(address >>> 8) << 8) | (address & 0xff), 4, b)) : a;
    }

    private Address standIn6(byte[] b) {
        byte[] masked = b.clone();
        if (isNat64(b)) {
            byte[] inner = standIn4(Address.of(Arrays.copyOfRange(b, 12, 16))).bytes();
            System.arraycopy(inner, 0, masked, 12, 4);
            return Address.of(masked);
        }
        if (isPublic6(b)) {
            masked = bytes(v6.standIn(number(b, 6)), 6, b);
        }
        if (b[11] == (byte) 0xff
                && b[12] == (byte) 0xfe) { // EUI-64 (RFC 4291, appendix A): a MAC address with one bit turned
            long mac = ((number(b, 11) & 0xffffffL) << 24) | (number(b, 16) & 0xffffffL);
            long standIn = macStandIn(mac ^ 0x020000000000L) ^ 0x020000000000L;
            for (int i = 0; i < 3; i++) {
                masked[8 + i] = (byte) (standIn >>> (40 - 8 * i));
                masked[13 + i] = (byte) (standIn >>> (16 - 8 * i));
            }
        }
        return Address.of(masked);
    }

    private String mac(String text) {
        long mac = Long.parseLong(text.replace(":", ""), 16);
        return String.join(":", "%012x".formatted(macStandIn(mac)).split("(?<=\\G..)"));
    }

    /** Group addresses and none at all stay; the others become 02:00:00:00:00:01 and so on. */
    private long macStandIn(long mac) {
        boolean group = ((mac >>> 40) & 1) != 0;
        return mac == 0 || group ? mac : macs.computeIfAbsent(mac, m -> 0x020000000001L + macs.size());
    }

    private static boolean isPublic4(long address) {
        for (long[] kept : KEPT) {
            if (address >= kept[0] && address < kept[1]) {
                return false;
            }
        }
        return true;
    }

    /** Global unicast but for 2001:db8::/32. */
    private static boolean isPublic6(byte[] b) {
        return (b[0] & 0xe0) == 0x20 && number(b, 4) != 0x20010db8L;
    }

    private static boolean isNat64(byte[] b) {
        return number(b, 4) == 0x0064ff9bL;
    }

    /** The number that the first bytes are; of more than eight, the last eight count. */
    private static long number(byte[] b, int count) {
        long n = 0;
        for (int i = 0; i < count; i++) {
            n = (n << 8) | (b[i] & 0xff);
        }
        return n;
    }

    private static byte[] bytes(long number, int count, byte[] rest) {
        byte[] b = rest.clone();
        for (int i = 0; i < count; i++) {
            b[i] = (byte) (number >>> (8 * (count - 1 - i)));
        }
        return b;
    }

    private static int length4(MatchResult m) {
        String length = m.group("len4");
        if (length == null) {
            return 32;
        }
        return length.length() <= 2
                ? Integer.parseInt(length)
                : Address.parse(length)
                        .map(a -> Long.bitCount(number(a.bytes(), 4)))
                        .orElse(32);
    }

    private static Optional<byte[]> reversed4(String labels) {
        String[] parts = labels.split("\\.", -1);
        var text = new StringBuilder();
        for (int i = parts.length - 2; i >= 0; i--) {
            text.append(parts[i]).append('.');
        }
        String literal = parts.length == 4 ? text + "0" : text.substring(0, text.length() - 1);
        return Address.parse(literal).map(Address::bytes);
    }

    private static String reverse4(Address a, String like) {
        byte[] b = a.bytes();
        var text = new StringBuilder();
        int shown = like.split("\\.", -1).length - 1;
        for (int i = shown - 1; i >= 0; i--) {
            text.append(b[i] & 0xff).append('.');
        }
        return text.toString();
    }

    private static byte[] reversed6(String labels) {
        byte[] b = new byte[16];
        for (int i = 0; i < 32; i++) {
            int nibble = Character.digit(labels.charAt(62 - 2 * i), 16);
            b[i / 2] |= (byte) (i % 2 == 0 ? nibble << 4 : nibble);
        }
        return b;
    }

    private static String reverse6(Address a) {
        String hex = HexFormat.of().formatHex(a.bytes());
        return new StringBuilder(hex).reverse().toString().replaceAll("(.)", "$1.");
    }
}
