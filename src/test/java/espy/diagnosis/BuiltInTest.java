package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import espy.checklist.CheckResult;
import espy.checklist.Judge;
import espy.checklist.Verdict;
import espy.daemon.Connection;
import espy.daemon.Pool;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import espy.probe.Snapshot;
import espy.probe.facts.CertificateFacts;
import espy.probe.facts.Facts;
import espy.probe.facts.FactsForTests;
import espy.probe.facts.FactsReader;
import espy.probe.facts.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuiltInTest {
    private static final Library LIBRARY = Library.builtIn();
    private static final Snapshot NOTHING =
            Snapshot.of("gw", new Look(Access.ROOT, "", Instant.EPOCH, List.of()), false);

    @Test
    void nothingSeenIsNoDiagnosis() {
        var facts = FactsForTests.absent();
        List<CheckResult> checks = Judge.checks(LIBRARY.checklists(), facts, NOTHING);
        assertThat(Diagnosis.of(LIBRARY.causes(), facts, NOTHING, checks))
                .extracting(Finding::cause)
                .isEmpty();
    }

    @Test
    void nothingSeenFailsNothing() {
        List<CheckResult> checks = Judge.checks(LIBRARY.checklists(), FactsForTests.absent(), NOTHING);
        assertThat(checks).extracting(CheckResult::verdict).doesNotContain(Verdict.FAIL, Verdict.PASS);
    }

    @Test
    void proposalsThatDifferInTheGroupAloneAreNoQuestionOfCiphers() {
        assertThat(refused("AES_CBC_256/HMAC_SHA2_256_128/MODP_2048", "AES_CBC_256/HMAC_SHA2_256_128/ECP_384"))
                .startsWith("B03");
        assertThat(refused("AES_CBC_128/HMAC_SHA2_256_128/MODP_2048", "AES_CBC_256/HMAC_SHA2_256_128/ECP_384"))
                .startsWith("B02")
                .doesNotContain("B03");
        assertThat(refused("AES_CBC_256/MODP_2048, IKE:AES_CBC_128/MODP_2048", "AES_CBC_256/ECP_384"))
                .startsWith("B02")
                .doesNotContain("B03");
    }

    @Test
    void certificatesAreJudgedByTheirDays() {
        assertThat(certificates(mine(400, false))).isEqualTo(Verdict.PASS);
        assertThat(certificates(mine(14, false))).isEqualTo(Verdict.WARN);
        assertThat(certificates(mine(-1, false))).isEqualTo(Verdict.FAIL);
        assertThat(certificates(mine(400, true))).isEqualTo(Verdict.FAIL);
        assertThat(certificates(mine(-1, false), mine(400, false)))
                .as("one has ended and another took its place")
                .isEqualTo(Verdict.WARN);
        assertThat(certificates()).isEqualTo(Verdict.NEEDS_YOU);
    }

    private static CertificateFacts mine(long daysLeft, boolean early) {
        return new CertificateFacts(
                "CN=a", "CN=ca", List.of("a"), "2026-01-01", "2027-01-01", daysLeft, early, false, true);
    }

    private static Verdict certificates(CertificateFacts... found) {
        var connection = new Connection(
                "t",
                "2",
                List.of(),
                List.of(),
                "",
                "",
                "pubkey",
                "pubkey",
                List.of(),
                false,
                List.of(),
                Optional.empty());
        return verdict(
                "p1.certificates",
                FactsForTests.with(
                        "tunnel.connectionName", "t",
                        "daemon.connections", List.of(connection),
                        "daemon.unproven", Map.of(),
                        "daemon.certificates", List.of(found)));
    }

    private static Verdict verdict(String check, Facts facts) {
        return Judge.checks(LIBRARY.checklists(), facts, NOTHING).stream()
                .filter(c -> c.id().equals(check))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void anInterfaceThatTakesMoreThanFitsIsAWarning() {
        assertThat(verdict("p2.mtu", FactsForTests.with("host.doorMtu", 1500, "host.largestInner", 1438)))
                .isEqualTo(Verdict.WARN);
        assertThat(verdict("p2.mtu", FactsForTests.with("host.doorMtu", 1438, "host.largestInner", 1438)))
                .isEqualTo(Verdict.PASS);
        assertThat(verdict("p2.mtu", FactsForTests.with("host.doorMtu", 1500))).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aPoolWithoutAFreeAddressIsACause() {
        Facts down = FactsForTests.with(
                "tunnel.chosen",
                true,
                "tunnel.installed",
                false,
                "tunnel.policyOut",
                false,
                "xfrm.policiesQuote",
                Quote.of("P06.policy", List.of("none")),
                "daemon.poolLines",
                Quote.of("P04.pools", List.of("p  10.9.0.1  2 / 0 / 2")));
        assertThat(causes(FactsForTests.with(down, "daemon.pools", List.of(new Pool("p", "10.9.0.1", 2, 2, 0)))))
                .contains("B21");
        assertThat(causes(FactsForTests.with(down, "daemon.pools", List.of(new Pool("p", "10.9.0.1", 2, 1, 0)))))
                .doesNotContain("B21");
    }

    private static List<String> causes(Facts facts) {
        return Diagnosis.of(LIBRARY.causes(), facts, NOTHING, Judge.checks(LIBRARY.checklists(), facts, NOTHING))
                .stream()
                .map(Finding::cause)
                .toList();
    }

    private static List<String> refused(String theirs, String ours) {
        String log = """
                ==> /var/log/charon.log <==
                2026-01-02T03:04:05 05[CFG] received proposals: IKE:%s
                2026-01-02T03:04:05 05[CFG] configured proposals: IKE:%s
                """.formatted(theirs, ours);
        Instant at = Instant.parse("2026-01-02T03:04:06Z");
        var answer = new Answer("P13.files", "", at, Duration.ZERO, Answer.Outcome.DONE, 0, false, log, "");
        Snapshot snapshot = Snapshot.of("gw", new Look(Access.ROOT, "", at, List.of(answer)), false);
        var facts = FactsReader.of(snapshot, Optional.empty(), Optional.empty()).facts();
        return Diagnosis.of(LIBRARY.causes(), facts, snapshot, List.of()).stream()
                .map(Finding::cause)
                .toList();
    }
}
