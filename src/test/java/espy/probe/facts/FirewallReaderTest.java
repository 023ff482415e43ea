package espy.probe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Answer.Outcome;
import espy.gateway.Look;
import espy.probe.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the packet filter does with a tunnel's packets. */
final class FirewallReaderTest {
    private static final TunnelFacts TUNNEL = tunnel();
    private static final String ROUTES = """
            default via 203.0.113.1 dev eth0
            10.1.0.0/24 dev eth1 proto kernel scope link src 10.1.0.1
            10.2.0.0/24 via 203.0.113.1 dev eth0 table 220 proto static src 10.1.0.1
            172.17.0.0/16 dev docker0 proto kernel scope link src 172.17.0.1
            local 203.0.113.2 dev eth0 table local proto kernel scope host src 203.0.113.2
            """;

    private final Map<String, String> missing = new HashMap<>();

    private static TunnelFacts tunnel(Object... changes) {
        var facts = FactsForTests.with(
                "tunnel.peer", "198.51.100.2",
                "tunnel.local", "203.0.113.2",
                "tunnel.mode", "tunnel",
                "tunnel.localTs", List.of("10.1.0.0/24"),
                "tunnel.remoteTs", List.of("10.2.0.0/24[tcp]"));
        return FactsForTests.with(facts, changes).tunnel();
    }

