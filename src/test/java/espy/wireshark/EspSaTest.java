package espy.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import espy.xfrm.State;
import espy.xfrm.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of {@code esp_sa}, column by column. */
final class EspSaTest {
    private static final WiresharkVersion OLD = new WiresharkVersion(3, 4);
    private static final WiresharkVersion NEW = new WiresharkVersion(4, 4);
    private static final String AES = "enc cbc(aes) " + key(128);
    private static final String SHA256 = "auth-trunc hmac(sha256) " + key(256) + " 128";

    private static String key(int bits) {
        return "0x" + "5a".repeat(bits / 8);
    }

    private static List<State> states(String head, String... lines) {
        return States.parse(head + "\n\tproto esp spi 0xc1234567 reqid 1 mode tunnel\n\treplay-window 32 \n\t"
                        + String.join("\n\t", lines) + "\n")
                .value();
    }

    private static EspSa table(WiresharkVersion version, String... lines) {
        return EspSa.table(states("src 192.0.2.1 dst 198.51.100.2", lines), version);
    }

    private static List<String> cells(EspRow row) {
        return row.cells();
    }

    @Test
    void aRowHasEightQuotedColumnsAndTheFileALineEnd() {
        var t = table(WiresharkVersion.USUAL, SHA256, AES);
        assertThat(t.text())
                .isEqualTo("\"IPv4\",\"192.0.2.1\",\"198.51.100.2\",\"0xc1234567\",\"AES-CBC [RFC3602]\",\"" + key(128)
                        + "\",\"HMAC-SHA-256-128 [RFC4868]\",\"" + key(256) + "\"\n");
        assertThat(t.cannot()).isEmpty();
        assertThat(t.remarks()).isEmpty();
        assertThat(t.toString()).doesNotContain("5a5a");
        assertThat(EspSa.table(List.of(), NEW).text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ecb(cipher_null), 0, NULL",
        "cbc(aes), 128, AES-CBC [RFC3602]",
        "cbc(aes), 192, AES-CBC [RFC3602]",
        "cbc(aes), 256, AES-CBC [RFC3602]",
        "aes, 256, AES-CBC [RFC3602]",
        "cbc(des3_ede), 192, TripleDES-CBC [RFC2451]",
        "cbc(des), 64, DES-CBC [RFC2405]",
        "cbc(blowfish), 128, BLOWFISH-CBC [RFC2451]",
        "cbc(cast5), 128, CAST5-CBC [RFC2144]",
        "cbc(twofish), 128, TWOFISH-CBC",
        "cbc(twofish), 256, TWOFISH-CBC",
        "rfc3686(ctr(aes)), 160, AES-CTR [RFC3686]",
        "rfc3686(ctr(aes)), 224, AES-CTR [RFC3686]",
        "rfc3686(ctr(aes)), 288, AES-CTR [RFC3686]"
    })
    void ciphersInEveryVersion(String kernel, int bits, String name) {
        for (var version : List.of(OLD, WiresharkVersion.USUAL, NEW)) {
            var row = table(version, SHA256, "enc " + kernel + " " + (bits == 0 ? "" : key(bits)))
                    .rows();
            assertThat(row).hasSize(1);
            assertThat(cells(row.getFirst()).subList(4, 7))
                    .containsExactly(name, bits == 0 ? "" : key(bits), "HMAC-SHA-256-128 [RFC4868]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cbc(blowfish), 40",
        "cbc(blowfish), 448",
        "cbc(cast5), 80",
        "cbc(twofish), 192",
        "cbc(camellia), 128",
        "cbc(serpent), 256",
        "cbc(sm4), 128",
        "cbc(aes), 136"
    })
    void ciphersThatNoWiresharkReadsAreRefusedByName(String kernel, int bits) {
        var t = table(new WiresharkVersion(4, 6), SHA256, "enc " + kernel + " " + key(bits));
        assertThat(t.rows()).isEmpty();
        assertThat(t.cannot())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("SA 0xc1234567 192.0.2.1 → 198.51.100.2: ")
                .contains(kernel)
                .doesNotContain("5a5a");
    }

    @ParameterizedTest
    @CsvSource({
        "hmac(md5), 96, HMAC-MD5-96 [RFC2403], true",
        "hmac(sha1), 96, HMAC-SHA-1-96 [RFC2404], true",
        "hmac(sha256), 96, HMAC-SHA-256-96 [draft-ietf-ipsec-ciph-sha-256-00], true",
        "hmac(sha256), 128, HMAC-SHA-256-128 [RFC4868], true",
        "hmac(sha384), 192, HMAC-SHA-384-192 [RFC4868], true",
        "hmac(sha512), 256, HMAC-SHA-512-256 [RFC4868], true",
        "hmac(rmd160), 96, MAC-RIPEMD-160-96 [RFC2857], true",
        "hmac(md5), 128, ANY 128 bit authentication [no checking], false",
        "hmac(sha256), 256, ANY 256 bit authentication [no checking], false",
        "xcbc(aes), 96, ANY 96 bit authentication [no checking], false",
        "cmac(aes), 128, ANY 128 bit authentication [no checking], false",
        "digest_null, 0, NULL, false"
    })
    void integrity(String kernel, int icv, String name, boolean checked) {
        String key = icv == 0 ? "" : key(160);
        var row =
                table(OLD, "auth-trunc " + kernel + " " + key + " " + icv, AES).rows();
        assertThat(row).hasSize(1);
        assertThat(cells(row.getFirst()).subList(6, 8)).containsExactly(name, checked ? key : "");
    }

    @ParameterizedTest
    @CsvSource({"hmac(sha1), 160", "hmac(rmd160), 160", "hmac(sha384), 384", "hmac(sha512), 512"})
    void integrityOfALengthThatNoWiresharkHas(String kernel, int icv) {
        var t = table(NEW, "auth-trunc " + kernel + " " + key(160) + " " + icv, AES);
        assertThat(t.rows()).isEmpty();
        assertThat(t.cannot().getFirst()).endsWith("no Wireshark has an ICV of " + icv + " bits (" + kernel + ")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3.4|64|160|AES-GCM [RFC4106]|ANY 64 bit authentication [no checking]",
                "3.4|96|288|AES-GCM [RFC4106]|ANY 96 bit authentication [no checking]",
                "3.4|128|288|AES-GCM [RFC4106]|ANY 128 bit authentication [no checking]",
                "3.6|128|288|AES-GCM with 16 octet ICV [RFC4106]|NULL",
                "4.0|64|160|AES-GCM with 8 octet ICV [RFC4106]|NULL",
                "4.0|96|224|AES-GCM with 12 octet ICV [RFC4106]|NULL",
                "4.4|128|288|AES-GCM with 16 octet ICV [RFC4106]|NULL"
            })
    void gcmIsNamedByVersion(String version, int icv, int bits, String encryption, String authentication) {
        var row = table(
                        WiresharkVersion.parse(version).orElseThrow(),
                        "aead rfc4106(gcm(aes)) " + key(bits) + " " + icv)
                .rows();
        assertThat(cells(row.getFirst()).subList(4, 8)).containsExactly(encryption, key(bits), authentication, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rfc4309(ccm(aes))|152|128|no Wireshark can decrypt AES-CCM",
                "rfc4543(gcm(aes))|160|128|no Wireshark knows AES-GMAC",
                "rfc7539esp(chacha20,poly1305)|288|128|ChaCha20-Poly1305 needs Wireshark 4.6, the table is for 4.4",
                "rfc4106(gcm(aes))|128|128|AES-GCM with a key of 128",
                "gcm(new)|128|128|no Wireshark has a name for gcm(new)"
            })
    void authenticatedEncryptionThatCannotBeExpressed(String kernel, int bits, int icv, String why) {
        var t = table(NEW, "aead " + kernel + " " + key(bits) + " " + icv);
        assertThat(t.rows()).isEmpty();
        assertThat(t.cannot().getFirst()).contains(": " + why);
    }

    @Test
    void chachaFromWireshark46() {
        var row = table(new WiresharkVersion(4, 6), "aead rfc7539esp(chacha20,poly1305) " + key(288) + " 128")
                .rows();
        assertThat(cells(row.getFirst()).subList(4, 8))
                .containsExactly("ChaCha20 with Poly1305 [RFC7634]", key(288), "NULL", "");
    }

    @Test
    void esnHasTwoMoreColumnsFrom44AndARemarkBefore() {
        String[] lines = {
            "flag", SHA256, AES, "anti-replay esn context:", " seq-hi 0x0, seq 0x0, oseq-hi 0x7, oseq 0x10"
        };
        lines[0] = "replay-window 0 flag af-unspec esn";
        assertThat(cells(table(NEW, lines).rows().getFirst()).subList(8, 10)).containsExactly("64-bit", "0x7");
        var old = table(WiresharkVersion.USUAL, lines);
        assertThat(cells(old.rows().getFirst())).hasSize(8);
        assertThat(old.remarks()).hasSize(1).first().asString().contains("4.4 and later check it");
    }

    @Test
    void esnStartsOneLowerWhenTheSequenceWrappedSinceTheCapture() {
        var all = states(
                "src 192.0.2.1 dst 198.51.100.2",
                "replay-window 0 flag esn",
                SHA256,
                AES,
                "anti-replay esn context:",
                " seq-hi 0x7, seq 0x10, oseq-hi 0x0, oseq 0x0");
        assertThat(cells(EspSa.table(all, NEW, s -> Optional.of(0xfffffff0L))
                                .rows()
                                .getFirst())
                        .getLast())
                .isEqualTo("0x6");
        assertThat(cells(EspSa.table(all, NEW, s -> Optional.of(0x8L)).rows().getFirst())
                        .getLast())
                .isEqualTo("0x7");
    }

    @Test
    void anEsnContextWithoutTheFlagIsNoEsn() {
        var t = table(NEW, SHA256, AES, "anti-replay esn context:", " seq-hi 0x0, seq 0x0, oseq-hi 0x0, oseq 0x1");
        assertThat(cells(t.rows().getFirst())).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enc cbc(aes) <<Keys hidden>>|was not printed (`nokeys`)",
                "enc cbc(aes) <key:0a1b2c3d> (128 bits)|was taken out of this text",
                "enc cbc(aes) 0x00000000000000000000000000000000|printed as zeros",
                "enc cbc(aes) 0xabc|cannot be read",
                "enc cbc(aes) 0xENCKEY|cannot be read"
            })
    void keysThatAreNotThere(String line, String why) {
        var t = table(NEW, SHA256, line);
        assertThat(t.rows()).isEmpty();
        assertThat(t.cannot()).hasSize(1).first().asString().contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src 192.0.2.1\",\"x dst 198.51.100.2",
                "src evil.example.org dst 198.51.100.2",
                "src 192.0.2.1 dst fe80::1%eth0\"",
                "src 192.0.2.1 dst 198.51.100.2\\x22",
                "src 192.0.2.1 dst *"
            })
    void anAddressThatIsNoneNeverReachesTheTable(String head) {
        var t = EspSa.table(states(head, SHA256, AES), NEW);
        assertThat(t.rows()).isEmpty();
        assertThat(t.cannot())
                .containsExactly(t.cannot().getFirst())
                .first()
                .asString()
                .endsWith("its addresses cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cbc(aes)\",\"x", "cbc(aes)\\", "\"", "#"})
    void anAlgorithmThatIsNoneNeverReachesTheTable(String name) {
        assertThat(table(NEW, SHA256, "enc " + name + " " + key(128)).rows()).isEmpty();
        assertThat(table(NEW, "aead " + name + " " + key(160) + " 128").rows()).isEmpty();
        assertThat(table(NEW, "auth-trunc " + name + " " + key(128) + " 128", AES)
                        .rows())
                .isEmpty();
    }

    @Test
    void addressesAreWrittenInTheFamilyOfTheOuterPacket() {
        var v6 = EspSa.table(states("src 2001:db8:0::1 dst 2001:db8::2", SHA256, AES), NEW);
        assertThat(cells(v6.rows().getFirst()).subList(0, 3)).containsExactly("IPv6", "2001:db8::1", "2001:db8::2");
        var any = EspSa.table(states("src 0.0.0.0 dst 198.51.100.2", SHA256, AES), NEW);
        assertThat(cells(any.rows().getFirst()).subList(0, 3)).containsExactly("IPv4", "*", "198.51.100.2");
    }

    @Test
    void whatNeedsNoRowIsRemarkedOrLeftOut() {
        String text = """
                src 192.0.2.1 dst 198.51.100.2
                \tproto ah spi 0x00001001 reqid 1 mode tunnel
                \treplay-window 32\s
                \tauth-trunc hmac(sha1) 0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a 96
                src 192.0.2.1 dst 198.51.100.2
                \tproto esp spi 0x00001002 reqid 1 mode tunnel
                \treplay-window 0\s
                src 192.0.2.1 dst 198.51.100.2
                \tproto 4 spi 0xc0000201 reqid 0 mode tunnel
                \treplay-window 0\s
                """;
        var t = EspSa.table(States.parse(text).value(), NEW);
        assertThat(t.rows()).isEmpty();
        assertThat(t.cannot()).isEmpty();
        assertThat(t.remarks())
                .containsExactly(
                        "SA 0x00001001 192.0.2.1 → 198.51.100.2: ah needs no key to be read",
                        "SA 0x00001002 192.0.2.1 → 198.51.100.2 has no keys yet: it is still being negotiated");
    }

    @ParameterizedTest
    @CsvSource({
        "hmac(md5), HMAC-MD5-96 [RFC2403]",
        "hmac(sha1), HMAC-SHA-1-96 [RFC2404]",
        "hmac(sha384), HMAC-SHA-384-192 [RFC4868]",
        "hmac(sha512), HMAC-SHA-512-256 [RFC4868]",
        "hmac(rmd160), MAC-RIPEMD-160-96 [RFC2857]",
        "xcbc(aes), ANY 96 bit authentication [no checking]",
        "sha1, HMAC-SHA-1-96 [RFC2404]"
    })
    void withoutALengthTheIcvIsAsLongAsKernelsMakeIt(String kernel, String name) {
        var t = table(NEW, "auth " + kernel + " " + key(256), AES);
        assertThat(cells(t.rows().getFirst()).get(6)).isEqualTo(name);
        assertThat(t.remarks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void setkeyShowsNoAuthenticatedEncryptionAndThatIsSaid(int replay) {
        String text = """
                192.0.2.1 198.51.100.2\s
                \tesp mode=tunnel spi=8193(0x00002001) reqid=5(0x00000005)
                \tseq=0x00000000 replay=%d flags=0x00000000 state=%s\s
                \tsadb_seq=1 pid=9 refcnt=0
                """;
        var t = EspSa.table(States.parse(text.formatted(replay, "mature")).value(), NEW);
        assertThat(t.cannot())
                .containsExactly(
                        "SA 0x00002001 192.0.2.1 → 198.51.100.2: setkey does not show authenticated encryption;"
                                + " look with ip xfrm state");
        assertThat(t.remarks()).isEmpty();
        var larval = EspSa.table(States.parse(text.formatted(replay, "larval")).value(), NEW);
        assertThat(larval.cannot()).isEmpty();
        assertThat(larval.remarks()).singleElement().asString().endsWith("still being negotiated");
    }

    @Test
    void twoLengthsArePossibleForSha256AndThatIsSaid() {
        var t = table(NEW, "auth hmac(sha256) " + key(256), AES);
        assertThat(cells(t.rows().getFirst()).get(6)).isEqualTo("HMAC-SHA-256-96 [draft-ietf-ipsec-ciph-sha-256-00]");
        assertThat(t.remarks())
                .hasSize(1)
                .first()
                .asString()
                .contains("96 bits")
                .contains("HMAC-SHA-256-128");
        assertThat(table(NEW, "auth hmac(whirlpool) " + key(256), AES).cannot().getFirst())
                .contains("hmac(whirlpool)");
    }

    @Test
    void sasThatCarriedPacketsComeFirstAndEachOnce() {
        String sa =
                "src 192.0.2.1 dst 198.51.100.2\n\tproto esp spi 0x0000%d reqid 1 mode tunnel\n\treplay-window 32 \n\t"
                        + AES + "\n\tanti-replay context: seq 0x0, oseq 0x%d, bitmap 0x00000000\n";
        var states = States.parse(sa.formatted(1001, 0) + sa.formatted(1002, 3) + sa.formatted(1002, 9))
                .value();
        var t = EspSa.table(states, NEW);
        assertThat(t.rows()).extracting(EspRow::spi).containsExactly("0x00001002", "0x00001001");
        assertThat(t.cannot()).isEmpty();
    }

    @Test
    void theSameSaWithOtherKeysIsSaid() {
        var states = new ArrayList<>(states("src 192.0.2.1 dst 198.51.100.2", AES));
        states.addAll(states("src 192.0.2.1 dst 198.51.100.2", "enc cbc(aes) 0x" + "77".repeat(16)));
        var t = EspSa.table(states, NEW);
        assertThat(t.rows()).hasSize(1);
        assertThat(t.cannot()).hasSize(1).first().asString().contains("twice").doesNotContain("7777");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src 192.0.2.1\",\"x dst 198.51.100.2",
                "src gw.example dst 198.51.100.2",
                "src fe80::1%eth0 dst fe80::2",
                "src 192.0.2.1 dst 2001:db8::2",
                "src 192.0.2.1/24 dst 198.51.100.2",
                "src \u001b[2J dst 198.51.100.2"
            })
    void oddAddressesAreRefusedAndCannotReachATerminal(String head) {
        var t = EspSa.table(states(head, SHA256, AES), NEW);
        assertThat(t.rows()).isEmpty();
        assertThat(String.join("", t.cannot())).doesNotContain("\u001b");
    }

    @Test
    void oddNamesOfAlgorithmsAreRefusedAndNotRepeated() {
        var t = table(NEW, "enc cbc(aes)\",\"\\x0a " + key(128), SHA256);
        assertThat(t.rows()).isEmpty();
        assertThat(t.cannot()).hasSize(1).first().asString().endsWith("characters that no kernel prints");
    }

    @Test
    void espInsideTcpIsSaid() {
        var t = table(NEW, SHA256, AES, "encap type espintcp sport 4500 dport 4500 addr 0.0.0.0");
        assertThat(t.rows()).hasSize(1);
        assertThat(t.remarks()).hasSize(1).first().asString().contains("inside TCP");
    }

    @Test
    void udpOnAnotherPortIsRemarked() {
        var t = table(NEW, SHA256, AES, "encap type espinudp sport 1024 dport 14500 addr 0.0.0.0");
        assertThat(t.rows()).hasSize(1);
        assertThat(t.remarks()).hasSize(1).first().asString().endsWith("-d udp.port==14500,udpencap");
        assertThat(table(NEW, SHA256, AES, "encap type espinudp sport 4500 dport 14500 addr 0.0.0.0")
                        .remarks())
                .isEmpty();
    }
}
