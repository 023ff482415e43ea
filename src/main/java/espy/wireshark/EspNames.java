package espy.wireshark;

import espy.xfrm.Algorithm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

    private static final Map<String, Cipher> CIPHERS = Map.of(
            "ecb(cipher_null)", NULL,
            "cbc(aes)", AES,
            "cbc(des3_ede)", TRIPLE_DES,
            "cbc(des)", DES,
            "cbc(blowfish)", BLOWFISH,
            "cbc(cast5)", CAST5,
            "cbc(twofish)", TWOFISH,
            "rfc3686(ctr(aes))", new Cipher("AES-CTR [RFC3686]", Set.of(160, 224, 288)));

    private static final Map<String, String> MACS = Map.of(
            "hmac(md5) 96", "HMAC-MD5-96 [RFC2403]",
            "hmac(sha1) 96", "HMAC-SHA-1-96 [RFC2404]",
            "hmac(sha256) 96", "HMAC-SHA-256-96 [draft-ietf-ipsec-ciph-sha-256-00]",
            "hmac(sha256) 128", "HMAC-SHA-256-128 [RFC4868]",
            "hmac(sha384) 192", "HMAC-SHA-384-192 [RFC4868]",
            "hmac(sha512) 256", "HMAC-SHA-512-256 [RFC4868]",
            "hmac(rmd160) 96", "MAC-RIPEMD-160-96 [RFC2857]");

    /** ICV bits of an SA that was made without saying them (net/xfrm/xfrm_algo.c). */
    private static final Map<String, Integer> USUAL_ICVS = Map.of(
            "hmac(md5)", 96,
            "hmac(sha1)", 96,
            "hmac(sha256)", 96,
            "hmac(sha384)", 192,
            "hmac(sha512)", 256,
            "hmac(rmd160)", 96,
            "xcbc(aes)", 96,
            "cmac(aes)", 96);

    /** What old kernels call them (net/xfrm/xfrm_algo.c, compat). */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("cipher_null", "ecb(cipher_null)"),
            Map.entry("aes", "cbc(aes)"),
            Map.entry("des3_ede", "cbc(des3_ede)"),
            Map.entry("des", "cbc(des)"),
            Map.entry("blowfish", "cbc(blowfish)"),
            Map.entry("cast5", "cbc(cast5)"),
            Map.entry("twofish", "cbc(twofish)"),
            Map.entry("md5", "hmac(md5)"),
            Map.entry("sha1", "hmac(sha1)"),
            Map.entry("sha256", "hmac(sha256)"),
            Map.entry("rmd160", "hmac(rmd160)"));

    /** No kernel has a name with other characters or a longer one (CRYPTO_MAX_ALG_NAME is 128, xfrm allows 64). */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9(),_-]{1,64}");

    private static final String SHA256_GUESS =
            "the length of the ICV of hmac(sha256) is not printed; 96 bits are the kernel's default and what the table says."
                    + " If nothing is decrypted, it has 128 bits: write HMAC-SHA-256-128 [RFC4868] there";

    private static final Set<Integer> UNCHECKED = Set.of(64, 96, 128, 192, 256);

    private static final Set<Integer> GCM_KEYS = Set.of(160, 224, 288);
    private static final Set<Integer> GCM_ICVS = Set.of(64, 96, 128);

    /**
     * Two columns of a row, or why there are none.
     *
     * @param refusal "" when there are columns
     * @param remark  what may be wrong with them; "" when nothing
     */
    record Columns(String encryption, String authentication, String refusal, String remark) {
        static Columns refuse(String why) {
            return new Columns("", "", why, "");
        }

        static Columns of(String encryption, String authentication) {
            return new Columns(encryption, authentication, "", "");
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
            default -> Columns.refuse(unknown(a));
        };
    }

    private static Columns gcm(int bits, int icv, WiresharkVersion version) {
        if (!GCM_KEYS.contains(bits) || !GCM_ICVS.contains(icv)) {
            return Columns.refuse("AES-GCM with a key of " + bits + " and an ICV of " + icv + " bits does not exist");
        }
        return version.atLeast(3, 6)
                ? Columns.of("AES-GCM with " + icv / 8 + " octet ICV [RFC4106]", "NULL")
                : Columns.of("AES-GCM [RFC4106]", unchecked(icv));
    }

    private static Columns chacha(int bits, int icv, WiresharkVersion version) {
        if (!version.atLeast(4, 6)) {
            return Columns.refuse("ChaCha20-Poly1305 needs Wireshark 4.6, the table is for " + version);
        }
        return bits == 288 && icv == 128
                ? Columns.of("ChaCha20 with Poly1305 [RFC7634]", "NULL")
                : Columns.refuse("ChaCha20-Poly1305 with a key of " + bits + " bits does not exist");
    }

    /** A cipher beside a MAC, or without one. */
    static Columns pair(Algorithm enc, Optional<Algorithm> auth) {
        var cipher = CIPHERS.get(kernel(enc));
        if (cipher == null) {
            return Columns.refuse(unknown(enc));
        }
        int bits = enc.keyBits().orElse(0);
        if (!cipher.keyBits.contains(bits)) {
            return Columns.refuse("Wireshark reads " + enc.name() + " only with keys of " + lengths(cipher)
                    + " bits, not of " + bits);
        }
        if (auth.isEmpty() || kernel(auth.get()).equals("digest_null")) {
            return Columns.of(cipher.name, "NULL");
        }
        return mac(cipher.name, auth.get());
    }

    private static Columns mac(String encryption, Algorithm a) {
        String kernel = kernel(a);
        Optional<Integer> icv = a.icvBits().or(() -> Optional.ofNullable(USUAL_ICVS.get(kernel)));
        if (!NAME.matcher(a.name()).matches()) {
            return Columns.refuse(unknown(a));
        }
        if (icv.isEmpty()) {
            return Columns.refuse(
                    "the length of the ICV of " + a.name() + " is not printed, and no kernel's default is known");
        }
        int bits = icv.get();
        String name = MACS.get(kernel + " " + bits);
        if (name == null && !UNCHECKED.contains(bits)) {
            return Columns.refuse("no Wireshark has an ICV of " + bits + " bits (" + a.name() + ")");
        }
        boolean guessed = a.icvBits().isEmpty() && kernel.equals("hmac(sha256)");
        return new Columns(encryption, name == null ? unchecked(bits) : name, "", guessed ? SHA256_GUESS : "");
    }

    private static String kernel(Algorithm a) {
        return OTHER_NAMES.getOrDefault(a.name(), a.name());
    }

    private static String unknown(Algorithm a) {
        return NAME.matcher(a.name()).matches()
                ? "no Wireshark has a name for " + a.name()
                : "the name of its algorithm has characters that no kernel prints";
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
