package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Access;
import espy.gateway.Look;
import espy.probe.Snapshot;
import espy.probe.facts.ActiveFacts;
import espy.probe.facts.CaptureFacts;
import espy.probe.facts.Facts;
import espy.probe.facts.FactsForTests;
import espy.probe.facts.FirewallFacts;
import espy.probe.facts.Quote;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What an active look shows, and the cause that it names: each case differs from a healthy look in what is listed only. */
class ActiveCausesTest {
    private static final Snapshot NOTHING =
            Snapshot.of("gw", new Look(Access.ROOT, "", Instant.EPOCH, List.of()), true);

    /** A tunnel that is up, and ten pings that came back. */
    private static Facts healthy() {
        return FactsForTests.with(
                "gateway.root",
                true,
                "daemon.kind",
                "strongswan",
                "daemon.installed",
                true,
                "daemon.running",
                true,
                "daemon.connections",
                List.of(),
                "daemon.configured",
                List.of(),
                "tunnel.chosen",
                true,
                "tunnel.name",
                "net",
                "tunnel.peer",
                "192.0.2.2",
                "tunnel.local",
                "192.0.2.1",
                "tunnel.mode",
                "tunnel",
                "tunnel.localTs",
                List.of("10.1.0.0/24"),
                "tunnel.remoteTs",
                List.of("10.2.0.0/24"),
                "tunnel.installed",
                true,
                "tunnel.trapOnly",
                false,
                "tunnel.policyOut",
                true,
                "tunnel.policyIn",
                true,
                "tunnel.policyFwd",
                true,
                "tunnel.packetsIn",
                20L,
                "tunnel.packetsOut",
                20L,
                "tunnel.failedIn",
                0L,
                "tunnel.replayIn",
                0L,
                "tunnel.udpEncap",
                false,
                "tunnel.inboundSas",
                1,
                "tunnel.outboundSas",
                1,
                "tunnel.troubles",
                List.of(),
                "tunnel.misfits",
                Map.of(),
                "tunnel.notes",
                List.of(),
                "ike.established",
                true,
                "ike.child",
                true,
                "ike.stage",
                "up",
                "ike.retransmits",
                0L,
                "ike.received",
                4L,
                "ike.sent",
                4L,
                "ike.lastNotify",
                "",
                "log.lines",
                30L,
                "log.seen",
                Map.of(),
                "log.errors",
                List.of(),
                "log.strangers",
                Map.of(),
                "log.kernel",
                Map.of(),
                "xfrm.stat",
                Map.of(),
                "host.nstat",
                Map.of(),
                "host.load",
                0.1,
                "host.conntrackPercent",
                1L,
                "host.memoryFreePercent",
                60L,
                "active.ran",
                true,
                "active.from",
                "10.1.0.1",
                "active.to",
                "10.2.0.10",
                "active.selected",
                true,
                "active.blocked",
                false,
                "active.pingsSent",
                10L,
                "active.pingsReceived",
                10L,
                "active.pingError",
                "",
                "active.tcp",
                "open",
                "active.bigPing",
                true,
                "active.saOut",
                14L,
                "active.saIn",
                14L,
                "active.failedIn",
                0L,
                "active.replayIn",
                0L,
                "active.sasBefore",
                true,
                "active.sasAfter",
                true,
                "active.larval",
                0L,
                "active.stat",
                Map.of(),
                "active.nstat",
                Map.of(),
                "active.drops",
                List.of(),
                "capture.seconds",
                4L,
                "capture.ikeOut",
                0L,
                "capture.ikeIn",
                0L,
                "capture.answersIn",
                0L,
                "capture.repeatsIn",
                0L,
                "capture.answersOut",
                0L,
                "capture.authIn",
                0L,
                "capture.versionsOut",
                List.of(),
                "capture.versionsIn",
                List.of(),
                "capture.espOut",
                14L,
                "capture.espIn",
                14L,
                "capture.espUdpOut",
                0L,
                "capture.espUdpIn",
                0L,
                "capture.unknownSpisIn",
                List.of(),
                "capture.clearOut",
                0L,
                "capture.clearNatted",
                0L,
                "capture.lanIn",
                0L,
                "capture.lanOut",
                0L,
                "capture.fragmentsOut",
                0L,
                "capture.icmp",
                List.of());
    }

    /** Ten pings that got lost. */
    private static Facts lost(Object... more) {
        return FactsForTests.with(
                FactsForTests.with(
                        healthy(), "active.pingsReceived", 0L, "active.tcp", "timeout", "active.bigPing", false),
                more);
    }

