package espy.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import espy.xfrm.State;
import espy.xfrm.States;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every algorithm of the kernel in every Wireshark from 3.4 to 4.6: the two names, or {@code -} where there is no row. */
final class MappingTest {
    private static final List<String> VERSIONS = List.of("3.4", "3.6", "4.0", "4.2", "4.4", "4.6");

    private static List<State> states(String... lines) {
        return States.parse("src 192.0.2.1 dst 198.51.100.2\n\tproto esp spi 0xc1234567 reqid 1 mode tunnel\n"
                        + "\treplay-window 32 flag af-unspec\n\t" + String.join("\n\t", lines) + "\n")
                .value();
    }

    private static String key(int bits) {
        return bits == 0 ? "" : "0x" + "5a".repeat(bits / 8);
    }

    /** {@code encryption / authentication} in a version. */
    private static String names(List<State> states, String version) {
        assertThat(states).hasSize(1);
        var rows = EspSa.table(states, WiresharkVersion.parse(version).orElseThrow())
                .rows();
        return rows.isEmpty()
                ? "-"
                : rows.getFirst().encryption() + " / " + rows.getFirst().authentication();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ecb(cipher_null)  |   0 | NULL",
                "cbc(aes)          | 128 | AES-CBC [RFC3602]",
                "cbc(aes)          | 192 | AES-CBC [RFC3602]",
                "cbc(aes)          | 256 | AES-CBC [RFC3602]",
                "cbc(aes)          |  64 | -",
                "cbc(aes)          |   0 | -",
                "cbc(des3_ede)     | 192 | TripleDES-CBC [RFC2451]",
                "cbc(des3_ede)     | 128 | -",
                "cbc(des)          |  64 | DES-CBC [RFC2405]",
                "cbc(blowfish)     | 128 | BLOWFISH-CBC [RFC2451]",
                "cbc(blowfish)     |  40 | -",
                "cbc(blowfish)     | 192 | -",
                "cbc(blowfish)     | 256 | -",
                "cbc(blowfish)     | 448 | -",
                "cbc(cast5)        | 128 | CAST5-CBC [RFC2144]",
                "cbc(cast5)        |  40 | -",
                "cbc(cast5)        |  80 | -",
                "cbc(twofish)      | 128 | TWOFISH-CBC",
                "cbc(twofish)      | 192 | -",
                "cbc(twofish)      | 256 | TWOFISH-CBC",
                "rfc3686(ctr(aes)) | 160 | AES-CTR [RFC3686]",
                "rfc3686(ctr(aes)) | 224 | AES-CTR [RFC3686]",
                "rfc3686(ctr(aes)) | 288 | AES-CTR [RFC3686]",
                "rfc3686(ctr(aes)) | 128 | -",
                "cbc(camellia)     | 128 | -",
                "cbc(camellia)     | 256 | -",
                "cbc(serpent)      | 128 | -",
                "cbc(sm4)          | 128 | -"
            })
    void ciphers(String kernel, int bits, String wireshark) {
        var states = states("auth-trunc hmac(sha1) " + key(160) + " 96", "enc " + kernel + " " + key(bits));
        String row = wireshark.equals("-") ? "-" : wireshark + " / HMAC-SHA-1-96 [RFC2404]";
        assertThat(VERSIONS).allSatisfy(v -> assertThat(names(states, v)).isEqualTo(row));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hmac(md5)    | 128 |  96 | HMAC-MD5-96 [RFC2403]",
                "hmac(md5)    | 128 | 128 | ANY 128 bit authentication [no checking]",
                "hmac(sha1)   | 160 |  96 | HMAC-SHA-1-96 [RFC2404]",
                "hmac(sha1)   | 160 | 160 | -",
                "hmac(sha256) | 256 |  96 | HMAC-SHA-256-96 [draft-ietf-ipsec-ciph-sha-256-00]",
                "hmac(sha256) | 256 | 128 | HMAC-SHA-256-128 [RFC4868]",
                "hmac(sha256) | 256 | 256 | ANY 256 bit authentication [no checking]",
                "hmac(sha384) | 384 | 192 | HMAC-SHA-384-192 [RFC4868]",
                "hmac(sha384) | 384 | 384 | -",
                "hmac(sha512) | 512 | 256 | HMAC-SHA-512-256 [RFC4868]",
                "hmac(sha512) | 512 | 512 | -",
                "hmac(rmd160) | 160 |  96 | MAC-RIPEMD-160-96 [RFC2857]",
                "hmac(rmd160) | 160 | 160 | -",
                "xcbc(aes)    | 128 |  96 | ANY 96 bit authentication [no checking]",
                "xcbc(aes)    | 128 | 128 | ANY 128 bit authentication [no checking]",
                "cmac(aes)    | 128 |  96 | ANY 96 bit authentication [no checking]",
                "cmac(aes)    | 128 | 128 | ANY 128 bit authentication [no checking]",
                "digest_null  |   0 |   0 | NULL"
            })
    void integrity(String kernel, int bits, int icv, String wireshark) {
        for (String cipher : List.of("NULL", "AES-CBC [RFC3602]", "AES-CTR [RFC3686]")) {
            String enc =
                    switch (cipher) {
                        case "NULL" -> "enc ecb(cipher_null) ";
                        case "AES-CBC [RFC3602]" -> "enc cbc(aes) " + key(128);
                        default -> "enc rfc3686(ctr(aes)) " + key(160);
                    };
            var states = states("auth-trunc " + kernel + " " + key(bits) + " " + icv, enc);
            String row = wireshark.equals("-") ? "-" : cipher + " / " + wireshark;
            assertThat(VERSIONS).allSatisfy(v -> assertThat(names(states, v)).isEqualTo(row));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rfc4106(gcm(aes))              | 160 |  64",
                "rfc4106(gcm(aes))              | 224 |  96",
                "rfc4106(gcm(aes))              | 288 | 128",
                "rfc7539esp(chacha20,poly1305)  | 288 | 128",
                "rfc4309(ccm(aes))              | 152 | 128",
                "rfc4543(gcm(aes))              | 160 | 128"
            })
    void authenticatedEncryption(String kernel, int bits, int icv) {
        var states = states("aead " + kernel + " " + key(bits) + " " + icv);
        boolean gcm = kernel.startsWith("rfc4106");
        boolean chacha = kernel.startsWith("rfc7539");
        String from36 = gcm ? "AES-GCM with " + icv / 8 + " octet ICV [RFC4106] / NULL" : "-";
        assertThat(VERSIONS.stream().map(v -> names(states, v)))
                .containsExactly(
                        gcm ? "AES-GCM [RFC4106] / ANY " + icv + " bit authentication [no checking]" : "-",
                        from36,
                        from36,
                        from36,
                        from36,
                        chacha ? "ChaCha20 with Poly1305 [RFC7634] / NULL" : from36);
    }

    /** What setkey calls them reaches Wireshark under its own names. */
    @ParameterizedTest
    @CsvSource({
        "null, 0, hmac-md5, NULL / HMAC-MD5-96 [RFC2403]",
        "aes-cbc, 128, hmac-sha1, AES-CBC [RFC3602] / HMAC-SHA-1-96 [RFC2404]",
        "rijndael-cbc, 256, hmac-sha384, AES-CBC [RFC3602] / HMAC-SHA-384-192 [RFC4868]",
        "3des-cbc, 192, hmac-sha512, TripleDES-CBC [RFC2451] / HMAC-SHA-512-256 [RFC4868]",
        "des-cbc, 64, hmac-ripemd160, DES-CBC [RFC2405] / MAC-RIPEMD-160-96 [RFC2857]",
        "blowfish-cbc, 128, aes-xcbc-mac, BLOWFISH-CBC [RFC2451] / ANY 96 bit authentication [no checking]",
        "cast128-cbc, 128, null, CAST5-CBC [RFC2144] / NULL",
        "twofish-cbc, 256, hmac-sha256, TWOFISH-CBC / HMAC-SHA-256-96 [draft-ietf-ipsec-ciph-sha-256-00]",
        "aes-ctr, 160, hmac-sha2-256, AES-CTR [RFC3686] / HMAC-SHA-256-96 [draft-ietf-ipsec-ciph-sha-256-00]",
        "camellia-cbc, 128, hmac-sha1, -"
    })
    void setkey(String cipher, int bits, String mac, String row) {
        String text = "192.0.2.1 198.51.100.2 \n\tesp mode=tunnel spi=8193(0x00002001) reqid=5(0x00000005)\n"
                + "\tE: " + cipher + "  " + "01020304 ".repeat(bits / 32) + "\n"
                + "\tA: " + mac + "  " + (mac.equals("null") ? "" : "01020304 ".repeat(5)) + "\n"
                + "\tseq=0x00000000 replay=4 flags=0x00000000 state=mature \n";
        assertThat(names(States.parse(text).value(), "4.0")).isEqualTo(row);
    }
}
