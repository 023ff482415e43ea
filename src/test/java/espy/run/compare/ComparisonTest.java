package espy.run.compare;

import static org.assertj.core.api.Assertions.assertThat;

import espy.diagnosis.Library;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import espy.probe.Snapshot;
import espy.probe.SnapshotFile;
import espy.run.Runner.NoSuchThing;
import espy.run.compare.Difference.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final String KEY = "0x000102030405060708090a0b0c0d0e0f";

    private static Library library;

    @BeforeAll
    static void load() {
        library = Library.builtIn();
    }

    @Test
    void ofOneGatewayItTellsWhatChanged() throws NoSuchThing {
        var before = moon();
        var after = moon();
        after.replaceAll((id, out) -> switch (id) {
            case "P06.state" ->
                sa("192.0.2.1", "198.51.100.2", "0xc0000009", 7, KEY)
                        + sa("198.51.100.2", "192.0.2.1", "0xc0000002", 52, KEY);
            case "P06.policy" -> out.replace("priority 1000", "priority 2000");
            case "P07" -> "XfrmInNoStates 12\n";
            case "P02" -> out.replace("process 9 charon-systemd", "process 12 pluto");
            case "P09.route" -> out.replace("10.2.0.0/16 via 192.0.2.254", "10.9.0.0/16 via 192.0.2.254");
            case "P09.addr" ->
                out + "3: eth1    inet 10.1.0.7/24 scope global eth1\\       valid_lft 300sec preferred_lft 300sec\n";
            case "P09.rule" -> out + "100:\tfrom 10.1.0.0/16 lookup 7\n";
            case "P09.link" -> out.replace("1000 10 0 0 0 0", "1000 10 0 5 0 0");
            case "P11.iptables" ->
                "*filter\n:INPUT DROP [0:0]\n:FORWARD ACCEPT [9:9]\n[50:99] -A FORWARD -j DROP\n[7:7] -A INPUT -p udp -j ACCEPT\nCOMMIT\n";
            case "P12" -> out.replace("ip_forward:1", "ip_forward:0");
            case "P20" -> out.replace("aes256-sha256", "aes128-sha1").replace("first secret", "second secret");
            default -> out;
        });

        var c = compared(snapshot("moon", AT, before), snapshot("moon", AT.plusSeconds(100), after));

        assertThat(c.relation()).isEqualTo(Relation.LATER);
        assertThat(c.headline())
                .isEqualTo("The same gateway, earlier and later: moon, 1 min 40 s between the two looks.");
        assertThat(sentences(c))
                .contains(
                        "The esp SA 0xc0000009 from 192.0.2.1 to 198.51.100.2 came for 0xc0000001 (rekeyed).",
                        "The out policy src 10.1.0.0/16 dst 10.2.0.0/16 was allow at priority 1000 with esp tunnel to 198.51.100.2 reqid 1"
                                + " and is allow at priority 2000 with esp tunnel to 198.51.100.2 reqid 1.",
                        "IPsec dropped packets (XfrmInNoStates): 10 more, 0.1/s, 12 in all.",
                        "The process charon-systemd does not run any more.",
                        "The process pluto runs now.",
                        "The route 10.2.0.0/16 via 192.0.2.254 dev eth0 is gone.",
                        "The route 10.9.0.0/16 via 192.0.2.254 dev eth0 is new.",
                        "The address eth1 inet 10.1.0.7/24 scope global eth1 is new.",
                        "The rule 100: from 10.1.0.0/16 lookup 7 is new.",
                        "eth0 rx dropped: 5 more, 0.1/s, 5 in all.",
                        "A rule met packets: 10 more, 0.1/s: filter -A FORWARD -j DROP",
                        "The rule is new: filter :INPUT DROP",
                        "The rule is new: filter -A INPUT -p udp -j ACCEPT",
                        "net.ipv4.ip_forward was 1 and is 0.",
                        "/etc/swanctl/swanctl.conf line 5: “proposals = aes256-sha256” became “proposals = aes128-sha1”.",
                        "The secret in /etc/swanctl/swanctl.conf line 10 has changed.",
                        "Through the esp SA 0xc0000002 from 198.51.100.2 to 192.0.2.1 went 4200 bytes in 42 packets (0.4 packets/s).")
                .noneMatch(s -> s.contains("first secret")
                        || s.contains("second secret")
                        || s.contains("0xc0000001 from 192.0.2.1 to 198.51.100.2 is gone"));
        assertThat(c.differences()).isSortedAccordingTo(java.util.Comparator.comparing(Difference::kind));
    }

    @Test
    void theEarlierOneIsTheLeftOneInWhicheverOrder() throws NoSuchThing {
        var late = moon();
        late.put("P12", "net/ipv4/ip_forward:0\n");
        var a = snapshot("moon", AT, moon());
        var b = snapshot("moon", AT.plusSeconds(60), late);
        assertThat(compared(b, a)).isEqualTo(compared(a, b));
        assertThat(compared(b, a).left().started()).isEqualTo(AT);
    }

    @Test
    void whatFailsNowComesBeforeWhatIsWellNow() throws Exception {
        var healthy = SnapshotFile.load(Path.of("src/main/resources/demo/healthy.zip"));
        var broken = SnapshotFile.load(Path.of("src/main/resources/demo/esp-in-drop.zip"));
        var later = new Snapshot(
                broken.gateway(),
                broken.access(),
                broken.user(),
                healthy.started().plusSeconds(60),
                false,
                broken.vault(),
                broken.answers());

        var verdicts = compared(healthy, later).differences().stream()
                .filter(d -> d.kind() == Kind.VERDICT)
                .map(Difference::after)
                .toList();

        assertThat(verdicts).contains("fail").hasSizeGreaterThan(1);
        var order = List.of("fail", "warn");
        assertThat(verdicts)
                .isSortedAccordingTo(java.util.Comparator.comparingInt(v -> order.contains(v) ? order.indexOf(v) : 2));
    }

    @Test
    void nothingDiffers() throws NoSuchThing {
        var c = compared(snapshot("moon", AT, moon()), snapshot("moon", AT, moon()));
        assertThat(c.differences()).isEmpty();
        assertThat(c.notes()).isEmpty();
    }

    @Test
    void whatOneOfThemCouldNotSeeIsNotCalledGone() throws NoSuchThing {
        var blind = moon();
        blind.keySet().removeAll(List.of("P06.state", "P09.route", "P11.iptables"));
        var c = compared(snapshot("moon", AT, moon()), snapshot("moon", AT, blind));
        assertThat(c.differences())
                .noneMatch(d -> List.of(Kind.SA, Kind.ROUTE, Kind.FIREWALL).contains(d.kind()));
        assertThat(c.notes())
                .contains("The SAs could not be compared: moon did not show them, or not all of them.")
                .anyMatch(n -> n.startsWith("The routes could not"));
    }

    @Test
    void twoEndsThatFitTogetherDifferInNothing() throws NoSuchThing {
        var c = compared(snapshot("moon", AT, moon()), snapshot("sun", AT.plusSeconds(5), sun()));
        assertThat(c.relation()).isEqualTo(Relation.ENDS);
        assertThat(c.headline()).isEqualTo("Two ends of one tunnel: moon and sun.");
        assertThat(sentences(c)).isEmpty();
        assertThat(c.notes()).isEmpty();
    }

    @Test
    void twoEndsThatDoNotFitTogether() throws NoSuchThing {
        var sun = sun();
        sun.replaceAll((id, out) -> switch (id) {
            case "P06.state" ->
                sa("192.0.2.1", "198.51.100.2", "0xc0000001", 10, "0xffffffffffffffffffffffffffffffff")
                        + sa("198.51.100.2", "192.0.2.1", "0xc0000007", 10, KEY);
            case "P06.policy" -> out.replace("10.1.0.0/16", "10.1.0.0/24");
            case "P20" ->
                out.replace("proposals = aes256-sha256", "proposals = aes128-sha1")
                        .replace("id = moon.example", "id = mars.example")
                        .replace("remote_ts = 10.1.0.0/16", "remote_ts = 10.1.0.0/24");
            case "P01" -> out.replace("time=" + AT.getEpochSecond(), "time=" + (AT.getEpochSecond() + 90));
            default -> out;
        });

        var c = compared(snapshot("moon", AT, moon()), snapshot("sun", AT, sun));

        assertThat(sentences(c))
                .contains(
                        "The two ends hold different keys for the encryption of the esp SA 0xc0000001 from 192.0.2.1 to 198.51.100.2:"
                                + " every packet fails there. No negotiation does that; look for manual keys or a fault in a daemon.",
                        "Only moon has the esp SA 0xc0000002 from 198.51.100.2 to 192.0.2.1; sun does not, unless they rekeyed between the two looks.",
                        "Only sun has the esp SA 0xc0000007 from 198.51.100.2 to 192.0.2.1; moon does not, unless they rekeyed between the two looks.",
                        "moon sends src 10.1.0.0/16 dst 10.2.0.0/16 into the tunnel; sun has no policy for it the other way round (src 10.2.0.0/16 dst 10.1.0.0/16).",
                        "The IKE proposals have nothing in common: aes256-sha256 on moon, aes128-sha1 on sun.",
                        "The identity of moon is moon.example on moon and mars.example on sun.",
                        "Both ends name the networks behind moon differently: 10.1.0.0/16 on moon, 10.1.0.0/24 on sun.",
                        "The clock of sun is 90 s ahead of that of moon, if Espy's own clock was right both times.");
    }

    @Test
    void unrelatedGatewaysAreCalledSo() throws NoSuchThing {
        var mars = moon();
        mars.replaceAll((id, out) -> out.replace("192.0.2.", "203.0.113.")
                .replace("198.51.100.", "203.0.114.")
                .replace("host=moon", "host=mars"));
        var c = compared(snapshot("moon", AT, moon()), snapshot("mars", AT, mars));
        assertThat(c.relation()).isEqualTo(Relation.UNRELATED);
        assertThat(c.differences()).noneMatch(d -> d.kind() == Kind.ROUTE || d.kind() == Kind.SA);
    }

    @Test
    void emptySnapshotsAndNoiseCanBeCompared() throws NoSuchThing {
        var nothing = compared(snapshot("a", AT, Map.of()), snapshot("b", AT, Map.of()));
        assertThat(nothing.relation()).isEqualTo(Relation.UNRELATED);
        assertThat(nothing.differences()).isEmpty();
        var noise = new LinkedHashMap<String, String>();
        moon().keySet().forEach(id -> noise.put(id, "\u0000 Straße ==> x <==\n\u001b[2J = \n[1:2] :: * {\n}}}\n"));
        assertThat(compared(snapshot("a", AT, moon()), snapshot("b", AT, noise)).headline())
                .isNotEmpty();
        assertThat(compared(snapshot("a", AT, noise), snapshot("a", AT, noise)).differences())
                .isEmpty();
    }

    private static Comparison compared(Snapshot left, Snapshot right) throws NoSuchThing {
        return Comparison.of(left, right, library);
    }

    private static List<String> sentences(Comparison c) {
        return c.differences().stream()
                .filter(d -> d.kind() != Kind.CAUSE && d.kind() != Kind.VERDICT)
                .map(Difference::summary)
                .toList();
    }

    private static Snapshot snapshot(String name, Instant at, Map<String, String> outputs) {
        var answers = outputs.entrySet().stream()
                .map(e ->
                        new Answer(e.getKey(), "…", at, Duration.ZERO, Answer.Outcome.DONE, 0, false, e.getValue(), ""))
                .toList();
        return Snapshot.of(name, new Look(Access.ROOT, "root", at, answers), false);
    }

    private static String sa(String src, String dst, String spi, int packets, String key) {
        return """
                src %s dst %s
                \tproto esp spi %s reqid 1 mode tunnel
                \treplay-window 32 seq 0x00000000 flag af-unspec (0x00100000)
                \tauth-trunc hmac(sha256) 0x00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff 128
                \tenc cbc(aes) %s
                \tlifetime current:
                \t  %d(bytes), %d(packets)
                \t  add 2026-01-02 03:00:00 use -
                """.formatted(src, dst, spi, key, 100 * packets, packets);
    }

    private static Map<String, String> moon() {
        return gateway("moon", "sun", "192.0.2.1", "198.51.100.2", "10.1.0.0/16", "10.2.0.0/16");
    }

    private static Map<String, String> sun() {
        return gateway("sun", "moon", "198.51.100.2", "192.0.2.1", "10.2.0.0/16", "10.1.0.0/16");
    }

    private static Map<String, String> gateway(
            String name, String peerName, String local, String peer, String here, String there) {
        var outputs = new LinkedHashMap<String, String>();
        outputs.put("P01", "time=%d\nuid=0\nhost=%s\nkernel=6.1.0\n".formatted(AT.getEpochSecond(), name));
        outputs.put(
                "P02",
                "unit strongswan active enabled\nprocess 9 charon-systemd /usr/sbin/charon-systemd\nprogram swanctl /usr/sbin/swanctl\n");
        outputs.put(
                "P06.state",
                sa("192.0.2.1", "198.51.100.2", "0xc0000001", 10, KEY)
                        + sa("198.51.100.2", "192.0.2.1", "0xc0000002", 10, KEY));
        outputs.put("P06.policy", """
                src %s dst %s
                \tdir out priority 1000
                \ttmpl src %s dst %s
                \t\tproto esp reqid 1 mode tunnel
                """.formatted(here, there, local, peer));
        outputs.put("P07", "XfrmInNoStates 2\n");
        outputs.put(
                "P09.addr",
                "2: eth0    inet %s/24 scope global eth0\\       valid_lft 400sec preferred_lft 300sec\n"
                        .formatted(local));
        outputs.put("P09.link", """
                2: eth0: <BROADCAST,UP> mtu 1500 state UP
                    RX: bytes packets errors dropped missed mcast
                    1000 10 0 0 0 0
                    TX: bytes packets errors dropped carrier collsns
                    1000 10 0 0 0 0
                """);
        outputs.put(
                "P09.route",
                "default via 192.0.2.254 dev eth0\n%s via 192.0.2.254 dev eth0\nlocal 10.1.0.1 dev eth1 table local\n"
                        .formatted(there));
        outputs.put("P09.rule", "0:\tfrom all lookup local\n");
        outputs.put(
                "P11.iptables",
                "*filter\n:INPUT ACCEPT [1:1]\n:FORWARD ACCEPT [1:1]\n[40:90] -A FORWARD -j DROP\nCOMMIT\n");
        outputs.put("P12", "net/ipv4/ip_forward:1\n");
        outputs.put("P20", """
                ==> /etc/swanctl/swanctl.conf <==
                connections {
                  a {
                    local_addrs = %s
                    remote_addrs = %s
                    proposals = aes256-sha256
                    local { id = %s.example }
                    remote { id = %s.example }
                    children { a { local_ts = %s
                      remote_ts = %s } } } }
                secrets { ike { secret = "first secret" } }
                """.formatted(local, peer, name, peerName, here, there));
        return outputs;
    }
}