    /** A tunnel that does not come up: our first message is repeated. */
    private static Facts down(Object... more) {
        return FactsForTests.with(
                FactsForTests.with(
                        healthy(),
                        "tunnel.installed",
                        false,
                        "ike.established",
                        false,
                        "ike.child",
                        false,
                        "ike.stage",
                        "init",
                        "ike.retransmits",
                        3L,
                        "ike.received",
                        0L,
                        "active.pingsReceived",
                        0L,
                        "active.saOut",
                        0L,
                        "active.saIn",
                        0L,
                        "active.sasBefore",
                        false,
                        "active.sasAfter",
                        false,
                        "capture.seconds",
                        9L,
                        "capture.ikeOut",
                        2L,
                        "capture.espOut",
                        0L,
                        "capture.espIn",
                        0L),
                more);
    }

    private static List<String> causes(Facts facts) {
        return Diagnosis.of(Library.builtIn().causes(), facts, NOTHING, List.of()).stream()
                .map(Finding::cause)
                .toList();
    }

    private static CaptureFacts.IcmpError icmp(String says, String about) {
        return new CaptureFacts.IcmpError("192.0.2.9", says, about, 0, 3);
    }

    private static DynamicTest first(String cause, Facts facts) {
        return DynamicTest.dynamicTest(
                cause, () -> assertThat(causes(facts)).first().isEqualTo(cause));
    }

    @Test
    void nothingIsWrongWithAHealthyTunnel() {
        assertThat(causes(healthy())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> theDifferenceNamesTheCause() {
        Quote lines = Quote.of("P16", List.of("…"));
        return Stream.of(
                first("A02", down("capture.answersIn", 2L, "capture.ikeIn", 2L)),
                first("A04", down("capture.icmp", List.of(icmp("host unreachable", "ike")))),
                first("A05", down("capture.icmp", List.of(icmp("port unreachable", "ike")))),
                first("A07", down("ike.stage", "auth", "capture.fragmentsOut", 4L)),
                first(
                        "A13",
                        down(
                                "capture.repeatsIn",
                                2L,
                                "capture.answersOut",
                                2L,
                                "capture.ikeIn",
                                3L,
                                "ike.retransmits",
                                0L)),
                first("B01", down("capture.versionsOut", List.of("2"), "capture.versionsIn", List.of("1"))),
                first(
                        "C21",
                        lost("active.blocked", true, "active.saOut", 0L, "capture.espOut", 0L, "capture.espIn", 0L)),
                first("C22", lost("tunnel.overlap", true)),
                first("D06", lost("active.stat", Map.of("XfrmInNoStates", 10L), "active.saIn", 0L)),
                first(
                        "D07",
                        lost(
                                "active.failedIn",
                                10L,
                                "active.saIn",
                                0L,
                                "active.stat",
                                Map.of("XfrmInStateProtoError", 10L))),
                first("D10", FactsForTests.with(healthy(), "active.bigPing", false)),
                first("D11", lost("active.stat", Map.of("XfrmInNoPols", 10L))),
                first("D13", lost("active.selected", false, "capture.clearOut", 12L, "capture.clearLines", lines)),
                first("D14", down("active.nstat", Map.of("TcpExtIPReversePathFilter", 3L), "capture.answersIn", 2L)),
                first(
                        "D16",
                        lost(
                                "capture.espIn",
                                0L,
                                "active.saIn",
                                0L,
                                "firewall.espIn",
                                new FirewallFacts.Walk("accept", "", "", 0, lines))),
                first("D18", FactsForTests.with(healthy(), "active.replayIn", 9L)),
                first("D19", lost("active.stat", Map.of("XfrmInStateMismatch", 9L), "active.saIn", 0L)),
                first("F01", lost("host.conntrackPercent", 100L)),
                first("F02", FactsForTests.with(healthy(), "host.load", 6.0)),
                first("F05", FactsForTests.with(healthy(), "active.pingsReceived", 6L, "active.cameUp", List.of())));
    }

    /** A look that measured nothing accuses nobody. */
    @Test
    void withoutAnActiveLookItsCausesAreUndecided() {
        var quiet = FactsForTests.with(healthy(), "active", ActiveFacts.NONE, "capture", CaptureFacts.NONE);
        assertThat(causes(quiet)).isEmpty();
    }
}
