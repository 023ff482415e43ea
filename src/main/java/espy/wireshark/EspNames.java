package espy.wireshark;

import espy.xfrm.Algorithm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel's ESP algorithms under the names of Wireshark's table {@code esp_sa} (epan/dissectors/packet-ipsec.c). A name or a key length that
 * Wireshark does not know makes it refuse the row or fail on every packet, so nothing is guessed here.
 */
final class EspNames {
    private record Cipher(String name, Set<Integer> keyBits) {}

    private static final Cipher NULL = new Cipher("NULL", Set.of(0));
    private static final Cipher AES = new Cipher("AES-CBC [RFC3602]", Set.of(128, 192, 256));
    private static final Cipher TRIPLE_DES = new Cipher("TripleDES-CBC [RFC2451]", Set.of(192));
    private static final Cipher DES = new Cipher("DES-CBC [RFC2405]", Set.of(64));
    private static final Cipher BLOWFISH = new Cipher("BLOWFISH-CBC [RFC2451]", Set.of(128));
    private static final Cipher CAST5 = new Cipher("CAST5-CBC [RFC2144]", Set.of(128));
    private static final Cipher TWOFISH = new Cipher("TWOFISH-CBC", Set.of(128, 256));

    /** By the kernel's name and, as old kernels print it, its short one (net/xfrm/xfrm_algo.c). */
    private static final Map<String, Cipher> CIPHERS = Map.ofEntries(
            Map.entry("ecb(cipher_null)", NULL),
            Map.entry("cipher_null", NULL),
            Map.entry("cbc(aes)", AES),
            Map.entry("aes", AES),
            Map.entry("cbc(des3_ede)", TRIPLE_DES),
            Map.entry("des3_ede", TRIPLE_DES),
            Map.entry("cbc(des)", DES),
            Map.entry("des", DES),
            Map.entry("cbc(blowfish)", BLOWFISH),
            Map.entry("blowfish", BLOWFISH),
            Map.entry("cbc(cast5)", CAST5),
            Map.entry("cast5", CAST5),
            Map.entry("cbc(twofish)", TWOFISH),
            Map.entry("twofish", TWOFISH),
            Map.entry("rfc3686(ctr(aes))", new Cipher("AES-CTR [RFC3686]", Set.of(160, 224, 288))));

    private static final Map<String, String> MACS = Map.of(
            "hmac(md5) 96", "HMAC-MD5-96 [RFC2403]",
            "hmac(sha1) 96", "HMAC-SHA-1-96 [RFC2404]",
            "hmac(sha256) 96", "HMAC-SHA-256-96 [draft-ietf-ipsec-ciph-sha-256-00]",
            "hmac(sha256) 128", "HMAC-SHA-256-128 [RFC4868]",
            "hmac(sha384) 192", "HMAC-SHA-384-192 [RFC4868]",
            "hmac(sha512) 256", "HMAC-SHA-512-256 [RFC4868]",
            "hmac(rmd160) 96", "MAC-RIPEMD-160-96 [RFC2857]");

    private static final Set<Integer> UNCHECKED = Set.of(64, 96, 128, 192, 256);

    private static final Set<Integer> GCM_KEYS = Set.of(160, 224, 288);
    private static final Set<Integer> GCM_ICVS = Set.of(64, 96, 128);

    /** Two columns of a row, or why there are none. */
    record Columns(String encryption, String authentication, String refusal) {
        static Columns refuse(String why) {
            return new Columns("", "", why);
        }

        /** Whether Wireshark verifies the ICV with this row. */
        boolean checked() {
            return encryption.contains("octet ICV")
                    || encryption.contains("Poly1305")
                    || authentication.contains("MAC-");
        }
    }

    private EspNames() {}

    /** Authenticated encryption; its key holds the salt in both worlds. */
    static Columns aead(Algorithm a, WiresharkVersion version) {
        int bits = a.keyBits().orElse(0);
        int icv = a.icvBits().orElse(0);
        return switch (a.name()) {
            case "rfc4106(gcm(aes))" -> gcm(bits, icv, version);
            case "rfc7539esp(chacha20,poly1305)" -> chacha(bits, icv, version);
            case "rfc4309(ccm(aes))" -> Columns.refuse("no Wireshark can decrypt AES-CCM in ESP");
            case "rfc4543(gcm(aes))" ->
                Columns.refuse("no Wireshark knows AES-GMAC in ESP; its packets are not encrypted");
            default -> Columns.refuse("no Wireshark has a name for " + a.name());
        };
    }

    private static Columns gcm(int bits, int icv, WiresharkVersion version) {
        if (!GCM_KEYS.contains(bits) || !GCM_ICVS.contains(icv)) {
            return Columns.refuse("AES-GCM with a key of " + bits + " and an ICV of " + icv + " bits does not exist");
        }
        return version.atLeast(3, 6)
                ? new Columns("AES-GCM with " + icv / 8 + " octet ICV [RFC4106]", "NULL", "")
                : new Columns("AES-GCM [RFC4106]", unchecked(icv), "");
    }

    private static Columns chacha(int bits, int icv, WiresharkVersion version) {
        if (!version.atLeast(4, 6)) {
            return Columns.refuse("ChaCha20-Poly1305 needs Wireshark 4.6, the table is for " + version);
        }
        return bits == 288 && icv == 128
                ? new Columns("ChaCha20 with Poly1305 [RFC7634]", "NULL", "")
                : Columns.refuse("ChaCha20-Poly1305 with a key of " + bits + " bits does not exist");
    }

    /** A cipher beside a MAC, or without one. */
    static Columns pair(Algorithm enc, Optional<Algorithm> auth) {
        var cipher = CIPHERS.get(enc.name());
        if (cipher == null) {
            return Columns.refuse("no Wireshark has a name for " + enc.name());
        }
        int bits = enc.keyBits().orElse(0);
        if (!cipher.keyBits.contains(bits)) {
            return Columns.refuse("Wireshark reads " + enc.name() + " only with keys of " + lengths(cipher)
                    + " bits, not of " + bits);
        }
        if (auth.isEmpty() || auth.get().name().equals("digest_null")) {
            return new Columns(cipher.name, "NULL", "");
        }
        return mac(cipher.name, auth.get());
    }

    private static Columns mac(String encryption, Algorithm a) {
        if (a.icvBits().isEmpty()) {
            return Columns.refuse("the length of the ICV of " + a.name()
                    + " is not printed by this iproute2, which is older than 2.6.39");
        }
        int icv = a.icvBits().get();
        String name = MACS.get(a.name() + " " + icv);
        if (name != null) {
            return new Columns(encryption, name, "");
        }
        return UNCHECKED.contains(icv)
                ? new Columns(encryption, unchecked(icv), "")
                : Columns.refuse("no Wireshark has an ICV of " + icv + " bits (" + a.name() + ")");
    }

    private static String unchecked(int bits) {
        return "ANY " + bits + " bit authentication [no checking]";
    }

    private static String lengths(Cipher cipher) {
        List<String> all =
                cipher.keyBits.stream().sorted().map(b -> Integer.toString(b)).toList();
        return String.join(", ", all);
    }
}
