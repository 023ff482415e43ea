package espy.probe.facts;

import static espy.probe.facts.SnapshotsForTests.answer;
import static espy.probe.facts.SnapshotsForTests.recorded;
import static espy.probe.facts.SnapshotsForTests.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Access;
import espy.gateway.Answer.Outcome;
import espy.probe.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which daemon there is, which tunnels, and which one a run is about. */
final class FactsReaderTest {
    private static final String RUNS = """
            unit strongswan active enabled
            unit ipsec inactive -
            process 39 charon-systemd /usr/sbin/charon-systemd
            program swanctl /usr/sbin/swanctl
            version strongSwan swanctl 5.9.8
            """;
    private static final String SOCKETS =
            "UNCONN 0 0 0.0.0.0:500 0.0.0.0:* users:((\"charon-systemd\",pid=39,fd=13))\n";

    /** Two connections, the second without an SA; SPIs are those of the kernel below. */
    private static final String CONNS =
            conn("one", "198.51.100.2", "10.2.0.0/24") + conn("two", "198.51.100.3", "dynamic");

    private static final String SAS =
            "list-sa event {one {uniqueid=1 version=2 state=ESTABLISHED local-host=203.0.113.2 "
                    + "remote-host=198.51.100.2 initiator=yes established=2 child-sas {net-1 {name=net uniqueid=2 reqid=1 state=INSTALLED "
                    + "mode=TUNNEL protocol=ESP spi-in=c8850ae9 spi-out=c3332960 local-ts=[10.1.0.0/24] remote-ts=[10.2.0.0/24]}}}}\n";

    private static final String STATES = state("203.0.113.2", "198.51.100.2", "0xc3332960", 7)
            + state("198.51.100.2", "203.0.113.2", "0xc8850ae9", 0);

    private static String conn(String name, String remote, String net) {
        return ("list-conn event {%s {local_addrs=[203.0.113.2] remote_addrs=[%s] version=IKEv2 "
                        + "children {net {mode=TUNNEL close_action=none local-ts=[10.1.0.0/24] remote-ts=[%s]}}}}\n")
                .formatted(name, remote, net);
    }

    private static String state(String src, String dst, String spi, int packets) {
        return """
                src %s dst %s
                	proto esp spi %s(1) reqid 1(0x00000001) mode tunnel
                	replay-window 32 seq 0x00000000 flag af-unspec (0x00100000)
                	enc cbc(aes) 0x00112233445566778899aabbccddeeff (128 bits)
                	lifetime current:
                	  %d(bytes), %d(packets)
                	  add 2026-01-02 03:00:00 use -
                	stats:
                	  replay-window 0 replay 0 failed 0
                """.formatted(src, dst, spi, packets * 100, packets);
    }

    private static Snapshot strongswan() {
        return recorded(
                "P02", RUNS, "P03", SOCKETS, "P04.sas", SAS, "P04.conns", CONNS, "P06.state", STATES, "P06.policy", "");
    }

    private static FactsReader read(Snapshot snapshot) {
        return FactsReader.of(snapshot, Optional.empty(), Optional.empty());
    }

