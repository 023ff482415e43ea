package espy.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class YamlTest {
    /** The complaints' first lines; a file that cannot be read has at least one. */
    private static List<String> heads(String text) {
        return Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            var file = new SourceFile("f.yaml", text);
            assertThat(Yaml.read(file).isPresent() || !file.complaints().isEmpty())
                    .isTrue();
            return file.complaints().stream().map(Complaint::head).toList();
        });
    }

    private static String only(String text) {
        assertThat(heads(text)).hasSize(1);
        return heads(text).getFirst();
    }

    @Test
    void valuesAreTextWithTheirPlaces() {
        var file = new SourceFile("f.yaml", "\ufeffa: 1\nb: [yes, 0x1F, no]\n");
        var root = (Node.Mapping) Yaml.read(file).orElseThrow();
        assertThat(root.fields()).containsOnlyKeys("a", "b");
        var items = Fields.of(file, root, "a test", List.of("a", "b")).list("b");
        assertThat(items)
                .containsExactly(
                        new Node.Scalar("yes", 2, 5), new Node.Scalar("0x1F", 2, 10), new Node.Scalar("no", 2, 16));
        assertThat(file.complaints()).isEmpty();
    }

    @Test
    void anchorsAliasesAndMergeKeysAreRefused() {
        assertThat(only("a: &x [1]\nb: *x")).startsWith("f.yaml:1:").contains("anchors and aliases");
        assertThat(only("b: *x")).contains("f.yaml:1:");
        assertThat(only("a: 1\n<<: {b: 2}")).startsWith("f.yaml:2:1: merge keys");
        String bomb = "a0: &a0 [x, x]\n"
                + IntStream.range(1, 40)
                        .mapToObj(i -> "a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1))
                        .collect(Collectors.joining());
        assertThat(only(bomb)).startsWith("f.yaml:1:").contains("anchors and aliases");
    }

    @Test
    void whatIsTooMuchIsRefused() {
        assertThat(only("[".repeat(100_000))).contains("nested deeper than 30 levels");
        assertThat(only("{a: ".repeat(100_000))).contains("nested deeper than 30 levels");
        assertThat(only("- ".repeat(100_000) + "x")).contains("nested deeper than 30 levels");
        assertThat(only("#" + "x".repeat(600 * 1024))).contains("more than 512 KiB");
        assertThat(only("? ".repeat(5_000) + "x")).startsWith("f.yaml:1:");
    }

    @Test
    void otherSlipsAreOneComplaintWithTheirPlace() {
        assertThat(only("")).isEqualTo("f.yaml:1:1: the file is empty");
        assertThat(only("# nothing\n\n")).isEqualTo("f.yaml:1:1: the file is empty");
        assertThat(only("a: 1\n---\nb: 2\n")).startsWith("f.yaml:3:1: ").contains("a second document");
        assertThat(only("a:\n\tb: 1\n")).startsWith("f.yaml:2:1: ").contains("TAB");
        assertThat(only("a: 'x\n")).startsWith("f.yaml:");
        assertThat(only("a: b: c\n")).startsWith("f.yaml:1:");
        assertThat(only("a: \"\\q\"\n")).startsWith("f.yaml:1:");
        assertThat(only("? [x, y]\n: z\n")).startsWith("f.yaml:");
        assertThat(only("a: 1\nb: 2\na: 3\n")).startsWith("f.yaml:3:1: \"a\" stands here twice (first in line 1)");
        assertThat(only("%YAML 9.9\n---\na: 1\n")).startsWith("f.yaml:1:");
        assertThat(only("a: \u0000\u0001\u001b[2J")).startsWith("f.yaml:").doesNotContain("\u001b");
    }

    @Test
    void noTextBreaksTheReaders() {
        String seed =
                Texts.check("verdicts:\n  - warn: \"{{ike.sent}} x\"\n    when: ike.sent > 1\n    evidence: ike.sas\n");
        String salt = "{}[]:,-?&*!|>'\"%@`#\n\t \\~<=.x0\u0000\ufeff\ud83d";
        var random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            var text = new StringBuilder(seed);
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at,
                        Math.min(text.length(), at + random.nextInt(3)),
                        String.valueOf(salt.charAt(random.nextInt(salt.length()))));
            }
            var file = new SourceFile("f.yaml", text.toString());
            var root = Yaml.read(file);
            assertThat(root.isPresent() || !file.complaints().isEmpty()).isTrue();
            root.ifPresent(r -> ChecklistReader.read(file, r, true, Texts.SIGNATURES));
            file.complaints().forEach(c -> assertThat(c.text()).startsWith("f.yaml:"));
        }
    }
}
