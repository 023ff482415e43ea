package espy.ike;

import espy.base.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The SA payload as text: {@code AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048}, one proposal each; of one kind, all that are offered. */
final class Proposals {
    private static final int MOST = 64;
    private static final int KEY_LENGTH2 = 14;
    private static final Map<Integer, Map<Integer, String>> KINDS2 =
            Map.of(1, Names.ENCRYPTION2, 2, Names.PRF, 3, Names.INTEGRITY, 4, Names.GROUPS);
    /** Encryption, integrity, PRF, group: the order in which people write them. */
    private static final Map<Integer, Integer> PLACE2 = Map.of(1, 0, 3, 1, 2, 2, 4, 3);

    private Proposals() {}

    /** RFC 7296, section 3.3: proposals, each with transforms. */
    static List<String> v2(Bytes body) {
        var found = new ArrayList<String>();
        int at = 0;
        for (int i = 0; i < MOST && body.has(at, 8); i++) {
            int length = body.u16(at + 2);
            if (length < 8) {
                break;
            }
            int spi = body.u8(at + 6);
            found.add(transforms2(body.part(at + 8 + spi, length - 8 - spi)));
            at += length;
        }
        return found;
    }

    private static String transforms2(Bytes body) {
        var parts = new TreeMap<Integer, List<String>>();
        int at = 0;
        for (int i = 0; i < MOST && body.has(at, 8); i++) {
            int length = body.u16(at + 2);
            if (length < 8) {
                break;
            }
            int kind = body.u8(at + 4);
            var names = KINDS2.get(kind);
            if (names != null) {
                String name = Names.of(names, body.u16(at + 6));
                // the only attribute: key length, in the short form
                boolean sized = length >= 12 && body.u16(at + 8) == (0x8000 | KEY_LENGTH2);
                parts.computeIfAbsent(PLACE2.getOrDefault(kind, 9), _ -> new ArrayList<>())
                        .add(sized ? name + "-" + body.u16(at + 10) : name);
            }
            at += length;
        }
        return String.join("/", parts.values().stream().flatMap(List::stream).toList());
    }

    /** RFC 2408, sections 3.4 to 3.6: each transform of the one proposal is a choice of its own. */
    static List<String> v1(Bytes body) {
        var found = new ArrayList<String>();
        Bytes proposal = body.from(8);
        int at = 8 + proposal.u8(6);
        for (int i = 0; i < MOST && proposal.has(at, 8); i++) {
            int length = proposal.u16(at + 2);
            if (length < 8) {
                break;
            }
            found.add(attributes1(proposal.part(at + 8, length - 8)));
            at += length;
        }
        return found;
    }

    private static String attributes1(Bytes body) {
        var parts = new TreeMap<Integer, String>();
        String bits = "";
        int at = 0;
        for (int i = 0; i < MOST && body.has(at, 4); i++) {
            int type = body.u16(at) & 0x7fff;
            int value = body.u16(at + 2);
            boolean isShort = (body.u16(at) & 0x8000) != 0;
            switch (type) {
                case 1 -> parts.put(0, Names.of(Names.ENCRYPTION1, value));
                case 2 -> parts.put(1, Names.of(Names.HASH1, value));
                case 3 -> parts.put(3, Names.of(Names.AUTH1, value));
                case 4 -> parts.put(2, Names.of(Names.GROUPS, value));
                case KEY_LENGTH2 -> bits = "-" + value;
                default -> {} // lifetimes
            }
            at += isShort ? 4 : 4 + value;
        }
        if (parts.containsKey(0)) {
            parts.put(0, parts.get(0) + bits);
        }
        return String.join("/", parts.values());
    }
}
