package espy.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import espy.base.Address;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTest {
    private static final String ROUTES = """
            10.2.0.0/16 via 192.0.2.254 dev wan table 220 proto static src 10.1.0.1\s
            throw 10.2.7.0/24 table 220 proto static\s
            default via 192.0.2.254 dev wan onlink\s
            10.3.0.0/16 dev slow metric 200\s
            10.3.0.0/16 dev quick metric 100\s
            10.2.7.0/25 dev lan proto kernel scope link src 10.2.7.1\s
            10.4.0.0/16 proto static\s
            \tnexthop via 192.0.2.9 dev dead0 weight 1 dead linkdown\s
            \tnexthop via 192.0.2.8 dev spare weight 1\s
            blackhole 10.5.0.0/16\s
            10.8.0.0/16 via inet6 fe80::1 dev six proto bgp
            local 192.0.2.1 dev wan table local proto kernel scope host src 192.0.2.1\s
            fd00::/64 dev lan proto kernel metric 256 pref medium
            default dev tun6 metric 1024 pref medium
            """;

    private static final String RULES = """
            0:\tfrom all lookup local
            100:\tfrom 10.9.0.0/16 lookup branch
            220:\tnot from all fwmark 0x2a lookup 220
            300:\tfrom all iif lan lookup 220
            32766:\tfrom all lookup main
            32767:\tfrom all lookup default
            0:\tfrom all lookup local
            32766:\tfrom all lookup main
            """;

    @ParameterizedTest
    @CsvSource({
        "10.2.1.1,   wan",
        "10.2.7.1,   lan", // thrown out of table 220, then found in main
        "10.2.7.200, wan",
        "10.3.0.1,   quick",
        "10.4.0.1,   spare",
        "10.5.0.1,   ''",
        "10.8.0.1,   six",
        "192.0.2.1,  lo",
        "203.0.113.1, wan",
        "fd00::7,    lan",
        "2001:db8::1, tun6"
    })
    void looksUpTheLongestPrefixInTheOrderOfTheRules(String destination, String dev) {
        var routing = new Routing(Route.parse(ROUTES).value(), Rule.parse(RULES).value());
        assertThat(routing.lookup(address(destination), Optional.empty(), "lo").map(Route::out))
                .contains(dev);
        assertThat(Route.parse(ROUTES).unparsed()).isEmpty();
        assertThat(Rule.parse(RULES).unparsed()).isEmpty();
    }

    @Test
    void rulesMayAskForTheSourceSuppressDefaultsAndRefuse() {
        var routes = Route.parse("""
                default dev branch0 table branch
                10.0.0.0/8 dev lan
                default dev wan
                default dev wg0 table 51820
                """).value();
        var rules = Rule.parse("""
                0: from all lookup local
                10: from 10.9.0.0/16 lookup branch
                20: from all lookup main suppress_prefixlength 0
                30: from all to 198.51.100.0/24 prohibit
                40: not from all fwmark 0xca6c lookup 51820
                50: from all lookup main
                """).value();
        var routing = new Routing(routes, rules);
        assertThat(out(routing, "203.0.113.1", "10.9.0.1")).contains("branch0");
        assertThat(out(routing, "203.0.113.1", "10.1.0.1")).contains("wg0");
        assertThat(out(routing, "10.1.0.9", "10.1.0.1")).contains("lan");
        assertThat(out(routing, "198.51.100.1", "10.1.0.1")).isEmpty();
    }

    @Test
    void withoutRulesTable220ComesBeforeMain() {
        var routing = new Routing(Route.parse(ROUTES).value(), List.of());
        assertThat(out(routing, "10.2.1.1", "10.1.0.1")).contains("wan");
        assertThat(new Routing(List.of(), List.of()).lookup(address("10.2.1.1"), Optional.empty(), "lo"))
                .isEmpty();
    }

    @Test
    void familiesOfADefaultRouteFollowTheListing() {
        assertThat(Route.parse("default dev ppp0 scope link\nfd00::/64 dev lan\ndefault dev ppp0 metric 1024\n")
                        .value())
                .extracting(r -> r.to().toString())
                .containsExactly("0.0.0.0/0", "fd00::/64", "::/0");
    }

    @Test
    void kernelsAnswerForPeers() {
        var parsed = PeerRoute.parse("""
                peer 192.0.2.77
                192.0.2.77 via 198.51.100.1 dev wan src 198.51.100.2 uid 0
                    cache
                peer 203.0.113.5
                RTNETLINK answers: Network is unreachable
                peer 203.0.113.6
                RTNETLINK answers: Operation not supported
                peer 203.0.113.7
                """).value();
        assertThat(parsed).hasSize(2);
        assertThat(parsed.getFirst().route().map(Route::out)).contains("wan");
        assertThat(parsed.get(1)).isEqualTo(new PeerRoute(address("203.0.113.5"), Optional.empty()));
    }

    @Test
    void addressesOfInterfaces() {
        var parsed = InterfaceAddress.parse("""
                1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
                3: eth0@if7    inet 192.0.2.2/24 brd 192.0.2.255 scope global eth0\\       valid_lft forever
                4: ppp0    inet 10.64.0.5 peer 10.64.0.1/32 scope global ppp0\\       valid_lft forever
                3: eth0    inet6 fe80::fc:ff:fe00:1/64 scope link \\       valid_lft forever
                9: broken    inet nonsense
                """);
        assertThat(parsed.value())
                .extracting(a -> a.dev() + " " + a.address() + " " + a.reachable())
                .containsExactly(
                        "lo 127.0.0.1 false",
                        "eth0 192.0.2.2 true",
                        "ppp0 10.64.0.5 true",
                        "eth0 fe80::fc:ff:fe00:1 false");
        assertThat(parsed.unparsed()).hasSize(1);
    }

    @Test
    void linksMadeForIpsec() {
        String text = """
                2: eth0: <BROADCAST,UP> mtu 1500 qdisc fq state UP
                    link/ether 02:fc:00:00:00:01 brd ff:ff:ff:ff:ff:ff promiscuity 0
                5: branch@NONE: <POINTOPOINT,NOARP,UP,LOWER_UP> mtu 1480 qdisc noqueue state UNKNOWN
                    link/ipip 192.0.2.1 peer 192.0.2.2 promiscuity 0
                    vti remote 192.0.2.2 local 192.0.2.1 ikey 0.0.0.42 okey 0.0.0.42 addrgenmode eui64
                6: hq@eth0: <NOARP,UP,LOWER_UP> mtu 1500 qdisc noqueue state UNKNOWN
                    link/none  promiscuity 0
                    xfrm if_id 0x2a addrgenmode eui64
                7: any@NONE: <NOARP> mtu 1500 qdisc noop state DOWN
                    link/none  promiscuity 0
                    xfrm external addrgenmode eui64
                """;
        assertThat(Links.ipsec(text)).containsExactly("branch", "hq", "any");
        assertThat(Links.ipsecDevices(text))
                .containsExactly(
                        new Links.Ipsec("branch", "vti", true, "192.0.2.1", "192.0.2.2", 42, 42, Optional.empty()),
                        new Links.Ipsec("hq", "xfrm", true, "", "", 0, 0, Optional.of(42L)),
                        new Links.Ipsec("any", "xfrm", false, "", "", 0, 0, Optional.empty()));
    }

    @Test
    void settings() {
        var parsed = Settings.parse("""
                net.ipv4.ip_forward = 1
                net.ipv4.conf.eth0.100.rp_filter = 2
                net.ipv4.conf.all.rp_filter = 0
                net/ipv4/conf/wan/rp_filter:1
                net.ipv4.ping_group_range = 1\t0
                PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                vendor=
                MemTotal:       16330360 kB
                TimeUSec=Tue 2026-11-24 03:14:37 UTC
                TimeUSec=another
                # a remark
                what is this
                """);
        var s = parsed.value();
        assertThat(s.number("net.ipv4.ip_forward")).contains(1L);
        assertThat(s.perInterface("rp_filter"))
                .containsEntry("eth0.100", 2L)
                .containsEntry("all", 0L)
                .containsEntry("wan", 1L)
                .hasSize(3);
        assertThat(s.get("PRETTY_NAME")).contains("Debian GNU/Linux 12 (bookworm)");
        assertThat(s.get("vendor")).isEmpty();
        assertThat(s.number("MemTotal")).contains(16330360L);
        assertThat(s.get("TimeUSec")).contains("Tue 2026-11-24 03:14:37 UTC");
        assertThat(parsed.unparsed()).extracting(u -> u.line()).containsExactly(12);
    }

    @Test
    void mounts() {
        var parsed = Mount.parse("""
                Filesystem              1024-blocks     Used Available Capacity Mounted on
                /dev/vda                  264212084 23276284  83114628      22% /
                //nas/My Share                 1000      990        10      99% /mnt/a b
                /dev/loop3                   65536    65536         0     100% /snap/core/1
                reserve                        1000      990       -10     101% /var
                df: /run/user/0/gvfs: Permission denied

                Filesystem                Inodes  IUsed    IFree IUse% Mounted on
                /dev/vda                16777216 437170 16340046    3% /
                btrfs                          0      0        0     - /data
                """);
        assertThat(parsed.value())
                .extracting(m ->
                        m.filesystem() + "|" + m.total() + "|" + m.percent() + "|" + m.point() + "|" + m.writable())
                .containsExactly(
                        "/dev/vda|264212084|22|/|true",
                        "//nas/My Share|1000|99|/mnt/a b|true",
                        "/dev/loop3|65536|100|/snap/core/1|false",
                        "reserve|1000|101|/var|true",
                        "/dev/vda|16777216|3|/|true",
                        "btrfs|0|0|/data|false");
        assertThat(parsed.unparsed()).hasSize(1);
    }

    @Test
    void loadPerCpu() {
        assertThat(Load.perCpu("3.00 1.00 0.50 1/234 5678\ncpus 2\n12345.67 20000.00\n")
                        .value()
                        .orElseThrow())
                .isCloseTo(1.5, within(1e-9));
        assertThat(Load.perCpu("3.00 1.00 0.50 1/234 5678\ncpus 0\n").value()).isEmpty();
        assertThat(Load.perCpu("cpus 4\n12345.67 20000.00\n").value()).isEmpty();
    }

    @Test
    void countersFromBothSources() {
        assertThat(Counters.parse("#kernel\nIpInReceives   4081   0.0\nTcpExtIPReversePathFilter 12 0.0\n")
                        .value())
                .containsEntry("IpInReceives", 4081L)
                .containsEntry("TcpExtIPReversePathFilter", 12L);
        assertThat(Counters.parse("""
                Ip: Forwarding InReceives
                Ip: 2 4081
                Tcp: MaxConn ActiveOpens
                Tcp: -1 7
                TcpExt: SyncookiesSent IPReversePathFilter
                TcpExt: 0 12
                """).value())
                .containsEntry("IpInReceives", 4081L)
                .containsEntry("TcpActiveOpens", 7L)
                .containsEntry("TcpExtIPReversePathFilter", 12L)
                .doesNotContainKey("TcpMaxConn");
    }

    @Test
    void neighbours() {
        assertThat(Neighbour.parse("""
                192.0.2.1 dev eth0 lladdr 02:fc:00:00:00:05 STALE
                192.0.2.9 dev eth0  FAILED
                fd00::1 dev eth0 lladdr 02:fc:00:00:00:05 router PROBE
                """).value())
                .extracting(Neighbour::failed)
                .containsExactly(Optional.of(false), Optional.of(true), Optional.empty());
    }

    @Test
    void rulesForAnInterfaceHoldForWhatComesInByIt() {
        var rules = Rule.parse("""
                0:	from all lookup local
                100:	from 10.1.0.0/24 iif eth1 lookup 100
                32766:	from all lookup main
                """).value();
        var routes = Route.parse("""
                default via 203.0.113.1 dev eth0 table 100
                10.2.0.0/24 dev vti0 scope link
                """).value();
        var routing = new Routing(routes, rules);
        var host = address("10.2.0.10");
        var source = Address.parse("10.1.0.10");
        assertThat(routing.lookup(host, source, "eth1").map(Route::out)).contains("eth0");
        assertThat(routing.lookup(host, source, "lo").map(Route::out)).contains("vti0");
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private static Optional<String> out(Routing routing, String destination, String source) {
        return routing.lookup(address(destination), Address.parse(source), "lo").map(Route::out);
    }
}
