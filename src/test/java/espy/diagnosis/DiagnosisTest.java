package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import espy.checklist.CheckResult;
import espy.checklist.Complaint;
import espy.checklist.SourceFile;
import espy.checklist.Verdict;
import espy.checklist.Yaml;
import espy.gateway.Access;
import espy.gateway.Look;
import espy.probe.Snapshot;
import espy.probe.facts.Facts;
import espy.probe.facts.FactsForTests;
import espy.probe.facts.Quote;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final Snapshot NOTHING =
            Snapshot.of("gw", new Look(Access.ROOT, "", Instant.EPOCH, List.of()), false);
    private static final String TRUE = "!tunnel.chosen";
    private static final String FALSE = "tunnel.chosen";
    private static final String UNSEEN = "ike.established";

    /** A rare cause, -5 to begin with; each piece of evidence is {@code strength:kind:condition}. */
    private static String cause(String id, String more, String... evidence) {
        var text = new StringBuilder("  - {id: %s, slug: s, title: T, frequency: rare, severity: S1%s, evidence: ["
                .formatted(id, more.isEmpty() ? "" : ", " + more));
        for (String e : evidence) {
            List<String> parts = Arrays.asList(e.split(":", 3));
            text.append("{%s: said %s, kind: '%s', when: '%s', quote: ike.sas}, "
                    .formatted(parts.get(0), parts.get(0), parts.get(1), parts.get(2)));
        }
        return text.append("]}\n").toString();
    }

    private static List<Finding> found(String... causes) {
        return found(FactsForTests.with("ike.sas", Quote.of("P04", List.of("gw"))), List.of(), causes);
    }

    private static List<Finding> found(Facts facts, List<CheckResult> checks, String... causes) {
        var file = new SourceFile("my.yaml", "causes:\n" + String.join("", causes));
        Causes read = Causes.read(file, Yaml.read(file).orElseThrow(), true, Set.of(), Set.of(), Set.of());
        assertThat(file.complaints()).extracting(Complaint::text).isEmpty();
        return Diagnosis.of(read, facts, NOTHING, checks);
    }

    private static List<String> order(List<Finding> findings) {
        return findings.stream()
                .map(f -> f.under().isEmpty() ? f.cause() : f.cause() + "<" + f.under())
                .toList();
    }

    @Test
    void oneProofStandsBeforeAnySumOfHints() {
        List<Finding> found = found(
                cause("X01", "", "strong:a:" + TRUE, "strong:b:" + TRUE, "strong:c:" + TRUE, "strong:d:" + TRUE),
                cause("X02", "", "proof:a:" + TRUE));
        assertThat(order(found)).containsExactly("X02", "X01");
        assertThat(found).extracting(Finding::score).containsExactly(3.0, 7.0);
        assertThat(found).extracting(Finding::confidence).containsExactly(0.95, 0.99);
        assertThat(found).extracting(Finding::strength).containsExactly("proof", "strong");
        assertThat(found.getFirst().summary()).isEqualTo("said proof");
    }

    @Test
    void cluesOfOneKindCountOnceWithTheHeaviest() {
        assertThat(found(cause(
                        "X01",
                        "",
                        "hint:log:" + TRUE,
                        "strong:log:" + TRUE,
                        "strong:log:" + TRUE,
                        "strong:log:" + TRUE)))
                .isEmpty();
        assertThat(found(cause("X01", "", "hint:log:" + TRUE, "proof:log:" + TRUE, "strong:log:" + TRUE)))
                .extracting(Finding::score)
                .containsExactly(3.0);
    }

    @Test
    void cluesWithoutAKindCountEachEvenWhenTheyAreAlike() {
        String strong = "strong::" + TRUE;
        assertThat(found(cause("X01", "", strong, strong, strong)))
                .extracting(Finding::score)
                .containsExactly(4.0);
    }

    @Test
    void whatSpeaksAgainstCounts() {
        assertThat(found(cause("X01", "", "proof:a:" + TRUE, "exculpates:a:" + TRUE)))
                .isEmpty();
        List<Finding> found = found(
                cause("X01", "", "proof:a:" + TRUE, "strong:b:" + TRUE, "exculpates:a:" + TRUE),
                cause("X02", "", "proof:a:" + TRUE));
        assertThat(order(found))
                .as("what is contradicted goes, however much speaks for it")
                .containsExactly("X02");
        assertThat(found(cause("X01", "", "proof:a:" + FALSE, "exculpates:a:" + TRUE)))
                .isEmpty();
    }

    @Test
    void whatCannotBeDecidedIsListedAndDoesNotCount() {
        var facts = FactsForTests.with("missing", Map.of("ike", "the daemon did not answer"));
        List<Finding> found = found(
                facts, List.of(), cause("X01", "", "proof:a:" + TRUE, "proof:b:" + UNSEEN, "exculpates:c:" + UNSEEN));
        assertThat(found).extracting(Finding::score).containsExactly(3.0);
        assertThat(found.getFirst().notSeen())
                .containsExactly(
                        "said proof – the daemon did not answer", "said exculpates – the daemon did not answer");
        assertThat(found(facts, List.of(), cause("X01", "", "proof:a:" + UNSEEN)))
                .isEmpty();
    }

    @Test
    void requirementsExcludeOnlyWhereTheyAreFalse() {
        assertThat(found(cause("X01", "requires: " + FALSE, "proof:a:" + TRUE))).isEmpty();
        assertThat(found(cause("X01", "requires: " + UNSEEN, "proof:a:" + TRUE)))
                .hasSize(1);
    }

    @Test
    void whatIsEasilyTakenForALikelyCauseStandsBesideIt() {
        String likely = cause("X01", "separate: [{from: X02, ask: Which}]", "strong:a:" + TRUE, "strong:b:" + TRUE);
        assertThat(order(found(likely, cause("X02", "", "hint:a:" + TRUE)))).containsExactly("X01", "X02");
        assertThat(order(found(likely, cause("X02", "", "hint:a:" + FALSE))))
                .as("nothing speaks for it")
                .containsExactly("X01");
        assertThat(order(found(likely, cause("X02", "", "hint:a:" + TRUE, "exculpates:b:" + TRUE))))
                .as("something speaks against it")
                .containsExactly("X01");
        String proven = cause("X01", "separate: [{from: X02, ask: Which}]", "proof:a:" + TRUE);
        assertThat(order(found(proven, cause("X02", "", "hint:a:" + TRUE)))).containsExactly("X01");
        String brings = cause("X02", "", "hint:a:" + TRUE);
        String brought = likely.replace("evidence:", "consequence-of: [X02], evidence:");
        assertThat(order(found(brings, brought))).as("a guess hides nothing").containsExactly("X01", "X02");
    }

    @Test
    void whereSomethingFailsAndNothingIsLikelyAFewGuessesAreShown() {
        var facts = FactsForTests.with("ike.sas", Quote.of("P04", List.of("gw")));
        var failed = List.of(result("p1.x", Verdict.FAIL));
        String[] causes = {
            cause("X01", "", "strong:a:" + TRUE),
            cause("X02", "", "hint:a:" + TRUE),
            cause("X03", "", "strong:a:" + TRUE, "hint:b:" + TRUE),
            cause("X04", "", "strong:a:" + TRUE, "exculpates:b:" + TRUE),
            cause("X05", "", "strong:a:" + TRUE),
            cause("X06", "", "strong:a:" + TRUE),
        };
        assertThat(order(found(facts, failed, causes))).containsExactly("X03", "X01", "X05");
        assertThat(found(facts, List.of(result("p1.x", Verdict.WARN)), causes)).isEmpty();
    }

    @Test
    void whatIsNoFaultIsSaidOnlyWhereSomethingFails() {
        var facts = FactsForTests.with("ike.sas", Quote.of("P04", List.of("gw")));
        String idle = cause("X01", "", "proof:a:" + TRUE).replace("severity: S1", "severity: S4");
        assertThat(found(facts, List.of(result("p1.x", Verdict.PASS)), idle)).isEmpty();
        assertThat(found(facts, List.of(result("p1.x", Verdict.FAIL)), idle)).hasSize(1);
    }

    @Test
    void nothingBelowTheThresholdIsShown() {
        assertThat(found(cause("X01", "", "strong:a:" + TRUE, "hint:b:" + TRUE, "hint:c:" + TRUE)))
                .isEmpty();
        assertThat(found(cause("X01", "", "strong:a:" + TRUE, "strong:b:" + TRUE)))
                .hasSize(1);
    }

    @Test
    void aConsequenceStandsUnderItsCauseHoweverMuchSpeaksForIt() {
        String[] causes = {
            cause("X01", "consequence-of: [X02]", "proof:a:" + TRUE, "proof:b:" + TRUE),
            cause("X02", "", "proof:a:" + TRUE),
            cause("X03", "consequence-of: [X01]", "strong:a:" + TRUE, "strong:b:" + TRUE),
            cause("X04", "", "strong:a:" + TRUE, "strong:b:" + TRUE)
        };
        assertThat(order(found(causes))).containsExactly("X02", "X01<X02", "X03<X01", "X04");
    }

    @Test
    void aProvenConsequenceIsNotHiddenUnderAGuess() {
        assertThat(order(found(
                        cause("X01", "", "strong:a:" + TRUE, "strong:b:" + TRUE),
                        cause("X02", "consequence-of: [X01]", "proof:a:" + TRUE))))
                .containsExactly("X02", "X01");
    }

    @Test
    void causesInACircleAreAllListedOnce() {
        assertThat(order(found(
                        cause("X01", "consequence-of: [X02]", "proof:a:" + TRUE),
                        cause("X02", "consequence-of: [X01]", "proof:a:" + TRUE, "hint:b:" + TRUE))))
                .containsExactly("X02", "X01<X02");
    }

    @Test
    void aFindingExplainsTheChecksThatDidNotPass() {
        var checks = List.of(result("a", Verdict.FAIL), result("b", Verdict.PASS), result("c", Verdict.UNKNOWN));
        assertThat(found(FactsForTests.absent(), checks, cause("X01", "explains: [a, b, c, d]", "proof:a:" + TRUE))
                        .getFirst()
                        .explains())
                .containsExactly("a", "c");
    }

    private static CheckResult result(String id, Verdict verdict) {
        return new CheckResult(id, "l", "L", List.of(), "t", "", verdict, "", List.of(), "", Map.of(), List.of(), "");
    }
}
