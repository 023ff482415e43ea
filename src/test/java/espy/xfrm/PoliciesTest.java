package espy.xfrm;

import static org.assertj.core.api.Assertions.assertThat;

import espy.base.Unparsed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies as iproute2 from 2.6.31 to 7.1 prints them. */
final class PoliciesTest {
    private static final String HEAD = "src 10.1.0.0/16 dst 10.2.0.0/24 \n\t";

    @Test
    void policiesOfADaemonAndItsSockets() {
        var all = Samples.policies(Samples.text("policies.txt"));
        assertThat(all).hasSize(11);
        var tunnel = all.stream().filter(p -> !p.socket()).toList();
        assertThat(tunnel).extracting(Policy::dir).containsExactly("fwd", "in", "out");
        assertThat(tunnel).extracting(Policy::priority).containsOnly(375423L);
        assertThat(tunnel.getLast().templates())
                .containsExactly(
                        new Template("10.9.0.1", "10.9.0.2", "esp", Optional.empty(), 1, "tunnel", "required"));
    }

    @Test
    void statisticsAndBundleOfTransforms() {
        var p = Samples.policies("""
                src 10.1.0.0/16 dst 10.2.0.0/24 uid 0
                \tsecurity context system_u:object_r:ipsec_spd_t:s0\s
                \tdir out action allow index 9 priority 375423 ptype main share any flag localok icmp (0x00000011)
                \tlifetime config:
                \t  limit: soft (INF)(bytes), hard (INF)(bytes)
                \t  limit: soft (INF)(packets), hard (INF)(packets)
                \t  expire add: soft 0(sec), hard 60(sec)
                \t  expire use: soft 0(sec), hard 0(sec)
                \tlifetime current:
                \t  0(bytes), 0(packets)
                \t  add 2023-11-14 22:13:20 use 2023-11-15 01:02:03
                \tmark 0x2a/0xff\s
                \ttmpl src 192.0.2.1 dst 198.51.100.2
                \t\tproto comp spi 0x00000000(0) reqid 16390(0x00004006) mode tunnel
                \t\tlevel use share any\s
                \t\tenc-mask ffffffff auth-mask ffffffff comp-mask ffffffff
                \ttmpl src 0.0.0.0 dst 0.0.0.0
                \t\tproto esp spi 0xc1234567(3240314215) reqid 16389(0x00004005) mode transport
                \t\tlevel required share any\s
                \t\tenc-mask ffffffff auth-mask ffffffff comp-mask ffffffff
                \tcrypto offload parameters: dev eth0 mode packet
                \tif_id 0x2a
                """).getFirst();
        assertThat(p.selector().uid()).isEmpty();
        assertThat(p.index()).contains(9L);
        assertThat(p.share()).contains("any");
        assertThat(p.flags()).containsExactly("localok", "icmp");
        assertThat(p.limits().orElseThrow().hardAdd()).contains(60L);
        assertThat(p.added()).contains("2023-11-14 22:13:20");
        assertThat(p.lastUsed()).contains("2023-11-15 01:02:03");
        assertThat(p.mark()).contains(new Mark(0x2a, 0xff));
        assertThat(p.ifId()).contains(42L);
        assertThat(p.securityContext()).contains("system_u:object_r:ipsec_spd_t:s0");
        assertThat(p.offload()).contains(new Offload("eth0", Optional.empty(), Optional.of("packet")));
        assertThat(p.templates())
                .containsExactly(
                        new Template("192.0.2.1", "198.51.100.2", "comp", Optional.empty(), 16390, "tunnel", "use"),
                        new Template(
                                "0.0.0.0", "0.0.0.0", "esp", Optional.of(0xc1234567L), 16389, "transport", "required"));
        assertThat(p.lines()).hasSize(22);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // line | direction | socket | action | priority | type
                "dir out priority 375423 ptype main |out|false|allow|375423|main",
                "dir fwd action block priority 5 |fwd|false|block|5|",
                "socket in priority 0 ptype main |in|true|allow|0|main",
                "dir 3 priority 0 ptype main |in|true|allow|0|main",
                "dir 4 priority 0 |out|true|allow|0|",
                "dir 7 priority 1 ptype 9 |7|false|allow|1|9",
                "dir in priority 4294967295 ptype sub |in|false|allow|4294967295|sub"
            })
    void directionLines(String line, String dir, boolean socket, String action, long priority, String ptype) {
        var p = Samples.policies(HEAD + line + "\n").getFirst();
        assertThat(p.dir()).isEqualTo(dir);
        assertThat(p.socket()).isEqualTo(socket);
        assertThat(p.action()).isEqualTo(action);
        assertThat(p.priority()).isEqualTo(priority);
        assertThat(p.ptype()).isEqualTo(Optional.ofNullable(ptype));
        assertThat(p.bypass()).isEqualTo(action.equals("allow"));
    }

    @Test
    void unknownFlagBitsAreKept() {
        var p = Samples.policies(HEAD + "dir out priority 1 ptype main flag localok 14\n")
                .getFirst();
        assertThat(p.flags()).containsExactly("localok", "cpu-acquire", "0x10");
    }

    @Test
    void oneLineFormGivesTheSamePolicies() {
        String text = Samples.text("policies.txt");
        String oneLine = text.replace("\n", "\\").replace("\\src", "\\\nsrc") + "\n";
        assertThat(Samples.policies(oneLine)).isEqualTo(Samples.policies(text));
    }

    @Test
    void statesAndStatisticsAreFoundInTheSameText() {
        var read = XfrmText.parse(
                Samples.text("esn.txt") + Samples.text("policies.txt") + "XfrmInError             \t3\nXfrmNew 0\n");
        assertThat(read.unparsed()).isEmpty();
        assertThat(read.value().states()).hasSize(2);
        assertThat(read.value().policies()).hasSize(11);
        assertThat(List.copyOf(read.value().stat().entrySet()).toString()).isEqualTo("[XfrmInError=3, XfrmNew=0]");
    }

    @Test
    void whatIsNotUnderstoodIsKeptWithItsLine() {
        var read = Policies.parse(HEAD
                + "dir out priority 1 \n\t\tproto esp reqid 1 mode tunnel\n\ttmpl src 192.0.2.1\n\tsomething new\n"
                + "src 10.1.0.0/16 dst 10.3.0.0/16 proto tcp odd 1\n\tdir out priority 2 \n");
        assertThat(read.value()).extracting(Policy::priority).containsExactly(1L, 2L);
        assertThat(read.unparsed()).extracting(Unparsed::line).containsExactly(3, 4, 5, 6);
    }

    @Test
    void countersKeepTheKernelsOrderAndBadOnesAreTold() {
        var read = XfrmStat.parse("XfrmOutError 18446744073709551615\nXfrmInError \t2\nXfrmInNoPols x\nother 1\n");
        assertThat(read.value().keySet()).containsExactly("XfrmOutError", "XfrmInError");
        assertThat(read.value()).containsEntry("XfrmOutError", Long.MAX_VALUE);
        assertThat(read.unparsed()).extracting(Unparsed::line).containsExactly(3, 4);
    }
}
