package espy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import espy.checklist.CheckResult;
import espy.checklist.Verdict;
import espy.diagnosis.Library;
import espy.gateway.Question;
import espy.run.Run;
import espy.run.Runner;
import espy.run.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs over real SSH against recordings of real gateways whose fault is known. */
final class DemoTest {
    /** The items of the cheat sheet that the two checklists stand for. */
    private static final Set<String> SEED = Stream.of(
                    "P1-a P1-b P1-b1 P1-b2 P1-b3 P1-c P1-d P1-e P1-f P1-g",
                    "P2-a P2-b P2-c P2-d P2-e P2-f P2-g P2-h P2-i P2-k")
            .flatMap(s -> Stream.of(s.split(" ")))
            .collect(Collectors.toSet());

    private static Library library;

    @BeforeAll
    static void load() {
        library = Library.builtIn();
    }

    static List<Scenario> faulty() {
        return Scenario.all().stream().filter(s -> !s.truth().isEmpty()).toList();
    }

    static List<Scenario> healthy() {
        return Scenario.all().stream().filter(s -> s.truth().isEmpty()).toList();
    }

    private static Run run(Scenario scenario) throws Exception {
        try (var gateway = DemoGateway.open(scenario)) {
            return Runner.run(gateway, false, Wish.ANY, Instant.now(), () -> library, p -> {});
        }
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(healthy()).isNotEmpty();
        assertThat(faulty()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(Scenario.all().getFirst().name()).isEqualTo(Scenario.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void theTruthIsNamedFirst(Scenario scenario) throws Exception {
        Run run = run(scenario);
        assertThat(run.diagnosis()).isNotEmpty();
        assertThat(scenario.truth()).contains(run.diagnosis().getFirst().cause());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(decided(run)).allSatisfy(c -> assertThat(c.evidence()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("healthy")
    void aHealthyGatewayHasNoDiagnosis(Scenario scenario) throws Exception {
        Run run = run(scenario);
        assertThat(run.diagnosis()).isEmpty();
        assertThat(run.checks()).filteredOn(c -> c.verdict() == Verdict.FAIL).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(decided(run)).allSatisfy(c -> assertThat(c.evidence()).isNotEmpty());
        var seen = new TreeSet<String>();
        run.checks().forEach(c -> seen.addAll(c.seed()));
        assertThat(seen).containsAll(SEED);
    }

    private static List<CheckResult> decided(Run run) {
        return run.checks().stream()
                .filter(c -> Set.of(Verdict.PASS, Verdict.FAIL, Verdict.WARN).contains(c.verdict()))
                .toList();
    }

    @Test
    void nothingButRecordedQuestionsIsAnswered() throws Exception {
        try (var gateway = DemoGateway.open(Scenario.all().getFirst())) {
            var asked = new Question("X99", "echo hello; touch /tmp/x", false, Duration.ofSeconds(5), 1000);
            var answer = gateway.look(List.of(asked), id -> {}).answers().getFirst();
            assertThat(answer.outcome()).isEqualTo(espy.gateway.Answer.Outcome.NOT_ASKED);
            assertThat(answer.out()).isEmpty();
        }
    }
}
