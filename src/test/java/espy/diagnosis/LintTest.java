package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import espy.checklist.Complaint;
import espy.daemon.Signature;
import espy.daemon.Signatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintTest {
    private static final Library LIBRARY = Library.builtIn();
    private static final Set<String> SIGNATURES =
            Signatures.builtIn().all().stream().map(Signature::name).collect(Collectors.toSet());
    private static final Pattern EXAMPLE = Pattern.compile("^```yaml\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private static List<String> heads(String text) {
        return Lint.file("f.yaml", text, SIGNATURES, LIBRARY).stream()
                .map(Complaint::head)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"phase-1.yaml", "phase-2.yaml", "causes.yaml"})
    void builtInFilesHaveNoMistakes(String name) throws IOException {
        assertThat(heads(Files.readString(Path.of("checklists", name)))).isEmpty();
    }

    @Test
    void examplesOfTheManualHaveNoMistakes() throws IOException {
        var examples = EXAMPLE.matcher(Files.readString(Path.of("docs/checklists.md")))
                .results()
                .map(r -> r.group(1))
                .filter(t -> !t.startsWith("#"))
                .toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(2);
        assertThat(examples).allSatisfy(t -> assertThat(heads(t)).as(t).isEmpty());
    }

    private static final String CAUSE = """
            causes:
              - id: X01
                slug: mine
                title: Mine
                frequency: rare
                severity: S4
                seen-from: here
                evidence: [{proof: seen, when: "'charon.mac-mismatch' in log.seen", quote: ike.sas}]
                explains: [p1.talk]
                consequence-of: [A01]
                separate: [{from: A02, ask: Well?}]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p1.talk | p1.tolk | f.yaml:9:16: no check has the id p1.tolk; did you mean \"p1.talk\"?",
                "[A01] | [A01, A99] | f.yaml:10:27: no cause has the id A99",
                "[A01] | [X01] | f.yaml:10:22: a cause is no consequence of itself",
                "charon.mac-mismatch | charon.mac-missmatch | did you mean \"charon.mac-mismatch\"?",
                "frequency: rare | frequency: rar | f.yaml:5:16: \"frequency\" is one of",
                "frequency: rare | other: rare | f.yaml:5:5: a cause has no field \"other\"",
                "seen-from: here | seen-from: there | f.yaml:7:16: \"seen-from\" is one of",
                "slug: mine | slug: My Own | f.yaml:3:11: \"slug\" is made of",
                "id: X01 | id: X1 | f.yaml:2:9: \"id\" is a letter and two digits",
                "proof: seen | exculpates: seen | a cause needs \"evidence\" that speaks for it",
                "', quote: ike.sas' | '' | \"quote\" is missing",
                "from: A02 | from: A98 | no cause has the id A98",
                "from: A02 | form: A02 | has no field \"form\"; did you mean \"from\"?",
            })
    void mistakesInCauses(String right, String wrong, String complaint) {
        assertThat(heads(CAUSE)).isEmpty();
        assertThat(CAUSE).contains(right);
        assertThat(heads(CAUSE.replace(right, wrong))).anyMatch(h -> h.contains(complaint));
    }

    @Test
    void aCauseMayComeFromAnotherOfTheSameFile() {
        String second = CAUSE.replace("causes:\n", "").replace("X01", "X02").replace("A01", "X01");
        assertThat(heads(CAUSE + second)).isEmpty();
        assertThat(heads(CAUSE + CAUSE.replace("causes:\n", "")))
                .containsExactly("f.yaml:12:5: the id X01 is taken by the cause in line 2");
    }

    @Test
    void filesOfSomethingElseAreToldSo() {
        assertThat(heads("cheklist: x")).singleElement().asString().contains("did you mean \"checklist\"?");
        assertThat(heads("[]")).singleElement().asString().contains("the file begins with");
        assertThat(heads("hello")).singleElement().asString().contains("the file begins with");
        assertThat(heads("causes:")).singleElement().asString().contains("\"causes\" must be a list");
        assertThat(heads("causes: []\ntitle: x")).singleElement().asString().contains("no field \"title\"");
    }
}
