package espy.probe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.probe.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which log counts, and which of its lines are about the tunnel. */
class LogReaderTest {
    private static final String PEER = "198.51.100.2";
    private static final TunnelFacts TUNNEL = FactsForTests.with(
                    "tunnel.chosen",
                    true,
                    "tunnel.name",
                    "net",
                    "tunnel.connectionName",
                    "t",
                    "tunnel.childName",
                    "net",
                    "tunnel.peer",
                    PEER)
            .tunnel();
    private static final DaemonFacts CHARON = FactsForTests.with("daemon.kind", "strongswan", "daemon.running", true)
            .daemon();

    /** Another peer is refused while ours gets no answer, each on a thread of its own. */
    private static final String TWO_PEERS = """
            Jan  2 03:00:01 07[IKE] initiating IKE_SA t[1] to 198.51.100.2
            Jan  2 03:00:01 08[IKE] initiating IKE_SA u[2] to 203.0.113.7
            Jan  2 03:00:01 07[ENC] generating IKE_SA_INIT request 0 [ SA KE No ]
            Jan  2 03:00:01 08[ENC] generating IKE_SA_INIT request 0 [ SA KE No ]
            Jan  2 03:00:01 07[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)
            Jan  2 03:00:01 08[NET] sending packet: from 192.0.2.1[500] to 203.0.113.7[500] (464 bytes)
            Jan  2 03:00:02 09[NET] received packet: from 203.0.113.7[500] to 192.0.2.1[500] (36 bytes)
            Jan  2 03:00:02 10[IKE] retransmit 1 of request with message ID 0
            Jan  2 03:00:02 09[ENC] parsed IKE_SA_INIT response 0 [ N(NO_PROP) ]
            Jan  2 03:00:02 10[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)
            Jan  2 03:00:02 09[IKE] received NO_PROPOSAL_CHOSEN notify error
            """;

    private final Map<String, String> missing = new TreeMap<>();

    private IkeFacts ike(String... probesAndTexts) {
        return ike(SnapshotsForTests.recorded(probesAndTexts));
    }

    private IkeFacts ike(Snapshot snapshot) {
        return LogReader.of(snapshot, CHARON, TUNNEL, missing).ike(CHARON, Optional.empty());
    }

    private static Optional<Boolean> waiting(Object trapOnly, String log) {
        var tunnel = FactsForTests.with(
                        "tunnel.chosen",
                        true,
                        "tunnel.connectionName",
                        "t",
                        "tunnel.childName",
                        "net",
                        "tunnel.peer",
                        PEER,
                        "tunnel.trapOnly",
                        trapOnly)
                .tunnel();
        var snapshot = SnapshotsForTests.recorded("P13.files", file("charon.log", log));
        return LogReader.of(snapshot, CHARON, tunnel, new TreeMap<>())
                .ike(CHARON, Optional.empty())
                .waiting();
    }

    @Test
    void aPolicyWithoutAnSaWaitsForTrafficUntilTheDaemonHasTried() {
        String started = "Jan  2 02:59:00 00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1.0)\n";
        assertThat(waiting(true, started)).contains(true);
        assertThat(waiting(true, started + TWO_PEERS)).contains(false);
        assertThat(waiting(false, started)).contains(false);
        assertThat(waiting(Optional.empty(), started + TWO_PEERS)).contains(false);
        assertThat(waiting(Optional.empty(), started)).isEmpty();
    }

    private static String file(String name, String text) {
        return "==> /var/log/" + name + " <==\n" + text;
    }

    @Test
    void theOtherPeersTroubleIsNotOurs() {
        var ike = ike("P13.files", file("charon.log", TWO_PEERS));
        assertThat(ike.lastNotify()).contains("");
        assertThat(ike.sent()).contains(2L);
        assertThat(ike.received()).contains(0L);
        assertThat(ike.retransmits()).contains(1L);
        assertThat(ike.stage()).contains("init");
    }

    @Test
    void withoutThreadsThePacketSaysWhoseLinesTheyAre() {
        String journal = """
                2026-01-02T03:00:01+0000 gw charon-systemd[9]: received packet: from 203.0.113.7[500] to 192.0.2.1[500] (36 bytes)
                2026-01-02T03:00:01+0000 gw charon-systemd[9]: parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]
                2026-01-02T03:00:02+0000 gw charon-systemd[9]: received packet: from 198.51.100.2[500] to 192.0.2.1[500] (36 bytes)
                2026-01-02T03:00:02+0000 gw charon-systemd[9]: parsed IKE_AUTH response 1 [ IDr AUTH N(TS_UNACCEPT) ]
                2026-01-02T03:00:03+0000 gw charon-systemd[9]: received packet: from 203.0.113.7[500] to 192.0.2.1[500] (36 bytes)
                2026-01-02T03:00:03+0000 gw charon-systemd[9]: parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]
                """;
        var ike = ike("P13.journal", journal);
        assertThat(ike.received()).contains(1L);
        assertThat(ike.lastNotify()).contains("TS_UNACCEPTABLE");
        assertThat(ike.receivedLines().probe()).isEqualTo("P13.journal");
    }

