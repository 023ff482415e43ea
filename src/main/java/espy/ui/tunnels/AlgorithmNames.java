package espy.ui.tunnels;

import espy.xfrm.Algorithm;
import espy.xfrm.State;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kernel's names of algorithms as people know them. */
final class AlgorithmNames {
    /** Bits of salt or nonce that the kernel counts to the key (RFC 4106, 4309, 4543, 7539, 3686). */
    private record Known(String name, int salt) {}

    private static final Map<String, Known> CIPHERS = Map.ofEntries(
            Map.entry("rfc4106(gcm(aes))", new Known("AES-GCM", 32)),
            Map.entry("rfc4309(ccm(aes))", new Known("AES-CCM", 24)),
            Map.entry("rfc4543(gcm(aes))", new Known("AES-GMAC", 32)),
            Map.entry("rfc7539esp(chacha20,poly1305)", new Known("ChaCha20-Poly1305", 32)),
            Map.entry("cbc(aes)", new Known("AES-CBC", 0)),
            Map.entry("rfc3686(ctr(aes))", new Known("AES-CTR", 32)),
            Map.entry("cbc(camellia)", new Known("Camellia-CBC", 0)),
            Map.entry("cbc(des3_ede)", new Known("3DES", 0)),
            Map.entry("cbc(des)", new Known("DES", 0)));
    private static final Map<String, String> INTEGRITY = Map.ofEntries(
            Map.entry("hmac(md5)", "MD5"),
            Map.entry("hmac(sha1)", "SHA-1"),
            Map.entry("hmac(sha256)", "SHA-256"),
            Map.entry("hmac(sha384)", "SHA-384"),
            Map.entry("hmac(sha512)", "SHA-512"),
            Map.entry("xcbc(aes)", "AES-XCBC"),
            Map.entry("cmac(aes)", "AES-CMAC"));

    private AlgorithmNames() {}

    /** For example {@code AES-CBC-256 + SHA-256/128}; behind the slash stand the bits of the integrity check value. */
    static String of(State s) {
        return Stream.of(
                        s.aead().map(AlgorithmNames::cipher),
                        s.enc().map(AlgorithmNames::cipher),
                        s.auth().map(AlgorithmNames::integrity),
                        s.comp().map(Algorithm::name))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" + "));
    }

    private static String cipher(Algorithm a) {
        Known known = CIPHERS.getOrDefault(a.name(), new Known(a.name(), 0));
        String bits = a.keyBits()
                .map(b -> b - known.salt())
                .filter(b -> b > 0)
                .map(b -> "-" + b)
                .orElse("");
        return known.name() + bits;
    }

    private static String integrity(Algorithm a) {
        return INTEGRITY.getOrDefault(a.name(), a.name())
                + a.icvBits().map(b -> "/" + b).orElse("");
    }
}
