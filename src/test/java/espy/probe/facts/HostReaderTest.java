package espy.probe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import espy.base.Address;
import espy.gateway.Access;
import espy.gateway.Answer;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HostReaderTest {
    private static final String ADDRESSES = """
            1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever
            2: wan    inet 192.0.2.1/24 brd 192.0.2.255 scope global wan\\       valid_lft forever
            3: lan    inet 10.1.0.1/16 brd 10.1.255.255 scope global lan\\       valid_lft forever
            """;

    private static final String ROUTES = """
            10.2.0.0/16 via 192.0.2.254 dev wan table 220 proto static src 10.1.0.1
            default via 192.0.2.254 dev wan
            10.1.0.0/16 dev lan proto kernel scope link src 10.1.0.1
            192.0.2.0/24 dev wan proto kernel scope link src 192.0.2.1
            """;

    private static final String SETTINGS = """
            net.ipv4.ip_forward = 1
            net.ipv6.conf.all.forwarding = 0
            net.ipv4.conf.all.rp_filter = 0
            net.ipv4.conf.lan.rp_filter = 1
            net.ipv4.conf.lo.rp_filter = 1
            net.ipv4.conf.vti0.rp_filter = 1
            net.ipv4.conf.wan.rp_filter = 1
            net.ipv4.conf.branch.rp_filter = 2
            net.ipv4.conf.all.disable_xfrm = 0
            net.ipv4.conf.default.disable_xfrm = 1
            net.ipv4.conf.lo.disable_xfrm = 1
            net.ipv4.conf.wan.disable_xfrm = 1
            net.ipv4.conf.all.disable_policy = 0
            net.ipv4.conf.branch.disable_policy = 1
            net.ipv4.conf.lan.disable_policy = 1
            net.ipv4.conf.lo.disable_policy = 1
            net.ipv4.conf.vti0.disable_policy = 1
            """;

    private static final String LINKS = """
            5: branch@NONE: <POINTOPOINT,NOARP,UP,LOWER_UP> mtu 1480
                link/ipip 192.0.2.1 peer 198.51.100.2 promiscuity 0
                vti remote 198.51.100.2 local 192.0.2.1 ikey 0.0.0.42 okey 0.0.0.42
            """;

    private final TreeMap<String, String> missing = new TreeMap<>();

    @Test
    void forwardingOfTheFamilyInTheTunnel() {
        assertThat(read(tunnel(), "P12", SETTINGS).forwarding()).contains(true);
        assertThat(read(tunnel("remoteTs", List.of("fd00:2::/64")), "P12", SETTINGS)
                        .forwarding())
                .contains(false);
        assertThat(read(tunnel(), "P12", "net.ipv4.ip_forward = 0\nnet.ipv4.conf.lan.forwarding = 0\n")
                        .forwarding())
                .contains(false);
    }

    @Test
    void forwardingOnSingleInterfacesIsNoVerdict() {
        assertThat(read(tunnel(), "P12", "net.ipv4.ip_forward = 0\nnet.ipv4.conf.lan.forwarding = 1\n")
                        .forwarding())
                .isEmpty();
        assertThat(missing.get("host.forwarding")).contains("lan");
    }

    @Test
    void localAddressPresent() {
        assertThat(read(tunnel(), "P09.addr", ADDRESSES).localPresent()).contains(true);
        assertThat(read(tunnel("local", "192.0.2.9"), "P09.addr", ADDRESSES).localPresent())
                .contains(false);
        for (String open : List.of("", "%any", "moon.example", "0.0.0.0", "::")) {
            missing.clear();
            assertThat(read(tunnel("local", open), "P09.addr", ADDRESSES).localPresent())
                    .as(open)
                    .isEmpty();
            assertThat(missing).containsKey("host.localPresent");
        }
    }

    @Test
    void localInnerAddress() {
        assertThat(read(tunnel("localTs", List.of("10.1.0.0/16[tcp/80]")), "P09.addr", ADDRESSES)
                        .localInner())
                .contains("10.1.0.1");
        assertThat(read(tunnel("localTs", List.of("0.0.0.0/0")), "P09.addr", ADDRESSES)
                        .localInner())
                .contains("10.1.0.1");
        assertThat(read(tunnel("localTs", List.of("10.7.0.0/16")), "P09.addr", ADDRESSES)
                        .localInner())
                .contains("");
        assertThat(read(tunnel("localTs", List.of("dynamic")), "P09.addr", ADDRESSES)
                        .localInner())
                .isEmpty();
    }

    @Test
    void kernelsOwnAnswerForThePeerGoesFirst() {
        String answer = """
                peer 198.51.100.2
                198.51.100.2 via 192.0.2.253 dev wan2 src 192.0.2.1 uid 0
                    cache
                """;
        assertThat(read(tunnel(), "P10", answer, "P09.route", ROUTES).routeToPeer())
                .contains("wan2");
        assertThat(read(tunnel(), "P09.route", ROUTES).routeToPeer()).contains("wan");
        assertThat(read(tunnel("peer", "moon.example"), "P09.route", ROUTES).routeToPeer())
                .isEmpty();
    }

    @Test
    void unreachablePeerIsQuotedAsTheKernelSaidIt() {
        // the last `ip route get` failed, so the probe as a whole did
        var refused = SnapshotsForTests.answer(
                "P10",
                Answer.Outcome.DONE,
                2,
                "peer 203.0.113.9\nRTNETLINK answers: Network is unreachable\npeer 198.51.100.2\nRTNETLINK answers: Network is unreachable\n",
                "");
        var answers = new ArrayList<>(SnapshotsForTests.answers("P09.route", ROUTES));
        answers.add(refused);
        var host = HostReader.of(
                SnapshotsForTests.snapshot(Access.ROOT, false, answers),
                tunnel(),
                Optional.empty(),
                missing,
                new Unread());
        assertThat(host.routeToPeer()).contains("");
        assertThat(host.routes().probe()).isEqualTo("P10");
        assertThat(host.routes().lines())
                .containsExactly("peer 198.51.100.2", "RTNETLINK answers: Network is unreachable");
    }

    @Test
    void routeToTheRemoteNetwork() {
        assertThat(read(tunnel(), "P09.route", ROUTES).routeInner()).contains("wan");
        var none = read(tunnel(), "P09.route", "10.1.0.0/16 dev lan proto kernel\n");
        assertThat(none.routeInner()).contains("");
        assertThat(none.routes().lines()).isNotEmpty();
        assertThat(read(tunnel("mode", "transport"), "P09.route", ROUTES).routeInner())
                .isEmpty();
        assertThat(missing.get("host.routeInner")).contains("transport");
    }

    @Test
    void cutListOfRoutesProvesNothing() {
        var full =
                SnapshotsForTests.answers("P09.route", "10.1.0.0/16 dev lan\n").getFirst();
        var cut = new Answer(
                full.id(), full.command(), full.at(), full.took(), full.outcome(), 0, true, full.out(), full.err());
        var host = HostReader.of(
                SnapshotsForTests.snapshot(Access.ROOT, false, List.of(cut)),
                tunnel(),
                Optional.empty(),
                missing,
                new Unread());
        assertThat(host.routeToPeer()).isEmpty();
        assertThat(missing.get("host.routeInner")).contains("cut");
    }

    @Test
    void neighbourOfTheNextHop() {
        assertThat(read(tunnel(), "P09.route", ROUTES, "P21", "192.0.2.254 dev wan  FAILED\n")
                        .peerUnreachable())
                .contains(true);
        assertThat(read(tunnel(), "P09.route", ROUTES, "P21", "192.0.2.254 dev wan lladdr 02:00:00:00:00:01 STALE\n")
                        .peerUnreachable())
                .contains(false);
        assertThat(read(tunnel("peer", "192.0.2.2"), "P09.route", ROUTES, "P21", "192.0.2.2 dev wan INCOMPLETE\n")
                        .peerUnreachable())
                .contains(true);
        assertThat(read(tunnel(), "P09.route", ROUTES, "P21", "10.1.0.9 dev lan FAILED\n")
                        .peerUnreachable())
                .isEmpty();
    }

    @Test
    void switchesThatKeepPacketsFromIpsec() {
        var host = read(tunnel(), "P12", SETTINGS, "P09.link", LINKS, "P09.route", ROUTES);
        assertThat(host.rpFilterStrict().orElseThrow()).containsExactlyInAnyOrder("vti0", "wan");
        assertThat(host.disableXfrm()).contains(List.of("wan"));
        assertThat(host.disablePolicy()).contains(List.of("lan"));
        assertThat(host.sysctl().lines())
                .contains("net.ipv4.ip_forward = 1", "net.ipv4.conf.wan.disable_xfrm = 1")
                .doesNotContain("net.ipv4.conf.branch.disable_policy = 1", "net.ipv4.conf.lo.disable_xfrm = 1");
    }

    @Test
    void looseFilterForAllOverridesStrictOnes() {
        String loose = SETTINGS.replace("all.rp_filter = 0", "all.rp_filter = 2");
        assertThat(read(tunnel(), "P12", loose, "P09.route", ROUTES).rpFilterStrict())
                .contains(List.of());
    }

    @Test
    void stateOfTheMachine() {
        var host = read(
                tunnel(),
                "P14.df",
                """
                Filesystem 1024-blocks Used Available Capacity Mounted on
                /dev/vda 1000 1000 0 100% /var/log
                /dev/vdb 1000 10 990 1% /srv
                /dev/loop1 10 10 0 100% /snap/core/1

                Filesystem Inodes IUsed IFree IUse% Mounted on
                /dev/vda 100 3 97 3% /var/log
                /dev/vdb 100 99 1 99% /srv
                """,
                "P14.time",
                "Timezone=UTC\nNTPSynchronized=no\n",
                "P14.memory",
                "MemTotal: 1000 kB\nMemFree: 10 kB\nMemAvailable: 255 kB\n",
                "P14.load",
                "3.00 1.00 0.50 1/234 5678\ncpus 2\n12345.67 20000.00\n",
                "P14.fips",
                "1\n",
                "P08",
                "#kernel\nIpInReceives 10 0.0\nTcpExtIPReversePathFilter 12 0.0\nIpFragFails 0 0.0\n");
        assertThat(host.diskFull()).contains(List.of("/var/log", "/srv"));
        assertThat(host.disk().lines())
                .containsExactly("/dev/vda 1000 1000 0 100% /var/log", "/dev/vdb 100 99 1 99% /srv");
        assertThat(host.clockSynced()).contains(false);
        assertThat(host.memoryFreePercent()).contains(26L);
        assertThat(host.load()).contains(1.5);
        assertThat(host.fips()).contains(true);
        assertThat(host.nstat().orElseThrow()).containsEntry("TcpExtIPReversePathFilter", 12L);
        assertThat(host.nstatQuote().lines()).containsExactly("TcpExtIPReversePathFilter 12 0.0");
    }

    @Test
    void everyAbsentFactHasItsReason() throws ReflectiveOperationException {
        var host = HostReader.of(
                SnapshotsForTests.recorded(),
                FactsForTests.absent(TunnelFacts.class),
                Optional.empty(),
                missing,
                new Unread());
        var absent = new ArrayList<String>();
        for (RecordComponent c : HostFacts.class.getRecordComponents()) {
            if (c.getType() == Optional.class) {
                assertThat(c.getAccessor().invoke(host)).as(c.getName()).isEqualTo(Optional.empty());
                absent.add("host." + c.getName());
            }
        }
        assertThat(missing.keySet()).containsExactlyInAnyOrderElementsOf(absent);
        assertThat(missing.get("host.disableXfrm")).isEqualTo("The kernel's settings were not asked for in this look");
    }

    @Test
    void theRouteIsThatOfTheHostThatWasNamed() {
        var snapshot = SnapshotsForTests.recorded("P09.route", ROUTES + "blackhole 10.2.0.10 table 220\n");
        var host = HostReader.of(snapshot, tunnel(), Address.parse("10.2.0.10"), missing, new Unread());
        assertThat(host.routeInner()).contains("");
        assertThat(host.routeTarget()).isEqualTo("10.2.0.10");
        var network = HostReader.of(snapshot, tunnel(), Optional.empty(), missing, new Unread());
        assertThat(network.routeInner()).contains("wan");
        assertThat(network.routeTarget()).isEqualTo("10.2.0.0/16");
    }

    @Test
    void theDeviceThatTheModuleMakesIsNoTunnelsInterface() {
        String links = """
                6: ip_vti0@NONE: <NOARP> mtu 1480 qdisc noop state DOWN mode DEFAULT group default qlen 1000
                    link/ipip 0.0.0.0 brd 0.0.0.0 promiscuity 0  allmulti 0 minmtu 0 maxmtu 0
                    vti remote any local any numtxqueues 1
                7: vti0@NONE: <POINTOPOINT,NOARP,UP,LOWER_UP> mtu 1400 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen 1000
                    link/ipip 203.0.113.2 peer 198.51.100.2 promiscuity 0  allmulti 0 minmtu 0 maxmtu 0
                    vti remote 198.51.100.2 local 203.0.113.2 ikey 0.0.0.42 okey 0.0.0.42
                """;
        var tunnel = tunnel("policies", Quote.of("P06.policy", List.of("\tmark 0x2a/0xffffffff")));
        assertThat(read(tunnel, "P09.link", links).tunnelDevices()).containsExactly("vti0");
    }

    private HostFacts read(TunnelFacts tunnel, String... idsAndOutputs) {
        return HostReader.of(
                SnapshotsForTests.recorded(idsAndOutputs), tunnel, Optional.empty(), missing, new Unread());
    }

    /** A tunnel between 10.1.0.0/16 here and 10.2.0.0/16 there that differs in these. */
    private static TunnelFacts tunnel(Object... namesAndValues) {
        Object[] usual = {
            "tunnel.peer", "198.51.100.2",
            "tunnel.local", "192.0.2.1",
            "tunnel.localTs", List.of("10.1.0.0/16"),
            "tunnel.remoteTs", List.of("10.2.0.0/16"),
            "tunnel.mode", "tunnel"
        };
        Object[] all = Arrays.copyOf(usual, usual.length + namesAndValues.length);
        for (int i = 0; i < namesAndValues.length; i++) {
            all[usual.length + i] = i % 2 == 0 ? "tunnel." + namesAndValues[i] : namesAndValues[i];
        }
        return FactsForTests.with(all).tunnel();
    }
}
