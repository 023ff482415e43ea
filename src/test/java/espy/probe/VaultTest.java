package espy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultTest {
    private static final String KEY = "0x3f9a1b2c3d4e5f60718293a4b5c6d7e8";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            P06.state | \tenc cbc(aes) 0x3f9a1b2c3d4e5f60718293a4b5c6d7e8 (128 bits) | 3f9a1b2c3d4e5f60
            P06.state | \tauth-trunc hmac(sha256) 0xaabbccdd 128                      | aabbccdd
            P06.state | \taead rfc4106(gcm(aes)) 0x0102030405060708090a0b0c 128       | 0102030405060708
            P20       | ==> /etc/swanctl/swanctl.conf <==\\n  secret = "Tall and secret" | Tall
            P20       | ==> /etc/ipsec.secrets <==\\n@a @b : PSK "Tall and secret"    | Tall
            P20       | ==> /etc/racoon/psk.txt <==\\n192.0.2.1 Tall-secret          | Tall
            P13.files | 06[IKE] Sk_ei secret\\n    0: 19 D7 CB 10 11 22 33 44  ascii  | 19 D7
            P13.files | ikev2 I 0x1 0x2 sha256:0x3f9a1b2c3d4e5f60718293a4b5c6d7e8ff   | 3f9a1b2c
            """)
    void secretsLeaveTheTextAndComeBackOnlyWhenRevealed(String probe, String escaped, String secret) {
        String text = escaped.replace("\\n", "\n").replace("\\t", "\t");
        var filler = new Vault.Filler();

        String masked = filler.mask(probe, text);

        assertThat(masked).doesNotContain(secret).containsPattern("<(key|secret):[0-9a-f]{8}>");
        assertThat(filler.vault().reveal(masked)).isEqualTo(text);
        assertThat(Vault.EMPTY.reveal(masked)).isEqualTo(masked);
        assertThat(filler.vault().toString()).doesNotContain(secret);
    }

    @Test
    void equalKeysHaveEqualTokens() {
        var filler = new Vault.Filler();
        String line = "\tenc cbc(aes) " + KEY + " (128 bits)\n";

        String masked = filler.mask("P06.state", line + line);

        assertThat(masked.substring(0, masked.length() / 2)).isEqualTo(masked.substring(masked.length() / 2));
    }

    @Test
    void maskingTwiceChangesNothing() {
        var filler = new Vault.Filler();
        String once = filler.mask("P20", "==> /etc/swanctl/swanctl.conf <==\nsecrets { ike-a { secret = \"x y\" } }\n");

        assertThat(filler.mask("P20", once)).isEqualTo(once);
    }

    @Test
    void whatOnlyLooksLikeAHexDumpStays() {
        String line = "uptime: 3 minutes, since Nov 23\n   1: eth0 00:11:22\n";

        assertThat(new Vault.Filler().mask("P13.files", line)).isEqualTo(line);
    }

    @Test
    void anOddNumberOfHexDigitsIsKeptAsItIs() {
        var filler = new Vault.Filler();

        String masked = filler.mask("P06.state", "\tenc cbc(aes) 0x123\n");

        assertThat(filler.vault().reveal(masked)).isEqualTo("\tenc cbc(aes) 0x123\n");
    }
}
