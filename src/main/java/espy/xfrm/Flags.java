package espy.xfrm;

import espy.base.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/** Flags of SAs and policies. Bits that an older iproute2 prints as a number get their names here (include/uapi/linux/xfrm.h). */
final class Flags {
    private static final List<String> STATE =
            List.of("noecn", "decap-dscp", "nopmtudisc", "wildrecv", "icmp", "af-unspec", "align4", "esn");
    private static final List<String> EXTRA = List.of("dont-encap-dscp", "oseq-may-wrap");
    private static final List<String> POLICY = List.of("localok", "icmp", "cpu-acquire");

    private Flags() {}

    /** From {@code flag a b extra_flag c (0x00000000)}, where {@code extra_flag} may stick to the word before it. */
    static List<String> state(String text) {
        var flags = new ArrayList<String>();
        int extra = text.indexOf("extra_flag");
        add(flags, extra < 0 ? text : text.substring(0, extra), STATE);
        if (extra >= 0) {
            add(flags, text.substring(extra + "extra_flag".length()), EXTRA);
        }
        return List.copyOf(flags);
    }

    /** Whether there are words behind the bits in parentheses, which come last. */
    static boolean hasMore(String printed) {
        int bits = printed.indexOf('(');
        return bits >= 0 && printed.indexOf(' ', bits) >= 0;
    }

    /** Whether all have names; a number stands for a bit that is new. */
    static boolean allKnown(List<String> flags) {
        return flags.stream()
                .allMatch(f -> STATE.contains(f) || EXTRA.contains(f) || POLICY.contains(f) || f.startsWith("0x"));
    }

    static List<String> policy(String text) {
        var flags = new ArrayList<String>();
        add(flags, text, POLICY);
        return flags;
    }

    private static void add(List<String> flags, String text, List<String> names) {
        var words = new StringTokenizer(text);
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            if (word.startsWith("(")) {
                return; // the same bits again, in binary
            }
            if (word.equals("flag")) {
                continue;
            }
            var bits = names.contains(word) ? Optional.<Long>empty() : Numbers.parseHex(word);
            if (bits.isEmpty()) {
                flags.add(word);
            } else {
                number(flags, bits.get(), names);
            }
        }
    }

    private static void number(List<String> flags, long bits, List<String> names) {
        long left = bits;
        for (int i = 0; i < names.size(); i++) {
            if ((left & (1L << i)) != 0) {
                flags.add(names.get(i));
                left &= ~(1L << i);
            }
        }
        if (left != 0) {
            flags.add("0x%x".formatted(left));
        }
    }
}
