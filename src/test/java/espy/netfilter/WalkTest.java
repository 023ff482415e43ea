package espy.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import espy.base.Prefix;
import espy.netfilter.Packet.State;
import espy.netfilter.Packet.Way;
import espy.netfilter.Walk.Passage;
import espy.netfilter.Walk.Step;
import espy.netfilter.Walk.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets on their way through rules of iptables and nftables. */
final class WalkTest {
    private static final Packet IKE_IN = in("udp", 500);
    private static final Packet NATT_IN = in("udp", 4500);
    private static final Packet ESP_IN = new Packet(
            Way.INPUT,
            Prefix.parse("198.51.100.2"),
            Prefix.parse("203.0.113.2"),
            Optional.of("esp"),
            Optional.empty(),
            Optional.empty(),
            "eth0",
            "",
            State.NEW,
            false,
            false);
    private static final Packet THROUGH = new Packet(
            Way.FORWARD,
            Prefix.parse("10.1.0.0/24"),
            Prefix.parse("10.2.0.0/24"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "eth1",
            "eth0",
            State.NEW,
            false,
            true);

    private static Packet in(String protocol, int port) {
        return new Packet(
                Way.INPUT,
                Prefix.parse("198.51.100.2"),
                Prefix.parse("203.0.113.2"),
                Optional.of(protocol),
                Optional.of(port),
                Optional.of(port),
                "eth0",
                "",
                State.NEW,
                false,
                false);
    }

    static String sample(String name) {
        try (InputStream in = Objects.requireNonNull(WalkTest.class.getResourceAsStream("/netfilter/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Table> iptables(String name) {
        var read = Iptables.parse(sample(name), false, "iptables");
        assertThat(read.unparsed()).isEmpty();
        return read.value();
    }

    private static List<Table> nft(String name) {
        var read = Nft.parse(sample(name), "nft");
        assertThat(read.unparsed()).isEmpty();
        return read.value();
    }

    /** One rule in INPUT, or in POSTROUTING of the NAT table. */
    private static List<Table> rule(String table, String chain, String rules) {
        String text = "*" + table + "\n:" + chain + " ACCEPT [0:0]\n"
                + rules.replace(";", "\n").replace("+A ", "-A " + chain + " ") + "\nCOMMIT\n";
        return Iptables.parse(text, false, "iptables").value();
    }

    private static List<Table> nftInput(String rules) {
        return Nft.parse(
                        "table inet t {\nchain in {\ntype filter hook input priority 0; policy accept;\n" + rules
                                + "\n}\n}\n",
                        "nft")
                .value();
    }

    private static String text(Passage passage) {
        return passage.decider().map(Step::text).orElse("");
    }

    @Test
    void policyDropsWhatNoRuleAccepts() {
        var tables = iptables("management.iptables.txt");
        assertThat(Walk.filter(tables, IKE_IN).verdict()).isEqualTo(Verdict.ACCEPT);
        var esp = Walk.filter(tables, ESP_IN);
        assertThat(esp.verdict()).isEqualTo(Verdict.DROP);
        assertThat(text(esp)).isEqualTo("policy DROP");
        assertThat(esp.decider().flatMap(Step::packets)).contains(41L);
        assertThat(esp.quoted()).extracting(Step::line).containsExactly(":INPUT DROP [41:6396]");
    }

    @Test
    void dockerLeavesForwardedTrafficToItsDroppingPolicy() {
        var tables = iptables("docker.iptables.txt");
        assertThat(Walk.filter(tables, THROUGH).verdict()).isEqualTo(Verdict.DROP);
        var nat = Walk.sourceNat(tables, THROUGH);
        assertThat(nat.verdict()).isEqualTo(Verdict.TRANSLATE);
        assertThat(text(nat)).isEqualTo("-A POSTROUTING -o eth0 -j MASQUERADE");
        assertThat(nat.decider().flatMap(Step::packets)).contains(3L);
    }

    @Test
    void jumpsReturnAndUserChainsDecide() {
        var tables = iptables("ufw.iptables.txt");
        var ike = Walk.filter(tables, IKE_IN);
        assertThat(ike.verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(ike.decider().map(s -> s.chain().name())).contains("ufw-user-input");
        assertThat(Walk.filter(tables, ESP_IN).verdict()).isEqualTo(Verdict.DROP);
        assertThat(Walk.filter(tables, ESP_IN.with(State.ESTABLISHED)).verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void firewalldsGotosAndSetsAreFollowed() {
        var tables = nft("firewalld.nft.txt");
        assertThat(Walk.filter(tables, IKE_IN).verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(text(Walk.filter(tables, NATT_IN))).startsWith("ip saddr @peers");
        assertThat(Walk.filter(tables, ESP_IN).verdict()).isEqualTo(Verdict.REJECT);
        assertThat(Walk.filter(tables, THROUGH).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void verdictMapsBecomeOneRulePerElement() {
        var tables = nft("gateway.nft.txt");
        assertThat(Walk.filter(tables, IKE_IN).verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(text(Walk.filter(tables, in("udp", 1500)))).startsWith("udp dport 1000-2000 drop");
        var known = Walk.filter(tables, in("udp", 1500).with(State.ESTABLISHED));
        assertThat(known.verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(text(known)).startsWith("ct state vmap");
    }

    @Test
    void chainsThatJumpToEachOtherNameEachRuleOnce() {
        String both = "-A %1$s -m mark --mark 0x1 -j DROP\n-A %1$s -j %2$s\n-A %1$s -j %2$s\n";
        var tables = Iptables.parse(
                        "*filter\n:INPUT ACCEPT [0:0]\n" + both.formatted("INPUT", "A") + both.formatted("A", "B")
                                + both.formatted("B", "A") + "COMMIT\n",
                        false,
                        "iptables")
                .value();
        var way = Walk.filter(tables, IKE_IN);
        assertThat(way.verdict()).isEqualTo(Verdict.UNSURE);
        assertThat(way.unjudged())
                .extracting(Step::text)
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(way.quoted()).hasSizeLessThanOrEqualTo(2 * 9);
    }

    @Test
    void exemptionBeforeMasqueradeKeepsTunnelTrafficAsItIs() {
        assertThat(Walk.sourceNat(nft("gateway.nft.txt"), THROUGH).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            +A -p udp -m udp --dport 500 -j DROP ~ DROP
            +A -p udp -m udp --dport 4500 -j DROP ~ ACCEPT
            +A -p 17 -j REJECT --reject-with icmp-port-unreachable ~ REJECT
            +A ! -s 198.51.100.0/24 -p udp -j DROP ~ ACCEPT
            +A -s 198.51.0.0/16 ! -i eth+ -j DROP ~ ACCEPT
            +A -i eth+ -j DROP ~ DROP
            +A -m iprange --src-range 198.51.100.1-198.51.100.9 -j DROP ~ DROP
            +A -m mark --mark 0x1/0xff -j DROP ~ UNSURE
            +A -m mark --mark 0x1/0xff -j ACCEPT;+A -j DROP ~ UNSURE
            +A -p tcp -m set --match-set bad src -j DROP ~ ACCEPT
            +A -m rpfilter --invert -j DROP ~ UNSURE
            +A -m mark --mark 0x1 -j DROP;+A -p udp -j ACCEPT ~ UNSURE
            +A -p udp -j ACCEPT;+A -m mark --mark 0x1 -j DROP ~ ACCEPT
            +A -m mark --mark 0x1 -j DROP;+A -j DROP ~ DROP
            +A -m mark --mark 0x1 -j RETURN;+A -j DROP ~ UNSURE
            +A -m limit --limit 5/min -j LOG --log-prefix "-j DROP";+A -p udp -j NFLOG ~ ACCEPT
            +A -j NFQUEUE --queue-num 0 ~ UNSURE
            +A -j nowhere ~ UNSURE
            +A -m policy --dir in --pol ipsec -j DROP ~ ACCEPT
            +A -m policy --dir in --pol none -j DROP ~ DROP
            +A -m pkttype --pkt-type broadcast -j DROP ~ ACCEPT
            +A -m addrtype ! --dst-type LOCAL -j DROP ~ ACCEPT
            """)
    void rulesOfIptablesDecideAboutIke(String rules, Verdict verdict) {
        assertThat(Walk.filter(rule("filter", "INPUT", rules.strip()), IKE_IN).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            +A -o eth0 -j MASQUERADE ~ TRANSLATE
            +A -o eth2 -j MASQUERADE ~ ACCEPT
            +A -o eth0 -m policy --dir out --pol none -j MASQUERADE ~ ACCEPT
            +A -m policy --dir out --pol ipsec -j ACCEPT;+A -o eth0 -j MASQUERADE ~ ACCEPT
            +A -s 10.1.0.0/24 -d 10.2.0.0/24 -j RETURN;+A -o eth0 -j SNAT --to-source 203.0.113.2 ~ ACCEPT
            +A -s 10.1.0.0/25 -d 10.2.0.0/24 -j ACCEPT;+A -o eth0 -j MASQUERADE ~ TRANSLATE
            +A ! -d 10.0.0.0/8 -o eth0 -j MASQUERADE ~ ACCEPT
            +A -p tcp -m tcp --dport 80 -j MASQUERADE ~ TRANSLATE
            +A -m mark --mark 0x1 -j MASQUERADE ~ UNSURE
            +A -m mark --mark 0x1 -j ACCEPT;+A -j MASQUERADE ~ UNSURE
            """)
    void natRulesTranslateTunnelTrafficOrNot(String rules, Verdict verdict) {
        assertThat(Walk.sourceNat(rule("nat", "POSTROUTING", rules.strip()), THROUGH)
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            udp dport { 500, 4500 } drop ~ DROP
            udp dport isakmp drop ~ DROP
            meta l4proto esp drop ~ ACCEPT
            ip saddr != 198.51.100.2 drop ~ ACCEPT
            ip6 saddr ::/0 drop ~ ACCEPT
            meta nfproto ipv6 drop ~ ACCEPT
            ip saddr @gone drop ~ UNSURE
            ip saddr . udp dport { 198.51.100.2 . 500 } drop ~ UNSURE
            fib saddr . iif oif missing drop ~ UNSURE
            fib daddr type local drop ~ DROP
            ct original ip saddr 192.0.2.1 drop ~ UNSURE
            meta mark set 0x00000001 accept ~ ACCEPT
            meta ipsec missing udp dport 500 counter packets 3 bytes 9 reject with icmp port-unreachable ~ REJECT
            xt match "policy" counter packets 0 bytes 0 drop ~ UNSURE
            log prefix "drop all: " group 2 ~ ACCEPT
            udp dport vmap { 500 : drop, 4500 : accept } ~ DROP
            iifname "eth*" udp sport 1-1023 drop comment "low ports" ~ DROP
            limit rate over 5/minute burst 5 packets drop ~ UNSURE
            queue num 0 ~ UNSURE
            """)
    void rulesOfNftDecideAboutIke(String rule, Verdict verdict) {
        assertThat(Walk.filter(nftInput(rule), IKE_IN).verdict()).isEqualTo(verdict);
    }

    @Test
    void onlySomeAreDropped() {
        var some = Walk.filter(rule("filter", "FORWARD", "+A -s 10.1.0.64/26 -j DROP"), THROUGH);
        assertThat(some.verdict()).isEqualTo(Verdict.UNSURE);
        assertThat(text(some)).isEqualTo("-A FORWARD -s 10.1.0.64/26 -j DROP");
        assertThat(some.unjudged()).isEmpty();
    }

    @Test
    void laterHooksAndTablesDropToo() {
        var tables = rule("raw", "PREROUTING", "+A -p esp -j DROP");
        assertThat(Walk.filter(tables, ESP_IN).verdict()).isEqualTo(Verdict.DROP);
        assertThat(Walk.filter(tables, IKE_IN).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void sleepingTablesDoNothing() {
        var text =
                "table inet t {\n\tflags dormant\n\tchain in {\ntype filter hook input priority 0; policy drop;\n}\n}\n";
        assertThat(Walk.filter(Nft.parse(text, "nft").value(), IKE_IN).verdict())
                .isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void chainsThatCallEachOtherForeverEnd() {
        var text = "*filter\n:INPUT ACCEPT [0:0]\n:a - [0:0]\n-A INPUT -j a\n-A a -j a\n-A a -j a\nCOMMIT\n";
        var tables = Iptables.parse(text, false, "iptables").value();
        assertThat(Walk.filter(tables, IKE_IN).verdict()).isEqualTo(Verdict.UNSURE);
    }

    @Test
    void rulesForProgramsAreReported() {
        assertThat(Walk.filter(nftInput("queue num 0"), IKE_IN).unjudged())
                .extracting(Step::text)
                .containsExactly("queue num 0");
    }

    @Test
    void blocksOfOtherKindsAreSteppedOver() {
        var text = """
                table inet t { # progname firewalld
                \tflags owner
                \tct helper sip {
                \t\ttype "sip" protocol udp
                \t}
                \tchain in {
                \t\ttype filter hook input priority filter; policy drop;
                \t}
                }
                """;
        assertThat(Walk.filter(Nft.parse(text, "nft").value(), IKE_IN).verdict())
                .isEqualTo(Verdict.DROP);
    }

    /** A cut answer may end anywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"firewalld.nft.txt", "gateway.nft.txt", "ufw.iptables.txt", "docker.iptables.txt"})
    void textMayEndAnywhere(String name) {
        String text = sample(name);
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            var tables = name.contains("nft")
                    ? Nft.parse(cut, "x").value()
                    : Iptables.parse(cut, false, "x").value();
            assertThat(Walk.filter(tables, ESP_IN).quoted().size()).isLessThan(10);
        }
    }

    @Test
    void whatIsNoRuleIsKept() {
        assertThat(Iptables.parse("*filter\nhello\nCOMMIT\n", false, "x").unparsed())
                .extracting(u -> u.line() + " " + u.text())
                .containsExactly("2 hello");
        assertThat(Nft.parse("hello\n", "x").unparsed()).hasSize(1);
    }
}