    private static String sample(String name) {
        try (var in = FactsReaderTest.class.getResourceAsStream("/daemon/" + name)) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TunnelFacts chosen(int packetsIn, String startOfTwo) {
        String states = state("203.0.113.2", "198.51.100.2", "0xc3332960", 7)
                + state("198.51.100.2", "203.0.113.2", "0xc8850ae9", packetsIn);
        String config = "==> /etc/swanctl/swanctl.conf <==\nconnections { two { children { net { start_action = "
                + startOfTwo + " } } } }\n";
        return read(recorded(
                        "P02",
                        RUNS,
                        "P04.sas",
                        SAS,
                        "P04.conns",
                        CONNS,
                        "P06.state",
                        states,
                        "P06.policy",
                        "",
                        "P20",
                        config))
                .facts()
                .tunnel();
    }

    @Test
    void aStarterThatIsNotEnabledIsStillTheOneToStart() {
        String stopped = """
                unit strongswan inactive -
                unit strongswan-starter inactive disabled
                program ipsec /usr/sbin/ipsec
                program charon /usr/lib/ipsec/charon
                """;
        String config = """
                ==> /etc/ipsec.conf <==
                conn t
                    auto=start
                    left=192.0.2.1
                    right=198.51.100.2
                    leftsubnet=10.1.0.0/24
                    rightsubnet=10.2.0.0/24
                """;
        var facts = read(recorded("P02", stopped, "P20", config)).facts();
        assertThat(facts.daemon().unit()).isEqualTo("strongswan-starter");
        assertThat(facts.daemon().wanted()).contains(true);
        assertThat(facts.tunnel().name()).isEqualTo("t");
    }

    @Test
    void theTunnelInTroubleIsChosen() {
        assertThat(read(strongswan()).tunnels()).extracting(TunnelFacts::name).containsExactly("one/net", "two/net");
        assertThat(chosen(5, "start").name()).as("down").isEqualTo("two/net");
        assertThat(chosen(0, "start").name()).as("down is worse than one-way").isEqualTo("two/net");
        assertThat(chosen(0, "trap").name())
                .as("one-way is worse than waiting for traffic")
                .isEqualTo("one/net");
        assertThat(chosen(5, "none").name())
                .as("fine, while another is down on purpose")
                .isEqualTo("one/net");
        assertThat(chosen(0, "none").installed()).contains(true);
    }

    @Test
    void aNameOrAPeerChoosesAnotherOne() {
        assertThat(FactsReader.of(strongswan(), Optional.of("one"), Optional.empty())
                        .facts()
                        .tunnel()
                        .name())
                .isEqualTo("one/net");
        assertThat(FactsReader.of(strongswan(), Optional.empty(), Optional.of("198.51.100.2"))
                        .facts()
                        .tunnel()
                        .name())
                .isEqualTo("one/net");
        assertThat(FactsReader.of(strongswan(), Optional.of("three"), Optional.empty())
                        .facts()
                        .tunnel()
                        .chosen())
                .isFalse();
    }

    @Test
    void sasAreJoinedBySpi() {
        var tunnel = FactsReader.of(strongswan(), Optional.of("one"), Optional.empty())
                .facts()
                .tunnel();
        assertThat(tunnel.installed()).contains(true);
        assertThat(tunnel.packetsOut()).contains(7L);
        assertThat(tunnel.packetsIn()).contains(0L);
        assertThat(tunnel.failedIn()).contains(0L);
    }

    @Test
    void dynamicMeansTheEndItself() {
        var tunnel = FactsReader.of(strongswan(), Optional.of("two"), Optional.empty())
                .facts()
                .tunnel();
        assertThat(tunnel.remoteTs()).containsExactly("198.51.100.3/32");
    }

    @Test
    void keysAreNeverInQuotes() {
        var facts = read(strongswan()).facts();
        assertThat(facts.xfrm().statesQuote().lines()).isNotEmpty().noneMatch(l -> l.contains("00112233445566778899"));
        assertThat(facts.answers().toString()).doesNotContain("00112233445566778899");
    }

    @Test
    void theDaemonIsKnown() {
        var daemon = read(strongswan()).facts().daemon();
        assertThat(List.of(daemon.kind(), daemon.dialect(), daemon.unit()))
                .isEqualTo(List.of("strongswan", "swanctl", "strongswan"));
        assertThat(daemon.running()).contains(true);
        assertThat(daemon.several()).contains(false);
        assertThat(daemon.unitState()).contains("active");
        assertThat(daemon.owner500()).contains("charon-systemd");
        assertThat(daemon.foreign500()).contains(false);
        assertThat(daemon.processes().lines()).noneMatch(l -> l.contains("unit ipsec"));
    }

    @Test
    void libreswanIsAskedInItsOwnWay() {
        var snapshot = recorded(
                "P02",
                "process 7 pluto /usr/libexec/ipsec/pluto\nversion Linux Libreswan 4.10\n",
                "P05.status",
                sample("whack-status.txt"),
                "P05.traffic",
                sample("whack-traffic.txt"));
        var facts = read(snapshot).facts();
        assertThat(facts.daemon().kind()).isEqualTo("libreswan");
        assertThat(facts.tunnel().connectionName()).isEqualTo("site-to-site");
        assertThat(facts.ike().established()).contains(true);
    }

    @Test
    void twoDaemonsAreSeveral() {
        var facts = read(recorded("P02", RUNS + "process 40 pluto /usr/libexec/ipsec/pluto\n"))
                .facts();
        assertThat(facts.daemon().several()).contains(true);
    }

    @Test
    void aStrangerOnPort500IsNoDaemon() {
        var facts = read(recorded("P02", RUNS, "P03", SOCKETS.replace("charon-systemd", "nc")))
                .facts();
        assertThat(facts.daemon().foreign500()).contains(true);
    }

    @Test
    void whatIsInstalledIsNotNecessarilyWanted() {
        String installed = "unit strongswan inactive %s\nprogram swanctl /usr/sbin/swanctl\n";
        assertThat(read(recorded("P02", installed.formatted("disabled")))
                        .facts()
                        .daemon()
                        .wanted())
                .contains(false);
        assertThat(read(recorded("P02", installed.formatted("enabled")))
                        .facts()
                        .daemon()
                        .wanted())
                .contains(true);
        assertThat(read(recorded(
                                "P02",
                                installed.formatted("disabled"),
                                "P20",
                                "==> /etc/swanctl/conf.d/a.conf <==\nconnections { a { remote_addrs = 192.0.2.1 } }\n"))
                        .facts()
                        .daemon()
                        .wanted())
                .contains(true);
    }

    @Test
    void aConfiguredConnectionThatIsNotLoadedIsNamed() {
        String config =
                "==> /etc/swanctl/swanctl.conf <==\nconnections { one { children { net { } } } three { children { net { } } } }\n";
        var facts = read(recorded("P02", RUNS, "P04.sas", SAS, "P04.conns", CONNS, "P20", config))
                .facts();
        assertThat(facts.daemon().notLoaded()).contains(List.of("three"));
    }

    @Test
    void withoutRootNothingIsCalledNone() {
        var user = snapshot(
                Access.USER,
                true,
                List.of(
                        answer("P02", Outcome.DONE, 0, RUNS, ""),
                        answer("P06.state", Outcome.NEEDS_ROOT, -1, "", ""),
                        answer("P06.policy", Outcome.NEEDS_ROOT, -1, "", ""),
                        answer("P04.sas", Outcome.NEEDS_ROOT, -1, "", "")));
        var facts = read(user).facts();
        assertThat(facts.xfrm().states()).isEmpty();
        assertThat(facts.missing().get("xfrm.states")).isEqualTo("Only root may see the SAs");
        assertThat(facts.ike().established()).isEmpty();
        assertThat(facts.daemon().answering()).isEmpty();
        assertThat(facts.tunnel().chosen()).isFalse();
    }

    @Test
    void aTunnelThatNoDaemonNamesIsStillThere() {
        var facts = read(recorded("P06.state", STATES, "P06.policy", "")).facts();
        assertThat(facts.tunnel().chosen()).isTrue();
        assertThat(facts.tunnel().installed()).contains(true);
        assertThat(facts.daemon().kind()).isEqualTo("none");
    }

    @Test
    void linesThatNobodyUnderstandsAreKept() {
        var read = read(recorded("P06.state", STATES + "what is this\n", "P06.policy", ""));
        assertThat(read.unparsed()).extracting(u -> u.text()).containsExactly("P06.state: what is this");
    }
}
