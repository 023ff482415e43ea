package espy.checklist;

import static espy.checklist.Texts.judged;
import static org.assertj.core.api.Assertions.assertThat;

import espy.probe.facts.Facts;
import espy.probe.facts.FactsForTests;
import espy.probe.facts.Quote;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final String TWO_RULES = """
            verdicts:
              - fail: "never answered"
                when: ike.received == 0
                evidence: ike.sentLines
              - pass: "established"
                when: ike.established
                evidence: ike.sas
            ask: Does it?
            do: {any: "tcpdump host {{tunnel.peer}}"}
            """;

    @Test
    void theFirstThatHoldsWins() {
        var both = FactsForTests.with("ike.received", 0L, "ike.established", true);
        var second = FactsForTests.with("ike.received", 1L, "ike.established", true);
        assertThat(judged(TWO_RULES, both).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged(TWO_RULES, second).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void anUndecidableRuleBeforeTheOneThatHoldsLeavesItOpenWithTheReason() {
        var facts = FactsForTests.with(
                "ike.established",
                true,
                "missing",
                Map.of("ike", "the daemon did not answer", "ike.received", "no root"));
        CheckResult result = judged(TWO_RULES, facts);
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.summary()).isEqualTo("Could not be decided: no root");
        assertThat(result.evidence()).isEmpty();
        assertThat(result.ask()).isEqualTo("Does it?");
    }

    @Test
    void theReasonOfTheNearestPartIsGivenAndElseTheFactIsNamed() {
        assertThat(judged(TWO_RULES, FactsForTests.with("missing", Map.of("ike", "no answer")))
                        .summary())
                .isEqualTo("Could not be decided: no answer");
        assertThat(judged(TWO_RULES, FactsForTests.absent()).summary())
                .isEqualTo("Could not be decided: ike.received was not seen");
    }

    @Test
    void anUndecidableRuleAfterTheOneThatHoldsDoesNotMatter() {
        assertThat(judged(TWO_RULES, FactsForTests.with("ike.received", 0L)).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void regardlessHoldsAfterAnUndecidableRule() {
        String yaml = TWO_RULES.replace("evidence: ike.sas\n", "evidence: ike.sas\n    regardless: true\n");
        assertThat(judged(yaml, FactsForTests.with("ike.established", true)).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(judged(yaml, FactsForTests.with("ike.established", false)).verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void whenNoneHoldsThePersonIsAsked() {
        var none = FactsForTests.with("ike.received", 2L, "ike.established", false);
        CheckResult result = judged(TWO_RULES, none);
        assertThat(result.verdict()).isEqualTo(Verdict.NEEDS_YOU);
        assertThat(result.ask()).isEqualTo("Does it?");
        assertThat(judged(TWO_RULES.replace("ask: Does it?\n", ""), none).verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void withoutRulesOnlyAPersonCanKnow() {
        CheckResult result =
                judged("ask: \"Is {{tunnel.peer}} right?\"", FactsForTests.with("tunnel.peer", "10.0.0.2"));
        assertThat(result.verdict()).isEqualTo(Verdict.NEEDS_YOU);
        assertThat(result.ask()).isEqualTo("Is 10.0.0.2 right?");
    }

    @Test
    void adviceIsGivenUnlessAllIsWell() {
        var fail = FactsForTests.with("ike.received", 0L, "tunnel.peer", "10.0.0.2");
        var pass = FactsForTests.with("ike.received", 1L, "ike.established", true);
        assertThat(judged(TWO_RULES, fail).todo()).isEqualTo(Map.of("any", "tcpdump host 10.0.0.2"));
        assertThat(judged(TWO_RULES, fail).ask()).isEmpty();
        assertThat(judged(TWO_RULES, pass).todo()).isEmpty();
    }

    @Test
    void skipComesBeforeEveryRuleAndAnUndecidableSkipDoesNotSkip() {
        String yaml = "skip: {when: host.fips, because: \"{{daemon.kind}} is not meant\"}\n" + TWO_RULES;
        var facts = FactsForTests.with("ike.received", 0L, "daemon.kind", "racoon");
        CheckResult skipped = judged(yaml, FactsForTests.with(facts, "host.fips", true));
        assertThat(skipped.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(skipped.summary()).isEqualTo("racoon is not meant");
        assertThat(skipped.todo()).isEmpty();
        assertThat(judged(yaml, facts).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void absentIsNeitherTrueNorFalseInLogic() {
        assertThat(verdictOf("tunnel.chosen && ike.established")).isEqualTo(Verdict.NEEDS_YOU);
        assertThat(verdictOf("ike.established && tunnel.chosen")).isEqualTo(Verdict.NEEDS_YOU);
        assertThat(verdictOf("!tunnel.chosen || ike.established")).isEqualTo(Verdict.WARN);
        assertThat(verdictOf("!ike.established")).isEqualTo(Verdict.UNKNOWN);
        assertThat(verdictOf("has(ike.established) && ike.established")).isEqualTo(Verdict.NEEDS_YOU);
        assertThat(verdictOf("'charon.no-proposal' in log.seen")).isEqualTo(Verdict.UNKNOWN);
    }

    /** On facts of which none was seen. */
    private static Verdict verdictOf(String when) {
        String yaml = "verdicts: [{warn: w, when: \"" + when + "\", evidence: ike.sas}]\nask: Well?";
        return judged(yaml, FactsForTests.absent()).verdict();
    }

    @Test
    void anExpressionThatBreaksOnTheFactsLeavesTheCheckOpenAndSaysWhere() {
        String yaml = "verdicts:\n  - warn: w\n    when: 1 / tunnel.remoteTs.size() > 0\n    evidence: ike.sas";
        CheckResult result = judged(yaml, FactsForTests.absent());
        assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(result.summary()).startsWith("Could not be decided: this check is broken: my.yaml:8:15: ");
    }

    @Test
    void partsAndCodesAreHandedOn() {
        var list = Texts.list("""
                checklist: my
                title: Mine
                checks:
                  - {id: my.whole, title: Whole, ask: Well?, seed: [P1-b2]}
                  - {id: my.part, parent: my.whole, title: Part, ask: Well?}
                """);
        List<CheckResult> results = Judge.checks(List.of(list), FactsForTests.absent(), Texts.snapshot());
        assertThat(results).extracting(CheckResult::id).containsExactly("my.whole", "my.part");
        assertThat(results).extracting(CheckResult::parent).containsExactly("", "my.whole");
        assertThat(results.getFirst().seed()).containsExactly("P1-b2");
        assertThat(results.getFirst().checklistTitle()).isEqualTo("Mine");
    }

    @Test
    void evidenceHasItsProbeTheCommandThatRanAndItsLines() {
        var facts = withSas(new Quote("P04.sas", List.of("gw: ESTABLISHED"), Optional.of("10:00:01")));
        CheckResult result =
                judged(TWO_RULES, facts, Texts.answer("P04.sas", "swanctl --list-sas", "gw: ESTABLISHED, IKEv2"));
        assertThat(result.evidence())
                .containsExactly(new Evidence(
                        "P04.sas",
                        "swanctl --list-sas",
                        List.of("gw: ESTABLISHED"),
                        "here",
                        Optional.of("10:00:01"),
                        ""));
    }

    @Test
    void aListOfQuotesIsSeveralPiecesEachOnce() {
        var facts =
                FactsForTests.with(withSas(Quote.of("A", List.of("a"))), "ike.sentLines", Quote.of("B", List.of("b")));
        String yaml = TWO_RULES.replace("evidence: ike.sas", "evidence: \"[ike.sas, ike.sentLines, ike.sas]\"");
        assertThat(judged(yaml, facts).evidence()).extracting(Evidence::probe).containsExactly("A", "B");
    }

    @Test
    void evidenceIsCleanAndLimited() {
        var lines = List.of(
                "\u001b[31mred\u001b[0m \u001b]0;title\u0007x\u202egnp\u2066\u061c\u0000\u0085", "y".repeat(9000));
        var clean = judged(TWO_RULES, withSas(Quote.of("A", lines)))
                .evidence()
                .getFirst()
                .lines();
        assertThat(clean.getFirst()).isEqualTo("red xgnp");
        assertThat(clean.getLast()).hasSize(Clean.LONGEST + 1).endsWith("y…");

        var many = withSas(Quote.of("A", Collections.nCopies(1000, "z")));
        assertThat(judged(TWO_RULES, many).evidence().getFirst().lines())
                .hasSize(Clean.MOST_LINES + 1)
                .endsWith("… and 960 more lines");
    }

    private static Facts withSas(Quote quote) {
        return FactsForTests.with("ike.received", 1L, "ike.established", true, "ike.sas", quote);
    }
}
