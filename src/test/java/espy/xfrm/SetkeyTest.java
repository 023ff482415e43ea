package espy.xfrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SAs and policies as setkey prints them on racoon hosts. */
final class SetkeyTest {
    @Test
    void sasGetTheNamesOfTheKernel() {
        var all = Samples.states(Samples.text("setkey-D.txt"));
        assertThat(all)
                .extracting(s -> s.proto() + " " + s.spiText() + " " + s.mode() + " "
                        + s.enc().map(Algorithm::name).orElse("-") + " "
                        + s.auth().map(Algorithm::name).orElse("-"))
                .containsExactly(
                        "esp 0x00002003 beet - -",
                        "esp 0x00002002 tunnel cbc(aes) hmac(sha256)",
                        "esp 0x00002001 tunnel - -",
                        "esp 0x00001006 tunnel cbc(aes) hmac(sha1)",
                        "esp 0x00001004 transport cbc(des3_ede) hmac(md5)",
                        "comp 0x00001003 transport - -",
                        "ah 0x00001002 transport - hmac(sha256)",
                        "esp 0x00001001 tunnel cbc(aes) hmac(sha1)");
        assertThat(all).noneMatch(State::larval);
        assertThat(all.toString()).doesNotContain("00010203");
    }

    @Test
    void limitsCountersAndPortsAreRead() {
        var s = Samples.states(Samples.text("setkey-D.txt")).get(1);
        assertThat(s.encap()).contains(new Encap("espinudp", 4500, 4500, ""));
        assertThat(s.limits().orElseThrow().softBytes()).contains(1000L);
        assertThat(s.limits().orElseThrow().hardBytes()).contains(2000L);
        assertThat(s.limits().orElseThrow().hardPackets()).contains(44L);
        assertThat(s.limits().orElseThrow().hardAdd()).isEmpty();
        assertThat(s.added()).contains("2026-11-22 08:49:35");
        assertThat(s.firstUsed()).isEmpty();
        assertThat(s.auth().orElseThrow().keyBits()).contains(256);
        assertThat(s.auth().orElseThrow().icvBits()).isEmpty();
    }

    @Test
    void policiesGetThePriorityOfTheKernel() {
        var all = Samples.policies(Samples.text("setkey-DP.txt"));
        assertThat(all)
                .extracting(p -> p.dir() + " " + p.selector() + " " + p.action() + " " + p.priority())
                .startsWith(
                        "out src 10.7.0.0/16 dst 10.8.1.0/24 allow 4294967295",
                        "out src 10.7.0.0/16 dst 10.8.0.0/16 allow 375423",
                        "fwd src ::/0 dst ::/0 proto tcp dport 22 allow 2147483648",
                        "in src ::/0 dst ::/0 proto tcp dport 22 allow 2147483648",
                        "out src 0.0.0.0/0 dst 0.0.0.0/0 proto tcp block 2147483548",
                        "out src 192.0.2.1/32 dst 198.51.100.3/32 proto ipv6-icmp type 135 code 0 allow 2147483648");
        assertThat(all.getFirst().templates())
                .containsExactly(new Template(
                        "192.0.2.1", "198.51.100.9", "esp", Optional.empty(), 16389, "tunnel", "required"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out ipsec|esp/tunnel/192.0.2.1[0]-198.51.100.9[0]/unique:7|esp 192.0.2.1 198.51.100.9 7 required",
                "in prio def ipsec|ah/transport//use|ah 0.0.0.0 0.0.0.0 0 use",
                "fwd entrust|ipcomp/tunnel/192.0.2.1-198.51.100.9/require|comp 192.0.2.1 198.51.100.9 0 required"
            })
    void transformsAreTemplates(String place, String transform, String template) {
        var t = Samples.policies("10.1.0.0/16[any] 10.2.0.0/16[any] any\n\t" + place + "\n\t" + transform + "\n")
                .getFirst()
                .templates()
                .getFirst();
        assertThat(t.proto() + " " + t.src() + " " + t.dst() + " " + t.reqid() + " " + t.level())
                .isEqualTo(template);
    }

    @Test
    void socketPoliciesLarvalSasAndAuthenticatedEncryptionAreToldApart() {
        var read = XfrmText.parse("""
                (per-socket policy)\s
                \tin(socket) none
                \trefcnt=1
                192.0.2.1 192.0.2.2\s
                \tesp mode=any spi=0(0x00000000) reqid=0(0x00000000)
                \tseq=0x00000001 replay=0 flags=0x00000000 state=larval\s
                192.0.2.3[500][4500] 192.0.2.4[500][61022]\s
                \tesp-udp mode=tunnel spi=9(0x00000009) reqid=1(0x00000001)
                \tNAT OA=10.0.0.9
                \tE: aes-gcm-16  00112233 44556677 8899aabb ccddeeff 01020304
                \tseq=0x00000001 replay=32 flags=0x00000000 state=dying\s
                """);
        assertThat(read.unparsed()).isEmpty();
        assertThat(read.value().policies()).extracting(Policy::socket).containsExactly(true);
        assertThat(read.value().states()).extracting(State::larval).containsExactly(true, false);
        var gcm = read.value().states().get(1);
        assertThat(gcm.aead().orElseThrow().name()).isEqualTo("rfc4106(gcm(aes))");
        assertThat(gcm.aead().orElseThrow().keyBits()).contains(160);
        assertThat(gcm.encap()).contains(new Encap("espinudp", 4500, 61022, "10.0.0.9"));
        assertThat(gcm.replayWindow()).contains(32);
        assertThat(List.of(gcm.life().orElseThrow())).containsExactly("dying");
    }
}