    @Test
    void aTagNamesTheConnection() {
        var daemon = FactsForTests.with(
                        "daemon.kind", "strongswan", "daemon.connections", List.of(connection("t"), connection("u")))
                .daemon();
        String log = """
                Jan  2 03:00:01 07[ENC] <t|1> parsed IKE_AUTH response 1 [ IDr AUTH N(TS_UNACCEPT) ]
                Jan  2 03:00:02 07[ENC] <u|2> parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]
                """;
        var reader =
                LogReader.of(SnapshotsForTests.recorded("P13.files", file("charon.log", log)), daemon, TUNNEL, missing);
        assertThat(reader.ike(daemon, Optional.empty()).lastNotify()).contains("TS_UNACCEPTABLE");
    }

    private static espy.daemon.Connection connection(String name) {
        return new espy.daemon.Connection(
                name,
                "2",
                List.of(),
                List.of(PEER),
                "",
                "",
                "psk",
                "psk",
                List.of(),
                false,
                List.of(),
                Optional.empty());
    }

    @Test
    void oldTroubleDoesNotCount() {
        String failed = """
                Jan  2 03:00:01 07[IKE] initiating IKE_SA t[1] to 198.51.100.2
                Jan  2 03:00:01 07[ENC] parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]
                """;
        String up =
                "Jan  2 03:01:00 07[IKE] CHILD_SA net{1} established with SPIs c1c1c1c1_i c2c2c2c2_o and TS 10.1.0.0/24 === 10.2.0.0/24\n";
        String other = up.replace("net{", "other{");
        String start = "Jan  2 03:02:00 00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1.176, x86_64)\n";
        assertThat(ike("P13.files", file("charon.log", failed)).lastNotify()).contains("AUTHENTICATION_FAILED");
        assertThat(ike("P13.files", file("charon.log", failed + up)).lastNotify())
                .contains("");
        assertThat(ike("P13.files", file("charon.log", failed + start)).stage()).contains("none");
        assertThat(ike("P13.files", file("charon.log", up + failed)).lastNotify())
                .contains("AUTHENTICATION_FAILED");
        var log = TunnelLog.read(
                        SnapshotsForTests.recorded("P13.files", file("charon.log", failed + other)), CHARON, TUNNEL)
                .orElseThrow();
        assertThat(log.up()).as("another child").isEmpty();
        assertThat(log.about()).hasSize(3);
    }

    @Test
    void theSameLinesInThreeLogsCountOnce() {
        String journal =
                TWO_PEERS.replace("Jan  2 03", "2026-01-02T03").replaceAll("(?m)^(\\S+) ", "$1+0000 gw charon[9]: ");
        String syslog = TWO_PEERS.replaceAll("(?m)^(.{15}) ", "$1 gw charon[9]: ");
        var ike = ike("P13.journal", journal, "P13.files", file("charon.log", TWO_PEERS) + file("syslog", syslog));
        assertThat(ike.sent()).contains(2L);
        assertThat(ike.sentLines().probe()).isEqualTo("P13.files");
        assertThat(ike.sentLines().lines()).allMatch(l -> !l.contains("gw"));
    }

    @Test
    void aStaleLogFileGivesWayToTheJournal() {
        String journal =
                "2026-01-02T03:00:02+0000 gw charon[9]: 07[NET] sending packet: from 192.0.2.1[500] to 198.51.100.2[500] (464 bytes)\n";
        var ike = ike("P13.journal", journal, "P13.files", file("charon.log", TWO_PEERS.replace("Jan  2", "Dec 20")));
        assertThat(ike.sent()).contains(1L);
        assertThat(ike.sentLines().probe()).isEqualTo("P13.journal");
    }

    @Test
    void withoutRootThereIsASentenceAndNoFact() {
        var answers = List.of(
                SnapshotsForTests.answer("P13.journal", Answer.Outcome.NEEDS_ROOT, -1, "", ""),
                SnapshotsForTests.answer("P13.files", Answer.Outcome.NEEDS_ROOT, -1, "", ""));
        var reader = LogReader.of(SnapshotsForTests.snapshot(Access.USER, false, answers), CHARON, TUNNEL, missing);
        assertThat(reader.facts().lines()).isEmpty();
        assertThat(reader.facts().seen()).isEmpty();
        var ike = reader.ike(CHARON, Optional.empty());
        assertThat(ike.sent()).isEmpty();
        assertThat(ike.stage()).isEmpty();
        assertThat(ike.lastNotify()).isEmpty();
        assertThat(missing).containsEntry("log", "Only root may read the logs").containsKey("ike");
    }

    @Test
    void signaturesAreCountedForThisPeerOnly() {
        var facts = LogReader.of(
                        SnapshotsForTests.recorded("P13.files", file("charon.log", TWO_PEERS)), CHARON, TUNNEL, missing)
                .facts();
        assertThat(facts.lines()).contains(11L);
        assertThat(facts.lastTime()).contains("Jan  2 03:00:02");
        assertThat(facts.seen().orElseThrow().values())
                .flatExtracting(s -> s.quote().lines())
                .noneMatch(l -> l.toString().contains("NO_PROPOSAL_CHOSEN"));
    }
}
