package espy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import espy.base.Prefix;
import espy.checklist.CheckResult;
import espy.diagnosis.Library;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import espy.host.Socket;
import espy.run.Run;
import espy.run.Runner;
import espy.run.Wish;
import espy.xfrm.Policies;
import espy.xfrm.States;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MaskTest {
    private static final Instant THEN = Instant.parse("2026-11-23T02:00:00Z");
    private static final List<String> ORIGINALS = List.of(
            "185.12.64.",
            "91.3.7.",
            "2a01:4f8:1",
            "left.firma",
            "right.firma",
            "firma.de",
            "lgw",
            "fra-gw1",
            "operator7",
            "Wb7xKq2mTn9rLs4vYc8Zp3dF");

    private static Library library;

    @BeforeAll
    static void load() {
        library = Library.builtIn();
    }

    static Stream<String> scenarios() throws IOException {
        return new String(resource("index.txt"), StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aMaskedRecordingIsJudgedLikeTheRealOne(String scenario) throws Exception {
        Snapshot real = publicised(SnapshotFile.read(new ByteArrayInputStream(resource(scenario + ".zip")), scenario));
        byte[] file = saved(Mask.of(real));
        Snapshot masked = SnapshotFile.read(new ByteArrayInputStream(file), "masked.zip");

        Run before = Runner.judge(real, Wish.ANY, THEN, library);
        Run after = Runner.judge(masked, Wish.ANY, THEN, library);

        assertThat(after.checks())
                .extracting(CheckResult::id, CheckResult::verdict)
                .isEqualTo(before.checks().stream()
                        .map(c -> org.assertj.core.groups.Tuple.tuple(c.id(), c.verdict()))
                        .toList());
        assertThat(after.diagnosis().stream()
                        .map(f -> f.cause() + " " + f.confidence())
                        .toList())
                .isEqualTo(before.diagnosis().stream()
                        .map(f -> f.cause() + " " + f.confidence())
                        .toList());
        assertThat(after.exit()).isEqualTo(before.exit());
        assertThat(after.unparsed()).hasSameSizeAs(before.unparsed());
        assertThat(after.tunnels()).hasSameSizeAs(before.tunnels());
        assertThat(States.parse(masked.text("P06.state").orElse("")).value())
                .hasSameSizeAs(States.parse(real.text("P06.state").orElse("")).value());
        assertThat(Policies.parse(masked.text("P06.policy").orElse("")).value())
                .hasSameSizeAs(
                        Policies.parse(real.text("P06.policy").orElse("")).value());
        String all = unpacked(file);
        assertThat(all).contains("198.18.", "domain1.example");
        ORIGINALS.forEach(o -> assertThat(all).doesNotContainIgnoringCase(o));
    }

    /** The recordings have addresses for documentation, which are not masked. */
    private static Snapshot publicised(Snapshot recording) {
        Look look = recording.look(true);
        var answers = look.answers().stream()
                .map(a -> answer(a.id(), a.outcome(), a.exit(), publicised(a.out()), publicised(a.err())))
                .toList();
        return Snapshot.of(
                "operator7@fra-gw1.firma.de:2222",
                new Look(look.access(), "operator7", look.started(), answers),
                false);
    }

    private static String publicised(String text) {
        return text.replace("203.0.113.", "185.12.64.")
                .replace("198.51.100.", "91.3.7.")
                .replace("2001:db8:", "2a01:4f8:")
                .replace("example.org", "firma.de");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            P06.state   | src 185.12.64.2 dst 91.3.7.2                         | src 198.18.1.2 dst 198.18.0.2
            P09.route   | 185.12.64.0/24 via 185.12.64.1 src 10.1.0.1          | 198.18.0.0/24 via 198.18.0.1 src 10.1.0.1
            P09.route   | 185.12.0.0/16 and 185.12.64.1 and 185.13.0.1         | 198.18.0.0/16 and 198.18.64.1 and 198.19.0.1
            P09.route   | 0.0.0.0/1 128.0.0.0/1 192.168.1.1 8.8.8.8            | 0.0.0.0/1 128.0.0.0/1 192.168.1.1 198.18.0.8
            P13.files   | from 91.3.7.2[500] to ::ffff:91.3.7.3, 91.3.7.4:4500. | from 198.18.0.2[500] to ::ffff:198.18.0.3, 198.18.0.4:4500.
            P13.files   | version 5.9.8 and oid 1.3.6.1.5.5.8.2.2              | version 5.9.8 and oid 1.3.6.1.5.5.8.2.2
            P13.files   | 2.7.3.91.in-addr.arpa                                | 2.0.18.198.in-addr.arpa
            P09.addr    | 2a01:4f8:1:2::5/64 2A01:04F8:0001:0002:0:0:0:6       | 3fff:0:0:2::5/64 3fff:0:0:2::6
            P09.route   | 2a01:4f8::/32 2a01:4f8:7::1 fe80::1 ::1 ff02::1      | 3fff::/32 3fff:0:7::1 fe80::1 ::1 ff02::1
            P13.files   | [2a01:4f8:1::1]:500 64:ff9b::5b03:702                | [3fff::1]:500 64:ff9b::c612:2
            P10         | peer 2a01:4f8:1:2::1: No route, 2a01:4f8:9::: none   | peer 3fff:0:0:2::1: No route, 3fff:0:1::: none
            P13.files   | 2a01:4f8:9::2: PSK and 2a01:4f8:9::3:PSK and fe80::1: x | 3fff::2: PSK and 3fff::3:PSK and fe80::1: x
            P13.files   | 2a01:4f80:1001:2002:3003:4004:5005:6006: No route    | 3fff::2002:3003:4004:5005:6006: No route
            P13.files   | from 0a:08:27:a5:e0:a3: no                           | from 02:00:00:00:00:01: no
            P21         | 10.0.0.1 lladdr 0A:08:27:a5:e0:a3 at 12:34:56        | 10.0.0.1 lladdr 02:00:00:00:00:01 at 12:34:56
            P13.files   | MAC=0a:08:27:a5:e0:a3:0a:08:27:a5:e0:a4:08:00 SRC=   | MAC=02:00:00:00:00:01:02:00:00:00:00:02:08:00 SRC=
            P13.files   | vendor 4a:13:1c:81:07:03:58:45:5c:57 ff:ff:ff:ff:ff:ff | vendor 4a:13:1c:81:07:03:58:45:5c:57 ff:ff:ff:ff:ff:ff
            P09.addr    | ee:21:e2:9c:65:bc fe80::ec21:e2ff:fe9c:65bc          | 02:00:00:00:00:01 fe80::ff:fe00:1
            P13.files   | 'carol@firma.de' and 'GW.firma.de' and gw.firma.de   | 'user1@domain1.example' and 'host1.domain1.example' and host1.domain1.example
            P13.files   | id '*.firma.de' matches a.b.firma.de                 | id '*.domain1.example' matches host1.host2.domain1.example
            P13.files   | /etc/swanctl/swanctl.conf strongswan.service charon.log | /etc/swanctl/swanctl.conf strongswan.service charon.log
            P13.files   | subject: "C=DE, O=Firma GmbH, CN=gw.firma.de"        | subject: "C=DE, O=name1, CN=host1.domain1.example"
            P04.sas     | local-id=C=DE, O=Firma, CN=Karl May remote-host=10.0.0.1 | local-id=C=DE, O=name1, CN=name2 remote-host=10.0.0.1
            P04.sas     | remote-eap-id=carol state=UP, then carol             | remote-eap-id=user1 state=UP, then user1
            P20         | conn to-muc { remote { id = munich } eap_id = "left" } | conn to-muc { remote { id = user1 } eap_id = "left" }
            P13.files   | vpn.firma.pl at gw.kunde.md or secrets.firma.de      | host1.domain1.example at host2.domain2.example or host3.domain3.example
            P13.files   | updown.sh of /opt/a.b.py by net.firma.de             | updown.sh of /opt/a.b.py by host1.domain1.example
            P13.files   | charon.plugins.dhcp.load and kernel-netlink.mtu      | charon.plugins.dhcp.load and kernel-netlink.mtu
            P13.files   | carol@firma.pl and foo@tty1.service                  | user1@domain1.example and foo@tty1.service
            P20         | rightid=*.firma.pl and firma.pl                      | rightid=*.domain1.example and domain1.example
            P03         | 7: 0F02B8C0:01F4 00000000:0000 07 00000000:00000000  | 7: 00000000:01F4 00000000:0000 07 00000000:00000000
            P03         | 9: F8045A2A000000000000000001000000:1194 00          | 9: 00000000000000000000000000000000:1194 00
            P20         | leftid=@firma.pl and rightid=gw.key in /a/firma.pl   | leftid=@domain1.example and rightid=domain2.example in /a/domain1.example
            P02         | process 7 charon --host x9.firma.de                  | process 7 charon --host host1.domain1.example
            P12         | net/ipv4/conf/eth0.de/rp_filter:1                    | net/ipv4/conf/eth0.de/rp_filter:1
            """)
    void standInsFitTogether(String probe, String text, String masked) {
        assertThat(masked(probe, text)).isEqualTo(masked);
    }

    @Test
    void theGatewaysOwnNameIsMaskedWhereverItStands() {
        var snapshot = Snapshot.of(
                "alice@fra-gw1",
                new Look(
                        Access.SUDO,
                        "alice",
                        THEN,
                        List.of(
                                answer("P01", "host=fra-gw1.firma.de\nuid=0\n"),
                                answer("P13.journal", "Nov 1 FRA-GW1 pluto[1]: link-fra-gw1 by alice"))),
                true);
        Snapshot masked = Mask.of(snapshot);
        assertThat(masked.gateway()).isEqualTo("user1@host1");
        assertThat(masked.user()).isEqualTo("user1");
        assertThat(masked.text("P13.journal")).contains("Nov 1 host1 pluto[1]: link-host1 by user1");
        assertThat(masked.text("P01").orElseThrow()).startsWith("host=host1.domain1.example");
    }

    @Test
    void theKernelsListOfSocketsKeepsItsPorts() {
        String list =
                "  7: 0F02B8C0:01F4 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 23 2 0 0\n";
        String masked = masked("P03", list);
        assertThat(masked).doesNotContain("0F02B8C0");
        assertThat(Socket.parse(masked).value()).extracting(Socket::port).containsExactly(500);
        assertThat(Socket.parse(masked).unparsed()).isEmpty();
    }

    @Test
    void theGatewaysOwnNameIsMaskedWhateverItLooksLike() {
        var snapshot = Snapshot.of(
                "alice@firma.sh",
                new Look(Access.SUDO, "alice", THEN, List.of(answer("P13.files", "in /var/log/firma.sh of Firma.sh"))),
                true);
        Snapshot masked = Mask.of(snapshot);
        assertThat(masked.gateway()).doesNotContain("firma");
        assertThat(masked.text("P13.files")).contains("in /var/log/domain1.example of domain1.example");
    }

    @Test
    void aNameThatIsAWordOfIpsecStays() {
        var snapshot = Snapshot.of(
                "vpn",
                new Look(Access.ROOT, "root", THEN, List.of(answer("P13.files", "vpn charon: root of vpn"))),
                true);
        assertThat(Mask.of(snapshot).text("P13.files")).contains("vpn charon: root of vpn");
        assertThat(Mask.of(snapshot).gateway()).isEqualTo("vpn");
    }

    @Test
    void whatIsInsideAPrefixStaysInsideAndNothingElseGetsIn() {
        var random = new SplittableRandom(11);
        var prefixes = new ArrayList<Prefix>();
        for (int i = 0; i < 60; i++) {
            boolean v6 = i % 3 == 0;
            String address = v6
                    ? "2a01:%x:%x::%x".formatted(random.nextInt(3), random.nextInt(0x400) << 6, random.nextInt(0x10000))
                    : "%d.%d.%d.%d"
                            .formatted(
                                    90 + random.nextInt(3),
                                    random.nextInt(4),
                                    random.nextInt(256),
                                    random.nextInt(256));
            int length = v6 ? 32 + random.nextInt(97) : 12 + random.nextInt(21);
            prefixes.add(Prefix.parse(address + "/" + length).orElseThrow().cut(length));
        }
        var text = new StringBuilder();
        prefixes.forEach(p -> text.append(p).append('\n'));

        var masked = masked("P09.route", text.toString())
                .lines()
                .map(l -> Prefix.parse(l).orElseThrow())
                .toList();

        assertThat(masked).hasSameSizeAs(prefixes).doesNotContainAnyElementsOf(prefixes);
        for (int i = 0; i < prefixes.size(); i++) {
            assertThat(masked.get(i).cut(masked.get(i).length())).isEqualTo(masked.get(i));
            for (int j = 0; j < prefixes.size(); j++) {
                assertThat(masked.get(i).contains(masked.get(j)))
                        .as(prefixes.get(i) + " and " + prefixes.get(j))
                        .isEqualTo(prefixes.get(i).contains(prefixes.get(j)));
            }
        }
    }

    @Test
    void moreNetworksThanTheUsualStandInsGoToTheReservedOnes() {
        var text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            text.append("9.%d.%d.7\n".formatted(i / 256, i % 256));
        }
        assertThat(masked("P13.files", text.toString()).lines().distinct())
                .hasSize(2000)
                .allMatch(l -> l.startsWith("240."));
    }

    private static String masked(String probe, String text) {
        var snapshot = Snapshot.of("demo:x", new Look(Access.ROOT, "root", THEN, List.of(answer(probe, text))), false);
        return Mask.of(snapshot).text(probe).orElseThrow();
    }

    private static Answer answer(String id, String out) {
        return answer(id, Answer.Outcome.DONE, 0, out, "");
    }

    private static Answer answer(String id, Answer.Outcome outcome, int exit, String out, String err) {
        return new Answer(id, "true", THEN, Duration.ZERO, outcome, exit, false, out, err);
    }

    private static byte[] saved(Snapshot snapshot) throws IOException {
        var bytes = new ByteArrayOutputStream();
        SnapshotFile.write(snapshot, bytes, false);
        return bytes.toByteArray();
    }

    /** All bytes of all entries, and their names. */
    private static String unpacked(byte[] file) throws IOException {
        var all = new StringBuilder();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (var e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                all.append(e.getName()).append(new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = MaskTest.class.getResourceAsStream("/demo/" + name)) {
            return java.util.Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
