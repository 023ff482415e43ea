package espy.xfrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes follow from the formula of Linux' own xfrm_state_mtu (net/xfrm/xfrm_state.c), on an interface with an MTU of 1500. */
class OverheadTest {
    private static final String KEY = "0x00112233445566778899aabbccddeeff";

    @ParameterizedTest
    @CsvSource({
        "auth-trunc hmac(sha256) KEY 128|enc cbc(aes) KEY, 1438",
        "auth-trunc hmac(sha1) KEY 96|enc cbc(aes) KEY, 1438",
        "auth-trunc hmac(sha512) KEY 256|enc cbc(aes) KEY, 1422",
        "aead rfc4106(gcm(aes)) KEY 128, 1446",
        "auth-trunc hmac(sha256) KEY 128|enc cbc(aes) KEY|encap type espinudp sport 4500 dport 4500 addr 0.0.0.0, 1422",
    })
    void theLargestPacketThatFits(String algorithms, int largest) {
        assertThat(overhead("192.0.2.1", "198.51.100.2", "tunnel", algorithms).map(o -> o.largest(1500)))
                .contains(largest);
    }

    @ParameterizedTest
    @CsvSource({"transport, enc cbc(aes) KEY", "tunnel, enc rot13 KEY"})
    void whatIsNotKnownIsNotGuessed(String mode, String algorithms) {
        assertThat(overhead("192.0.2.1", "198.51.100.2", mode, algorithms)).isEmpty();
    }

    private static Optional<Overhead> overhead(String src, String dst, String mode, String algorithms) {
        String text = "src %s dst %s\n\tproto esp spi 0xc0000001 reqid 1 mode %s\n\treplay-window 32\n\t%s\n"
                .formatted(src, dst, mode, algorithms.replace("KEY", KEY).replace("|", "\n\t"));
        return Overhead.of(States.parse(text).value().getFirst());
    }
}
