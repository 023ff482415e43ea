package espy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The files of the lab say what they must; nothing is booted here. */
class ScenariosTest {
    private static final Path LAB = Scenario.LAB;

    /** What every header has, in this order, and what each field may hold. Ids are those of the fault catalogue, and F for what it lacks. */
    private static final Map<String, Pattern> FIELDS = Map.of(
            "truth", Pattern.compile("[A-Z].{10,}\\."),
            "cause", Pattern.compile("none|[A-F]\\d{2}( [A-F]\\d{2})*"),
            "phase", Pattern.compile("none|1|2|dataplane|host"),
            "visible-from", Pattern.compile("left|right|both"),
            "stimulus", Pattern.compile("none|ping|initiate"),
            "heals-by", Pattern.compile(".{10,}\\."));

    private static final List<String> ORDER =
            List.of("truth", "cause", "phase", "visible-from", "stimulus", "heals-by");

    /** How far the catalogue's groups go; F is open. */
    private static final Map<Character, Integer> LAST_OF_GROUP =
            Map.of('A', 16, 'B', 22, 'C', 26, 'D', 25, 'E', 12, 'F', 99);

    private static final Set<String> HOOKS = Set.of("base", "fault", "pre", "post", "check", "fix");

    private static final Pattern HEADER = Pattern.compile("(?m)^# ([a-z-]+): (.*)$");
    private static final Pattern FUNCTION = Pattern.compile("(?m)^(\\w+)\\(\\)");
    private static final Pattern HEALTHY_NAME = Pattern.compile("healthy(-.*)?");

    @TestFactory
    Stream<DynamicTest> everyHeaderIsComplete() {
        return eachScenario((name, text) -> {
            List<String> names = new ArrayList<>();
            HEADER.matcher(text).results().forEach(r -> {
                names.add(r.group(1));
                if (FIELDS.containsKey(r.group(1))) {
                    assertThat(r.group(2)).as(r.group(1)).matches(FIELDS.get(r.group(1)));
                }
            });
            if (names.remove("variant")) {
                assertThat(LAB.resolve("variants/" + Scenario.field(text, "variant") + ".sed"))
                        .exists();
            }
            assertThat(names).containsExactlyElementsOf(ORDER);
        });
    }

    @TestFactory
    Stream<DynamicTest> everyCauseIsInTheCatalogue() {
        return eachScenario((name, text) -> {
            String cause = Scenario.field(text, "cause");
            assertThat(cause.equals("none"))
                    .as("healthy")
                    .isEqualTo(HEALTHY_NAME.matcher(name).matches());
            assertThat(Scenario.field(text, "phase").equals("none")).isEqualTo(cause.equals("none"));
            if (!cause.equals("none")) {
                assertThat(cause.split(" ", -1)).doesNotHaveDuplicates().allSatisfy(id -> assertThat(
                                Integer.parseInt(id.substring(1)))
                        .as(id)
                        .isBetween(1, LAST_OF_GROUP.get(id.charAt(0))));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyScenarioDefinesOnlyWhatTheLabCalls() {
        return eachScenario((name, text) -> {
            List<String> defined =
                    FUNCTION.matcher(text).results().map(r -> r.group(1)).toList();
            assertThat(defined).doesNotHaveDuplicates().contains("check").isSubsetOf(HOOKS);
            if (!Scenario.field(text, "cause").equals("none")) {
                assertThat(defined).as("what makes the fault").containsAnyOf("fault", "pre", "post");
                if (!defined.contains("fault")) {
                    assertThat(text).as("what heals it").containsAnyOf("\nfix()", "\nRESTART=1");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyScriptParses() throws IOException {
        try (Stream<Path> files = Files.walk(LAB)) {
            return files
                    .filter(f -> Files.isRegularFile(f) && isScript(f))
                    .map(f -> DynamicTest.dynamicTest(LAB.relativize(f).toString(), () -> {
                        Process bash = new ProcessBuilder("bash", "-n", f.toString())
                                .redirectErrorStream(true)
                                .start();
                        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                        assertThat(bash.waitFor()).as(said).isZero();
                    }))
                    .toList()
                    .stream();
        }
    }

    @Test
    void namesAndTruthsAreUnique() {
        assertThat(scenarios().map(f -> f.getFileName().toString().toLowerCase(Locale.ROOT)))
                .allMatch(n -> n.matches("[a-z0-9-]+\\.sh"))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(10);
        assertThat(scenarios().map(f -> Scenario.field(Scenario.read(f), "truth")))
                .doesNotHaveDuplicates();
    }

    @Test
    void theListIsWhatTheHeadersSay() throws Exception {
        Process list = new ProcessBuilder(LAB.resolve("lab").toString(), "list").start();
        String said = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(list.waitFor()).isZero();
        UnaryOperator<String> line = name -> Stream.concat(
                        Stream.of(name),
                        Stream.of("cause", "phase", "visible-from", "stimulus", "truth", "heals-by")
                                .map(f -> Scenario.field(Scenario.read(LAB.resolve("scenarios/" + name + ".sh")), f)))
                .collect(Collectors.joining("\t"));
        assertThat(said.lines())
                .containsExactlyInAnyOrderElementsOf(
                        scenarios().map(ScenariosTest::name).map(line).toList());
    }

    private interface Check {
        void of(String name, String text);
    }

    private static Stream<DynamicTest> eachScenario(Check check) {
        return scenarios().map(f -> DynamicTest.dynamicTest(name(f), () -> check.of(name(f), Scenario.read(f))));
    }

    private static Stream<Path> scenarios() {
        try (Stream<Path> files = Files.list(LAB.resolve("scenarios"))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path scenario) {
        return scenario.getFileName().toString().replaceFirst("\\.sh$", "");
    }

    private static boolean isScript(Path file) {
        return file.toString().endsWith(".sh") || Scenario.read(file).startsWith("#!/bin/bash");
    }
}
