package espy.host;

import static org.assertj.core.api.Assertions.assertThat;

import espy.base.Address;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same thing as different programs, and different versions of one, print it. */
class FormatsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UNCONN 0      0            0.0.0.0:500       0.0.0.0:*    users:(("charon",pid=812,fd=11))        | any 500 charon
                    UNCONN     0      0            *:4500             *:*      users:(("pluto",4242,18))                | any 4500 pluto
                    UNCONN     0      0           :::500             :::*      users:(("pluto",4242,18))                | any 500 pluto
                    udp    UNCONN     0      0      192.0.2.1:500       *:*                                             | 192.0.2.1 500 -
                    UNCONN 0 0 [fd00::1%lan]:500 [::]:*                                                                 | fd00::1 500 -
                    UNCONN 0 0 [fe80::1]%lan:500 [::]:*                                                                 | fe80::1 500 -
                    UNCONN 0 0 *:isakmp *:* users:(("racoon",pid=9,fd=4))                                               | any 500 racoon
                    udp        0      0 0.0.0.0:500             0.0.0.0:*                           1234/charon         | any 500 charon
                    udp        0      0 192.0.2.1:4500          0.0.0.0:*                           -                   | 192.0.2.1 4500 -
                    udp6       0      0 :::500                  :::*                                1234/charon-systemd | any 500 charon-systemd
                    177: 010200C0:01F4 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0 0   | 192.0.2.1 500 -
                    8: 000000FD000000000000000001000000:1194 00000000000000000000000000000000:0000 07 0:0 0:0 0 0 0 1   | fd00::1 4500 -
                    9: 00000000000000000000000000000000:01F4 00000000000000000000000000000000:0000 07 0:0 0:0 0 0 0 1   | any 500 -
                    """)
    void sockets(String line, String expected) {
        var parsed = Socket.parse(line);
        assertThat(parsed.unparsed()).isEmpty();
        assertThat(parsed.value())
                .extracting(s -> s.address().map(Address::toString).orElse("any") + " " + s.port() + " "
                        + s.process().orElse("-"))
                .containsExactly(expected);
    }

    @Test
    void headsOfListsAreNoSockets() {
        var parsed = Socket.parse("""
                State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
                Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port
                Active Internet connections (only servers)
                Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                12: 0000000:01F4 0
                12: 00000000:1FFFF 0
                12: 0000000G:01F4 0
                UNCONN 0 0 *:99999 *:*
                netstat: something else
                """);
        assertThat(parsed.value()).isEmpty();
        assertThat(parsed.unparsed()).extracting(u -> u.line()).containsExactly(6, 7, 8, 9, 10);
    }

    @Test
    void theKernelsOwnListShowsThisTestsSocket() throws Exception {
        var files = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
        Assumptions.assumeTrue(files.stream().allMatch(Files::isReadable), "this kernel shows no list of sockets");
        try (var socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            var found = new ArrayList<Socket>();
            for (Path file : files) {
                var parsed = Socket.parse(Files.readString(file));
                assertThat(parsed.unparsed()).isEmpty();
                found.addAll(parsed.value());
            }
            assertThat(found).contains(new Socket(Address.parse("127.0.0.1"), socket.getLocalPort(), Optional.empty()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NTPSynchronized=yes                                                   | yes
                    NTPSynchronized=no                                                    | no
                    NTP synchronized: yes                                                 | yes
                    System clock synchronized: no                                         | no
                    Leap status     : Normal                                              | yes
                    Leap status     : Not synchronised                                    | no
                    associd=0 status=0615 leap_none, sync_ntp, 1 event, clock_sync,       | yes
                    associd=0 status=c016 leap_alarm, sync_unspec, 1 event, restart,      | no
                    status:       64 (UNSYNC)                                             | no
                    status:       1 (PLL)                                                 | yes
                    NTPSynchronized=                                                      | -
                    NTP service: active                                                   | -
                    status: 64                                                            | -
                    506 Cannot talk to daemon                                             | -
                    """)
    void clocks(String text, String expected) {
        assertThat(Clock.synchronised("Timezone=UTC\n" + text)
                        .map(yes -> yes ? "yes" : "no")
                        .orElse("-"))
                .isEqualTo(expected);
    }

    @Test
    void memory() {
        assertThat(Memory.freePercent("MemTotal: 1000 kB\nMemFree: 100 kB\nMemAvailable: 400 kB\n"))
                .contains(40L);
        assertThat(Memory.freePercent(
                        "MemTotal: 1000 kB\nMemFree: 100 kB\nBuffers: 50 kB\nCached: 100 kB\nSwapCached: 7 kB\n"))
                .contains(25L);
        assertThat(Memory.freePercent("""
                              total        used        free      shared  buff/cache   available
                Mem:          24105         122       23459           9         524       12052
                Swap:             0           0           0
                """)).contains(50L);
        assertThat(Memory.freePercent("""
                             total       used       free     shared    buffers     cached
                Mem:          1000        800        200          0         50        100
                -/+ buffers/cache:        650        350
                """)).contains(35L);
        assertThat(Memory.freePercent("MemTotal: 1000 kB\n")).isEmpty();
        assertThat(Memory.freePercent("MemTotal: 0 kB\nMemFree: 0 kB\n")).isEmpty();
        assertThat(Memory.freePercent("free: not found\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    02:20:37 up  3:18,  0 users,  load average: 0.50, 0.44, 1.06            | 0.25
                    ' 10:00:01 up 412 days, 1 min,  1 user,  load average: 3.00, 2.00, 1.00'| 1.5
                    10:00:01 up 5 min, load average: 1.00, 0.25, 0.10                       | 0.5
                    """)
    void uptimeInAllItsPhrases(String line, double load) {
        assertThat(Load.perCpu(line + "\ncpus 2\n").value()).contains(load);
    }

    @Test
    void addressesInBlocksAndBrief() {
        var blocks = InterfaceAddress.parse("""
                1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000
                    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
                    inet 127.0.0.1/8 scope host lo
                       valid_lft forever preferred_lft forever
                4: eth0@if7: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1400 qdisc pfifo_fast qlen 1000
                    inet 10.64.0.5 peer 10.64.0.1/32 scope global eth0
                    inet6 fd00::2/64 scope global flags 02\s
                """);
        var brief = InterfaceAddress.parse("""
                lo               UNKNOWN        127.0.0.1/8\s
                eth0@if7         UP             10.64.0.5 peer 10.64.0.1/32 fd00::2/64\s
                eth1             DOWN
                """);
        assertThat(blocks.unparsed()).isEmpty();
        assertThat(brief.unparsed()).isEmpty();
        assertThat(blocks.value())
                .extracting(a -> a.dev() + " " + a.address())
                .containsExactly("lo 127.0.0.1", "eth0 10.64.0.5", "eth0 fd00::2");
        assertThat(brief.value()).contains(blocks.value().toArray(InterfaceAddress[]::new));
    }

    @Test
    void jsonSaysTheSameAsText() {
        assertThat(InterfaceAddress.parse("""
                [{"ifindex":1,"ifname":"lo","flags":["LOOPBACK"],"addr_info":[]},
                 {"ifindex":4,"ifname":"eth0","addr_info":[{"family":"inet","local":"10.64.0.5","address":"10.64.0.1","prefixlen":32},
                  {"family":"inet6","local":"fd00::2","prefixlen":64}]}]""")).isEqualTo(InterfaceAddress.parse("""
                        4: eth0    inet 10.64.0.5 peer 10.64.0.1/32 scope global eth0
                        4: eth0    inet6 fd00::2/64 scope global
                        """));
        assertThat(Route.parse("""
                [{"dst":"default","gateway":"192.0.2.254","dev":"wan","flags":[]},
                 {"dst":"10.2.0.0/16","gateway":"192.0.2.254","dev":"wan","table":"220","protocol":"static","prefsrc":"10.1.0.1","metric":7,"flags":[]},
                 {"dst":"10.4.0.0/16","flags":[],"nexthops":[{"gateway":"192.0.2.9","dev":"d0","weight":1,"flags":["dead","linkdown"]},{"gateway":"192.0.2.8","dev":"spare","weight":1,"flags":[]}]},
                 {"dst":"10.8.0.0/16","via":{"family":"inet6","host":"fe80::1"},"dev":"six","flags":[]},
                 {"type":"unreachable","dst":"10.9.0.0/16","flags":[]}]
                [{"dst":"default","dev":"tun6","metric":1024,"flags":[],"pref":"medium"}]
                """)).isEqualTo(Route.parse("""
                        default via 192.0.2.254 dev wan
                        10.2.0.0/16 via 192.0.2.254 dev wan table 220 proto static src 10.1.0.1 metric 7
                        10.4.0.0/16
                        \tnexthop via 192.0.2.9 dev d0 weight 1 dead linkdown
                        \tnexthop via 192.0.2.8 dev spare weight 1
                        10.8.0.0/16 via inet6 fe80::1 dev six
                        unreachable 10.9.0.0/16
                        default dev tun6 metric 1024 pref medium
                        """));
        assertThat(Rule.parse("""
                [{"priority":0,"src":"all","table":"local"},{"priority":32764,"src":"all","dst":"10.7.0.0","dstlen":16,"action":"prohibit"},
                 {"priority":32765,"not":null,"src":"10.9.0.0","srclen":16,"fwmark":"0x2a","table":"220","suppress_prefixlen":0}]
                [{"priority":0,"src":"all","table":"local"},{"priority":10,"src":"all","uid_start":5,"uid_end":7,"table":"main"}]
                """)).isEqualTo(Rule.parse("""
                        0:	from all lookup local
                        32764:	from all to 10.7.0.0/16 prohibit
                        32765:	not from 10.9.0.0/16 fwmark 0x2a lookup 220 suppress_prefixlength 0
                        0:	from all lookup local
                        10:	from all uidrange 5-7 lookup main
                        """));
        assertThat(Links.ipsecDevices("""
                [{"ifindex":5,"link":null,"ifname":"branch","flags":["POINTOPOINT","NOARP","UP"],"linkinfo":{"info_kind":"vti","info_data":{"remote":"192.0.2.2","local":"192.0.2.1","ikey":"0.0.0.42","okey":"0.0.0.42"}}},
                 {"ifindex":6,"ifname":"hq","flags":["NOARP"],"linkinfo":{"info_kind":"xfrm","info_data":{"if_id":"0x2a"}}},{"ifindex":7,"ifname":"eth0","flags":["UP"]}]"""))
                .containsExactly(
                        new Links.Ipsec("branch", "vti", true, "192.0.2.1", "192.0.2.2", 42, 42, Optional.empty()),
                        new Links.Ipsec("hq", "xfrm", false, "", "", 0, 0, Optional.of(42L)));
        assertThat(Neighbour.parse("""
                [{"dst":"192.0.2.1","dev":"eth0","lladdr":"02:fc:00:00:00:05","state":["STALE"]},{"dst":"fd00::1","dev":"eth0","state":["FAILED"]}]"""))
                .isEqualTo(Neighbour.parse(
                        "192.0.2.1 dev eth0 lladdr 02:fc:00:00:00:05 STALE\nfd00::1 dev eth0 FAILED\n"));
    }

    @Test
    void jsonThatBreaksOffIsNotLost() {
        var parsed = Neighbour.parse("""
                [{"dst":"192.0.2.1","dev":"eth0","state":["STALE"]}]
                [{"dst":"192.0.2.2","dev":"eth0","sta""");
        assertThat(parsed.value()).extracting(n -> n.address().toString()).containsExactly("192.0.2.1");
        assertThat(parsed.unparsed()).hasSize(1);
        assertThat(Neighbour.parse("[{\"dst\":" + "[".repeat(100_000)).unparsed())
                .hasSize(1);
    }

    @Test
    void whatBusyBoxPrints() {
        assertThat(Route.parse("""
                default via 192.0.2.1 dev eth0\s
                192.0.2.0/24 dev eth0 scope link  src 192.0.2.2\s
                local 127.0.0.0/8 dev lo table local scope host  src 127.0.0.1\s
                fd00::/64 dev eth0  metric 256\s
                default via fd00::1 dev eth0  metric 1024\s
                """).unparsed()).isEmpty();
        assertThat(Neighbour.parse("""
                192.0.2.1 dev eth0 lladdr 02:fc:00:00:00:05 used 0/0/0 probes 1 STALE
                fd00::1 dev eth0  used 0/0/0 probes 6 FAILED
                """).value())
                .extracting(Neighbour::failed)
                .containsExactly(Optional.of(false), Optional.of(true));
        assertThat(Rule.parse("0:\tfrom all lookup local \n32766:\tfrom all lookup main \n")
                        .value())
                .hasSize(2);
        assertThat(Mount.parse("""
                Filesystem           1024-blocks    Used Available Capacity Mounted on
                /dev/root                 10240     10240         0 100% /rom
                overlayfs:/overlay        59000     58900       100 100% /

                Filesystem              Inodes      Used Available Capacity Mounted on
                tmpfs                  3085457         1   3085456   0% /tmp
                """).value())
                .extracting(m -> m.point() + m.writable())
                .containsExactly("/romfalse", "/true", "/tmptrue");
    }
}
