package espy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import espy.base.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    private static final String KEY = "0x3f9a1b2c3d4e5f60718293a4b5c6d7e8";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            P06.state | \\tenc cbc(aes) 0x3f9a1b2c3d4e5f60718293a4b5c6d7e8 (128 bits) | 3f9a1b2c3d4e5f60
            P06.state | \\tauth-trunc hmac(sha256) 0xaabbccdd 128                      | aabbccdd
            P06.state | \\taead rfc4106(gcm(aes)) 0x0102030405060708090a0b0c 128       | 0102030405060708
            P20       | ==> /etc/swanctl/swanctl.conf <==\\n  secret = "Tall and secret" | Tall
            P20       | ==> /etc/ipsec.secrets <==\\n@a @b : PSK "Tall and secret"    | Tall
            P20       | ==> /etc/racoon/psk.txt <==\\n192.0.2.1 Tall-secret          | Tall
            P13.files | 06[IKE] Sk_ei secret\\n    0: 19 D7 CB 10 11 22 33 44  ascii  | 19 D7
            P01       | src a dst b\\\tenc cbc(aes) 0x0102030405060708             | 0102030405060708
            P06.state | \\tE: aes-cbc  3f9a1b2c 3d4e5f60 718293a4 b5c6d7e8            | 3f9a1b2c
            P06.state | \\tA: hmac-sha1  01234567 89abcdef                            | abcdef
            P01       | flow esp from a to b authkey 0xaabbccdd enckey 0x11223344    | aabbccdd
            P02       | process 7 charon-cmd --host x --psk Tall-Secret --other      | Tall
            P02       | process 7 sh -c PSK=Tall-Secret exec starter                 | Tall
            P02       | process 7 whack --xauthpass=Tall-Secret --name x             | Tall
            P13.files | COMMAND=/usr/bin/connect --password "Tall and secret" now    | Tall and
            P13.files | opening mysql://vpn:Tall@Secret@localhost/db failed          | Tall@Secret
            P13.files | DBG:   3f 9a 1b 2c  3d 4e 5f 60  71 82 93 a4  b5 c6 d7 e8   | 3f 9a
            P13.files | racoon: DEBUG:\\n3f9a1b2c 3d4e5f60 718293a4 b5c6d7e8          | 3f9a1b2c
            P13.files | 06[IKE]   16: 19 D7  ..                                      | 19 D7
            P13.files | pluto: line 3: PSK "Tall Secret"                             | Tall
            P13.files | sk_ai 3f9a1b2c3d4e5f60718293a4b5c6d7e8                       | 3f9a1b2c
            P20       | ==> /etc/swanctl/swanctl.conf <==\\nsecrets { ike-a { secret = "a } # Tall\\n  Secret" } }  | Secret
            P20       | ==> /etc/swanctl/swanctl.conf <==\\nsecrets { ike-a { secret = "a \\\\"Tall Secret" } }   | Tall
            P20       | ==> /etc/swanctl/swanctl.conf <==\\n  secret = 0sVGFsbFNlY3JldA== # old              | VGFsb
            P20       | ==> /etc/swanctl/swanctl.conf <==\\n# secret = TallSecret                            | Tall
            P20       | ==> /etc/swanctl/swanctl.conf <==\\ntoken-1 {\\n pin = 4711\\n}                        | 4711
            P20       | ==> /etc/strongswan.conf <==\\nservers { a { secret = TallSecret\\n address = a } }     | Tall
            P20       | ==> /etc/strongswan.conf <==\\ndatabase = mysql://vpn:TallSecret@localhost/db         | Tall
            P20       | ==> /etc/ipsec.secrets <==\\n: PSK\\n   "Tall Secret"                                  | Tall
            P20       | ==> /etc/ipsec.secrets <==\\n10.1.1.1 : PSK 'Tall Secret'                             | Tall
            P20       | ==> /etc/ipsec.secrets <==\\n2001:db8::1 :PSK"Tall"Secret                             | Secret
            P20       | ==> /etc/ipsec.secrets <==\\n#@a : psk Tall Secret                                    | Secret
            P20       | ==> /etc/ipsec.secrets <==\\ncarol@x : XAUTH "Tall Secret # not a comment"            | Secret
            P20       | ==> /etc/ipsec.secrets <==\\n: RSA key.pem "Tall Secret"                              | Tall
            P20       | ==> /etc/ipsec.secrets <==\\n: PIN %smartcard:50 471147                               | 471147
            P20       | ==> /etc/ipsec.secrets <==\\n: RSA {\\n  PrivateExponent: 0xabcdef\\n  }               | abcdef
            P20       | ==> /etc/ipsec.secrets <==\\n: PSK "Tall Secret                                       | Tall
            P20       | ==> /etc/ipsec.d/site.secrets <==\\n@a @b : PSK "Tall Secret"                         | Tall
            P20       | ==> /etc/racoon/psk.txt <==\\n# 192.0.2.1 Tall-Secret                                 | Tall
            P20       | ==> /etc/racoon/racoon.conf <==\\nldapcfg { bind_pw "Tall Secret"; }                  | Tall
            P20       | ==> /etc/racoon/racoon.conf <==\\nradiuscfg { auth "h" 1812 "Tall Secret"; }          | Tall
            P20       | ==> /etc/racoon/setkey.conf <==\\nadd a b esp 0x1 -E aes-cbc "TallSecret"             | Tall
            P20       | -----BEGIN RSA PRIVATE KEY-----\\nMIIEow==\\n-----END RSA PRIVATE KEY-----              | MIIE
            P20       | -----BEGIN OPENSSH PRIVATE KEY-----\\nMIIEow==                                        | MIIE
            P20       | ==> /etc/ipsec.d/peers/muc.conf <==\\na b : PSK "Tall Secret"                          | Tall
            P20       | ==> /etc/ipsec.d/peers/muc.conf <==\\n: PSK TallSecret                               | Tall
            P20       | ==> /etc/ipsec.d/peers/muc.conf <==\\n: RSA {\\n  PrivateExponent: 0x1234\\n  }          | 1234
            P20       | ==> /etc/ipsec.d/key.conf <==\\n  Prime1: 0x1234                                    | 1234
            P20       | ==> /etc/swanctl/swanctl.conf <==\\n secret = correct horse battery staple             | horse
            P20       | ==> /etc/swanctl/conf.d/secrets.conf <==\\n secret = correct horse battery staple      | horse
            P20       | ==> /etc/swanctl/conf.d/psk-muc.conf <==\\n secret = correct horse battery staple      | horse
            P20       | ==> /etc/swanctl/conf.d/secrets.conf <==\\n secret =\\n  "Tall Secret"                 | Tall
            P20       | ==> /etc/swanctl/conf.d/a.conf <==\\n secret:= Tall Secret                            | Tall
            P13.files | ikev2 I 0x1 0x2 sha256:0x3f9a1b2c3d4e5f60718293a4b5c6d7e8ff   | 3f9a1b2c
            """)
    void secretsLeaveTheTextAndComeBackOnlyWhenRevealed(String probe, String escaped, String secret) {
        String text = escaped.replace("\\n", "\n").replace("\\t", "\t");
        var filler = new Vault.Filler();

        String masked = filler.mask(probe, text);

        assertThat(masked).doesNotContain(secret).containsPattern("<(key|secret):[0-9a-f]{8}>");
        assertThat(filler.vault("").reveal(masked)).isEqualTo(text);
        assertThat(Vault.EMPTY.reveal(masked)).isEqualTo(masked);
        assertThat(filler.vault("").toString()).doesNotContain(secret);
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

        assertThat(filler.vault("").reveal(masked)).isEqualTo("\tenc cbc(aes) 0x123\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@a @b : PSK \"Tall Secret\"",
                ": PSK Tall Secret",
                ": PSK 0x54616c6c20536563726574",
                ": PSK 0sVGFsbCBTZWNyZXQ="
            })
    void oneSecretHasOneFingerprintInEveryNotation(String entry) {
        var filler = new Vault.Filler();

        String masked = filler.mask("P20", "==> /etc/ipsec.secrets <==\n" + entry + "\n");

        assertThat(masked).contains(Secret.of("Tall Secret").fingerprint());
    }

    @Test
    void whatIsNoSecretStays() {
        String text = """
                ==> /etc/ipsec.conf <==
                conn site-to-site
                    authby=secret
                    leftid=@left.example.org
                    leftrsasigkey=0sAQPFb2
                ==> /etc/swanctl/swanctl.conf <==
                connections { a { local { auth = psk
                  id = left } pinned = no
                } }
                secrets { ike-a { id-1 = left
                  secret =
                } }
                ==> /etc/ipsec.secrets <==
                include /etc/ipsec.d/*.secrets
                : RSA moon.pem
                : PIN %smartcard %prompt
                """;
        assertThat(new Vault.Filler().mask("P20", text)).isEqualTo(text);
        String log = """
                charon: 09[CFG] loaded IKE shared key with id 'ike-a' for: 'left', 'right'
                charon: 09[IKE] authentication of 'left' (myself) with pre-shared key
                pluto: "a":   our auth:secret, their auth:secret, our autheap:none
                pluto: packet 3d:4e:5f:60:71:82:93:a4:b5:c6
                """;
        assertThat(new Vault.Filler().mask("P13.files", log)).isEqualTo(log);
    }

    @Test
    void theNameOfAFileDoesNotChangeWhatIsNoSecretInIt() {
        String settings = """
                connections { a {
                  local { auth = ike:rsa/x509
                    id = left }
                } }
                secrets {
                  ike-a {
                    id-1 = left
                  }
                }
                """;
        for (String name : List.of("swanctl.conf", "conf.d/secrets.conf", "conf.d/psk-muc.conf")) {
            String text = "==> /etc/swanctl/" + name + " <==\n" + settings;
            assertThat(new Vault.Filler().mask("P20", text)).isEqualTo(text);
        }
    }

    @Test
    void whatLooksLikeASettingInsideOfASecretDoesNotReachBeyondIt() {
        String masked = new Vault.Filler()
                .mask("P20", "==> /etc/ipsec.secrets <==\n@a : PSK \"Tall secret=9\"\n@b : PSK \"other\"\n# end\n");
        assertThat(masked).contains("\n@b : PSK <secret:", "\n# end\n").doesNotContain("Tall", "other");
    }

    @Test
    void aSecretIsFoundWhereNobodyExpectsIt() {
        var filler = new Vault.Filler();
        filler.mask("P20", "==> /etc/ipsec.secrets <==\n: PSK \"Tall.Secret9\"\n: PSK \"strongswan\"\n");
        String log = "strongswan: got TALL.SECRET9, Tall.Secret9; 54616c6c2e53656372657439 VGFsbC5TZWNyZXQ5";

        String swept = filler.sweep(log);

        assertThat(swept)
                .startsWith("strongswan: got ")
                .doesNotContainIgnoringCase("tall")
                .doesNotContain("54616c6c", "VGFsbC5");
        assertThat(filler.vault("").reveal(swept)).isEqualTo(log);
    }

    @Test
    void secretsWhoseFingerprintsCollideStayApart() {
        // two among 100 000 random keys share 32 bits almost surely
        var filler = new Vault.Filler();
        var text = new StringBuilder();
        var random = new java.util.SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            text.append("\tenc cbc(aes) 0x%016x%016x\n".formatted(random.nextLong(), random.nextLong()));
        }

        String masked = filler.mask("P06.state", text.toString());

        assertThat(filler.vault("").reveal(masked)).isEqualTo(text.toString());
    }

    @Test
    void fingerprintsOfAnotherRunAreNotCalledOurs() {
        var filler = new Vault.Filler();
        filler.mask("P06.state", "\tenc cbc(aes) <key:0a1b2c3d>\n");
        assertThat(filler.vault("theirs").session()).isEqualTo("theirs");
        assertThat(new Vault.Filler().vault("theirs").session()).isEqualTo(Secret.session());
    }

    @Test
    void textThatKeepsPatternsBusyIsReadAllTheSame() {
        for (String part : List.of(
                "a",
                " ",
                "\n",
                "0x",
                "\"",
                "://a:",
                "--psk ",
                ": PSK\n ",
                ": PSK\n",
                "secret=",
                "secret =\n",
                "enc ",
                "-----BEGIN PRIVATE KEY-----")) {
            String text = "==> /etc/ipsec.secrets <==\n" + part.repeat(400_000 / part.length())
                    + "\n==> /etc/a.conf <==\n" + part.repeat(400_000 / part.length());
            for (String probe : List.of("P06.state", "P13.journal", "P20")) {
                var filler = new Vault.Filler();
                String masked = filler.mask(probe, text);
                assertThat(filler.vault("").reveal(masked))
                        .as(part + " in " + probe)
                        .isEqualTo(text);
            }
        }
    }
}
