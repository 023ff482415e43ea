package espy.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import espy.base.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of {@code conntrack -L}, with and without {@code -o extended}, and of the kernel's own list. */
class FlowTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    udp      17 29 src=10.1.0.9 dst=10.2.0.9 sport=4500 dport=4500 src=10.2.0.9 dst=10.1.0.9 sport=4500 dport=4500 [ASSURED] mark=0 use=1 | 10.1.0.9 10.2.0.9 10.1.0.9 false
                    tcp      6 431999 ESTABLISHED src=10.1.0.9 dst=10.2.0.9 sport=1 dport=80 src=10.2.0.9 dst=203.0.113.2 sport=80 dport=1 [ASSURED] mark=0 use=1 | 10.1.0.9 10.2.0.9 203.0.113.2 true
                    ipv4     2 icmp     1 29 src=10.1.0.9 dst=10.2.0.9 type=8 code=0 id=7 [UNREPLIED] src=10.2.0.9 dst=203.0.113.2 type=0 code=0 id=7 mark=0 zone=0 use=2 | 10.1.0.9 10.2.0.9 203.0.113.2 true
                    ipv6     10 udp      17 20 src=fd00::9 dst=fd00::1 sport=5353 dport=53 packets=1 bytes=70 src=fd00::1 dst=fd00::9 sport=53 dport=5353 packets=1 bytes=9 mark=0 use=1 | fd00::9 fd00::1 fd00::9 false
                    tcp      6 60 SYN_SENT src=10.1.0.9 dst=198.51.100.9 sport=1 dport=80 [UNREPLIED] src=192.168.0.7 dst=10.1.0.9 sport=80 dport=1 mark=0 use=1 | 10.1.0.9 198.51.100.9 10.1.0.9 false
                    unknown  50 590 src=203.0.113.2 dst=198.51.100.2 src=198.51.100.2 dst=203.0.113.2 mark=0 zone=3 use=1 | 203.0.113.2 198.51.100.2 203.0.113.2 false
                    """)
    void oneLine(String line, String expected) {
        var parsed = Flow.parse(line);
        assertThat(parsed.unparsed()).isEmpty();
        assertThat(parsed.value())
                .extracting(f -> f.src() + " " + f.dst() + " " + f.replyTo() + " " + f.translated())
                .containsExactly(expected);
    }

    @Test
    void whatIsNoFlowIsKept() {
        var parsed = Flow.parse("""
                conntrack v1.4.7 (conntrack-tools): 2 flow entries have been shown.

                udp 17 29 src=10.1.0.9 dst=10.2.0.9 sport=1 dport=2 [UNREPLIED]
                udp 17 29 src=10.1.0.999 dst=10.2.0.9 src=10.2.0.9 dst=10.1.0.9
                """);
        assertThat(parsed.value()).isEmpty();
        assertThat(parsed.unparsed()).extracting(u -> u.line()).containsExactly(3, 4);
    }

    @Test
    void goesFromOneNetworkToAnother() {
        var flow = Flow.parse("udp 17 2 src=10.1.0.9 dst=10.2.0.9 src=10.2.0.9 dst=10.1.0.9")
                .value()
                .getFirst();
        var here = List.of(Prefix.parse("10.1.0.0/16").orElseThrow());
        var there = List.of(Prefix.parse("10.2.0.0/16").orElseThrow());
        assertThat(flow.goes(here, there)).isTrue();
        assertThat(flow.goes(there, here)).isFalse();
    }
}
