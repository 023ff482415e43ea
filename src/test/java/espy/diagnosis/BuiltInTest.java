package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import espy.checklist.CheckResult;
import espy.checklist.Judge;
import espy.checklist.Verdict;
import espy.gateway.Access;
import espy.gateway.Look;
import espy.probe.Snapshot;
import espy.probe.facts.FactsForTests;
import java.time.Instant;
import java.util.List;
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
}
