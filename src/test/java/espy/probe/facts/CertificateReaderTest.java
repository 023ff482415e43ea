package espy.probe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import espy.daemon.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the daemon's certificates prove. */
class CertificateReaderTest {
    private static final String LIST = """
            List of X.509 End Entity Certificates

              subject:  "C=XX, O=Lab, CN=left.example.org"
              issuer:   "C=XX, O=Lab, CN=Lab ca"
              validity:  not before Jan 01 00:00:00 UTC 2015, ok
                         not after  Jan 01 00:00:00 UTC 2045, ok (expires in 6608 days)
              altNames:  left.example.org, 203.0.113.2
              pubkey:    RSA 2048 bits""";

    private static Optional<Map<String, String>> unproven(String key, String auth, String identity) {
        var snapshot = SnapshotsForTests.recorded("P04.certs", LIST + key);
        var connection = new Connection(
                "t",
                "2",
                List.of(),
                List.of(),
                identity,
                "",
                auth,
                auth,
                List.of(),
                false,
                List.of(),
                Optional.empty());
        return CertificateReader.read(snapshot, "P04.sas", new TreeMap<>(), new Unread())
                .unproven(Optional.of(List.of(connection)));
    }

    @Test
    void anIdentityThatStandsInNoneOfOurCertificatesIsUnproven() {
        String own = ", has private key";
        assertThat(unproven(own, "pubkey", "muc.vpn.example.net")).contains(Map.of("t", "muc.vpn.example.net"));
        assertThat(unproven(own, "pubkey", "left.example.org")).contains(Map.of());
        assertThat(unproven(own, "pubkey", "203.0.113.2")).contains(Map.of());
        assertThat(unproven(own, "pubkey", "C=XX, O=Lab, CN=left.example.org")).contains(Map.of());
        assertThat(unproven(own, "pubkey", "%any")).contains(Map.of());
        assertThat(unproven(own, "psk", "muc.vpn.example.net")).contains(Map.of());
        assertThat(unproven("", "pubkey", "muc.vpn.example.net"))
                .as("no certificate is ours")
                .contains(Map.of());
    }

    @Test
    void withoutTheListNothingIsSaidOfThem() {
        var read = CertificateReader.read(
                SnapshotsForTests.recorded("P02", "x"), "P04.sas", new TreeMap<>(), new Unread());
        assertThat(read.unproven(Optional.of(List.of()))).isEmpty();
    }
}
