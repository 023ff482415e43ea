package espy.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    /** As strongSwan 5.9.8 printed it. */
    private static final String LIST = """

            List of X.509 End Entity Certificates

              subject:  "C=XX, O=Lab, CN=left.example.org"
              issuer:   "C=XX, O=Lab, CN=Lab ca"
              validity:  not before Jan 01 00:00:00 UTC 2015, ok
                         not after  Jan 01 00:00:00 UTC 2045, ok (expires in 6608 days)
              serial:    27:e4:00:df:83:54:33:68
              altNames:  left.example.org, 203.0.113.2
              flags:    \s
              authkeyId: a0:a4:72:0d:44:1b:ce:c3:d4:bf:5f:6c:41:11:58:b3:3b:07:4d:1e
              subjkeyId: 93:5d:61:09:f9:09:c4:93:d2:f9:b4:c0:9d:75:c4:c8:2e:97:c5:96
              pubkey:    RSA 2048 bits, has private key
              keyid:     b0:5d:c6:2d:b1:6c:03:62:15:b0:9c:50:31:8c:3d:c6:c1:4b:03:1e
              subjkey:   93:5d:61:09:f9:09:c4:93:d2:f9:b4:c0:9d:75:c4:c8:2e:97:c5:96

              subject:  "C=XX, O=Lab, CN=right.example.org"
              issuer:   "C=XX, O=Lab, CN=Lab ca"
              validity:  not before Jan 01 00:00:00 UTC 2024, ok
                         not after  Feb 01 12:30:00 UTC 2025, expired (665 days ago)
              serial:    66:13:93:67:74:22:c2:c7
              altNames:  right.example.org
              pubkey:    RSA 2048 bits

            List of X.509 CA Certificates

              subject:  "C=XX, O=Lab, CN=Lab ca"
              issuer:   "C=XX, O=Lab, CN=Lab ca"
              validity:  not before Jan 01 00:00:00 UTC 2015, ok
                         not after  Jan 01 00:00:00 UTC 2045, ok (expires in 6608 days)
              flags:     CA CRLSign self-signed\s
              pubkey:    RSA 3072 bits
            """;

    @Test
    void whoseItIsAndHowLongItIsValid() {
        var parsed = Certificates.parse(LIST);

        assertThat(parsed.unparsed()).isEmpty();
        assertThat(parsed.value()).hasSize(3);
        Certificate own = parsed.value().getFirst();
        assertThat(own.subject()).isEqualTo("C=XX, O=Lab, CN=left.example.org");
        assertThat(own.issuer()).isEqualTo("C=XX, O=Lab, CN=Lab ca");
        assertThat(own.names()).containsExactly("left.example.org", "203.0.113.2");
        assertThat(own.notBefore()).isEqualTo(Instant.parse("2015-01-01T00:00:00Z"));
        assertThat(own.notAfter()).isEqualTo(Instant.parse("2045-01-01T00:00:00Z"));
        assertThat(own.hasKey()).isTrue();
        assertThat(own.authority()).isFalse();
        assertThat(parsed.value().get(1).notAfter()).isEqualTo(Instant.parse("2025-02-01T12:30:00Z"));
        assertThat(parsed.value().get(1).hasKey()).isFalse();
        assertThat(parsed.value().get(2).authority()).isTrue();
    }

    @Test
    void whatIsNotUnderstoodIsKept() {
        var parsed =
                Certificates.parse("plugin 'x': failed to load\n  validity:  not before never, ok\n  subject:  \"C\n");

        assertThat(parsed.value()).isEmpty();
        assertThat(parsed.unparsed())
                .extracting(u -> u.text())
                .containsExactly("plugin 'x': failed to load", "  validity:  not before never, ok");
    }

    @Test
    void poolsOfAddresses() {
        var parsed = Swanctl.pools(
                "get-pools reply {a {base=10.3.0.0 size=2 online=1 offline=0 leases {}} b {base=fd00::1 size=254 online=0 offline=7}}\n");

        assertThat(parsed.unparsed()).isEmpty();
        assertThat(parsed.value())
                .containsExactly(new Pool("a", "10.3.0.0", 2, 1, 0), new Pool("b", "fd00::1", 254, 0, 7));
        assertThat(Swanctl.pools("get-pools reply {}\n").value()).isEmpty();
    }
}