    private static String sample(String name) {
        try (InputStream in =
                Objects.requireNonNull(FirewallReaderTest.class.getResourceAsStream("/netfilter/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(String id, Outcome outcome, String out) {
        int exit = outcome == Outcome.DONE ? 0 : -1;
        return new Answer(id, "true", Instant.EPOCH, Duration.ZERO, outcome, exit, false, out, "");
    }

    /** Probes and what they printed, in turn; the routes are always there, other programs are not installed. */
    private static Snapshot snapshot(String... printed) {
        var answers = new ArrayList<Answer>();
        answers.add(answer("P09.route", Outcome.DONE, ROUTES));
        for (int i = 0; i < printed.length; i += 2) {
            answers.add(answer(printed[i], Outcome.DONE, printed[i + 1]));
        }
        for (String id : List.of("P11.iptables", "P11.ip6tables", "P11.legacy", "P11.nft")) {
            if (!List.of(printed).contains(id)) {
                answers.add(answer(id, Outcome.NOT_INSTALLED, ""));
            }
        }
        return of(answers);
    }

    private static Snapshot of(List<Answer> answers) {
        return Snapshot.of("gw", new Look(Access.ROOT, "root", Instant.EPOCH, answers), false);
    }

    private FirewallFacts read(String... printed) {
        return FirewallReader.of(snapshot(printed), TUNNEL, missing, new Unread());
    }

    private static String verdict(Optional<FirewallFacts.Walk> walk) {
        return walk.map(FirewallFacts.Walk::verdict).orElse("absent");
    }

    private static String filter(String rules) {
        return "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n" + rules + "COMMIT\n";
    }

    @Test
    void inputThatForgetsEspStopsThePeersEsp() {
        var facts = read("P11.iptables", sample("management.iptables.txt"));
        assertThat(verdict(facts.ikeIn())).isEqualTo("accept");
        assertThat(verdict(facts.nattIn())).isEqualTo("accept");
        assertThat(facts.espIn())
                .contains(new FirewallFacts.Walk(
                        "drop",
                        "filter INPUT",
                        "policy DROP",
                        41,
                        Quote.of("P11.iptables", List.of(":INPUT DROP [41:6396]"))));
        assertThat(verdict(facts.espOut())).isEqualTo("accept");
        assertThat(facts.active()).contains(true);
    }

    @Test
    void tcpAloneMayBeStopped() {
        String rules = "*filter\n:FORWARD ACCEPT [0:0]\n[3:180] -A FORWARD -d 10.0.0.0/8 -p %s -j DROP\nCOMMIT\n";
        var facts = read("P11.iptables", rules.formatted("tcp"));
        assertThat(verdict(facts.forwardOut())).isEqualTo("unsure");
        assertThat(facts.tcpOut().map(FirewallFacts.Walk::packets)).contains(3L);
        assertThat(verdict(facts.tcpOut())).isEqualTo("drop");
        assertThat(verdict(read("P11.iptables", rules.formatted("udp")).tcpOut()))
                .isEqualTo("accept");
        assertThat(verdict(
                        read("P11.iptables", rules.formatted("tcp --dport 23")).tcpOut()))
                .as("some of it passes")
                .isEqualTo("unsure");
    }

    @Test
    void espInsideOfUdpNeedsOnlyPort4500() {
        var snapshot = snapshot("P11.iptables", sample("management.iptables.txt"));
        var facts = FirewallReader.of(snapshot, tunnel("tunnel.udpEncap", true), missing, new Unread());
        assertThat(verdict(facts.espIn())).isEqualTo("accept");
    }

    @Test
    void answersHelpNobodyWhenNeitherSideMayStart() {
        var facts = read("P11.iptables", sample("management.iptables.txt"));
        assertThat(verdict(facts.forwardOut())).isEqualTo("drop");
        assertThat(verdict(facts.forwardIn())).isEqualTo("drop");
    }

    @Test
    void answersMayPassWhenTheOtherSideStarts() {
        var facts = read("P11.iptables", filter("""
                -A FORWARD -m state --state RELATED,ESTABLISHED -j ACCEPT
                -A FORWARD -i eth1 -j ACCEPT
                """));
        assertThat(verdict(facts.forwardOut())).isEqualTo("accept");
        assertThat(verdict(facts.forwardIn())).isEqualTo("unsure");
    }

    @Test
    void ruleAgainstIkeIsNamed() {
        var facts = read("P11.iptables", filter("""
                [4:1500] -A INPUT -p udp -m udp --dport 500 -j DROP
                [6:2500] -A OUTPUT -p udp -m udp --dport 500 -j REJECT --reject-with icmp-port-unreachable
                """));
        assertThat(facts.ikeIn().map(FirewallFacts.Walk::rule)).contains("-A INPUT -p udp -m udp --dport 500 -j DROP");
        assertThat(facts.ikeIn().map(FirewallFacts.Walk::packets)).contains(4L);
        assertThat(verdict(facts.ikeIn())).isEqualTo("drop");
        assertThat(verdict(facts.ikeOut())).isEqualTo("reject");
        assertThat(verdict(facts.nattOut())).isEqualTo("accept");
    }

    @Test
    void firewalldMayLetAnswersIn() {
        var facts = read("P11.nft", sample("firewalld.nft.txt"));
        assertThat(verdict(facts.ikeIn())).isEqualTo("accept");
        assertThat(verdict(facts.espIn())).isEqualTo("unsure");
        assertThat(facts.espIn().map(FirewallFacts.Walk::chain)).contains("inet firewalld filter_INPUT");
        assertThat(verdict(facts.forwardOut())).isEqualTo("accept");
        assertThat(facts.notUnderstood()).isEmpty();
        assertThat(facts.mssClamp()).contains(false);
    }

    @Test
    void masqueradeHitsTunnelTraffic() {
        var facts = read("P11.iptables", sample("docker.iptables.txt"));
        assertThat(facts.natted())
                .contains(new FirewallFacts.Nat(
                        true,
                        "-A POSTROUTING -o eth0 -j MASQUERADE",
                        "nat POSTROUTING",
                        3,
                        Quote.of("P11.iptables", List.of("[3:252] -A POSTROUTING -o eth0 -j MASQUERADE"))));
    }

    @Test
    void exemptionIsShownAmongTheRules() {
        var facts = read("P11.nft", sample("gateway.nft.txt"));
        assertThat(facts.natted().map(FirewallFacts.Nat::hit)).contains(false);
        assertThat(facts.natted().map(n -> n.quote().lines().size())).contains(2);
        assertThat(facts.mssClamp()).contains(true);
    }

    @Test
    void tablesThatNftShowsAgainAreWalkedOnce() {
        var facts = read("P11.iptables", sample("management.iptables.txt"), "P11.nft", sample("management.nft.txt"));
        assertThat(verdict(facts.ikeIn())).isEqualTo("accept");
        assertThat(facts.notUnderstood()).isEmpty();
        var alone = read("P11.nft", sample("management.nft.txt"));
        assertThat(verdict(alone.ikeIn())).isEqualTo("drop");
        assertThat(alone.notUnderstood()).hasSize(1);
    }

    @Test
    void oldTablesBesideTheNewOnesAreWalkedToo() {
        String old = filter("-A INPUT -p udp -m udp --dport 500 -j DROP\n");
        String fresh = "# Generated by iptables-save v1.8.9 (nf_tables) on Tue Nov 24 03:17:52 2026\n";
        assertThat(verdict(read("P11.iptables", fresh, "P11.legacy", old).ikeIn()))
                .isEqualTo("drop");
        assertThat(verdict(read("P11.iptables", filter(""), "P11.legacy", old).ikeIn()))
                .isEqualTo("accept");
    }

    @Test
    void noRulesLetAllThrough() {
        var facts = read("P11.nft", "");
        assertThat(facts.ikeIn()).contains(new FirewallFacts.Walk("accept", "", "", 0, Quote.of("P11.nft", List.of())));
        assertThat(facts.active()).contains(false);
        assertThat(facts.natted().map(FirewallFacts.Nat::hit)).contains(false);
        assertThat(missing).containsOnlyKeys("firewall.staleNat");
    }

    @Test
    void withoutToolsNothingIsSaid() {
        var facts = read();
        assertThat(verdict(facts.ikeOut())).isEqualTo("absent");
        assertThat(facts.active()).isEmpty();
        assertThat(facts.natted()).isEmpty();
        assertThat(missing.get("firewall")).contains("no firewall tools");
    }

    @Test
    void onlyRootMaySeeTheRules() {
        var snapshot = of(List.of(answer("P11.iptables", Outcome.NEEDS_ROOT, "")));
        FirewallReader.of(snapshot, TUNNEL, missing, new Unread());
        assertThat(missing.get("firewall")).contains("Only root");
        assertThat(missing.get("firewall.espIn")).contains("Only root");
    }

    @Test
    void cutRulesProveNothing() {
        var cut = new Answer(
                "P11.nft", "true", Instant.EPOCH, Duration.ZERO, Outcome.DONE, 0, true, "table inet t {\n}\n", "");
        var facts = FirewallReader.of(of(List.of(cut)), TUNNEL, missing, new Unread());
        assertThat(verdict(facts.ikeOut())).isEqualTo("unsure");
        assertThat(missing.get("firewall")).contains("cut");
    }

    @Test
    void ipv6NeedsItsOwnRules() {
        var six = tunnel("tunnel.peer", "2001:db8::2", "tunnel.local", "2001:db8::1");
        var four =
                FirewallReader.of(snapshot("P11.iptables", filter("-A INPUT -j DROP\n")), six, missing, new Unread());
        assertThat(verdict(four.ikeIn())).isEqualTo("absent");
        assertThat(missing.get("firewall.ikeIn")).contains("IP version");
        var both =
                FirewallReader.of(snapshot("P11.ip6tables", filter("-A INPUT -j DROP\n")), six, missing, new Unread());
        assertThat(verdict(both.ikeIn())).isEqualTo("drop");
    }

    @Test
    void transportModeForwardsNothingAndNamesHaveNoAddress() {
        var odd = tunnel("tunnel.peer", "peer.example.org", "tunnel.mode", "transport");
        var facts = FirewallReader.of(snapshot("P11.nft", ""), odd, missing, new Unread());
        assertThat(verdict(facts.forwardOut())).isEqualTo("absent");
        assertThat(missing.get("firewall.forwardOut")).isEqualTo("Transport mode forwards nothing");
        assertThat(missing.get("firewall.ikeOut")).contains("peer.example.org");
    }

    @Test
    void translatedConnectionsIntoTheTunnelAreFound() {
        String stale = "icmp     1 29 src=10.1.0.10 dst=10.2.0.10 type=8 code=0 id=7 [UNREPLIED] "
                + "src=10.2.0.10 dst=203.0.113.2 type=0 code=0 id=7 mark=0 use=1";
        String plain = "udp      17 29 src=10.1.0.11 dst=10.2.0.10 sport=9 dport=9 "
                + "src=10.2.0.10 dst=10.1.0.11 sport=9 dport=9 mark=0 use=1";
        String other = "udp      17 29 src=10.1.0.11 dst=192.0.2.9 sport=9 dport=9 "
                + "src=192.0.2.9 dst=203.0.113.2 sport=9 dport=9 mark=0 use=1";
        var facts = read("P11.nft", "", "P15", String.join("\n", plain, stale, other));
        assertThat(facts.staleNat()).contains(List.of(stale));
        assertThat(facts.conntrack()).isEqualTo(Quote.of("P15", List.of(stale)));
    }
}
