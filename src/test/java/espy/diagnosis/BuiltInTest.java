package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import espy.checklist.CheckResult;
import espy.checklist.Complaint;
import espy.checklist.Judge;
import espy.checklist.Verdict;
import espy.gateway.Access;
import espy.gateway.Look;
import espy.probe.Snapshot;
import espy.probe.facts.FactsForTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInTest {
    private static final Library LIBRARY = Library.builtIn();
    private static final Snapshot NOTHING =
            Snapshot.of("gw", new Look(Access.ROOT, "", Instant.EPOCH, List.of()), false);

    @ParameterizedTest
    @ValueSource(strings = {"phase-1.yaml", "phase-2.yaml", "causes.yaml"})
    void filesHaveNoMistakes(String name) throws IOException {
        String text;
        try (var in = BuiltInTest.class.getResourceAsStream("/checklists/" + name)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(Lint.file(name, text, Set.of(), LIBRARY.checks()))
                .extracting(Complaint::text)
                .isEmpty();
    }

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
