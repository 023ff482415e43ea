package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import espy.checklist.CheckResult;
import espy.checklist.Judge;
import espy.checklist.Verdict;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import espy.probe.Snapshot;
import espy.probe.facts.FactsForTests;
import espy.probe.facts.FactsReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
