package espy.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import espy.gateway.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesTest {
    private static final Path CATALOGUE = Path.of("docs/probes.md");
    private static final String TABLE = """
            | probe | what it shows | root | seconds | KB | answered by | package |
            |---|---|---|---|---|---|---|
            """;
    private static final String COMMANDS = "\n## The commands\n";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (P[\\w.]+) \\| ([^|]+) \\|.*$");

    @Test
    void tablesAreAFewOfAllProbes() {
        assertThat(Probes.look()).containsAll(Probes.tables());
        assertThat(Probes.tables())
                .extracting(Question::id)
                .contains("P06.state", "P06.policy", "P07")
                .noneMatch(id -> id.startsWith("P13") || id.startsWith("P11") || id.startsWith("P04"));
    }

    /** Only the words of the second column are written by hand. */
    @Test
    void theCatalogueTellsWhatTheCodeDoes() throws IOException {
        String written = Files.readString(CATALOGUE);
        var words = ROW.matcher(written).results().collect(Collectors.toMap(m -> m.group(1), m -> m.group(2)
                .strip()));
        String table = Probes.all().stream()
                .map(p -> row(p, words.getOrDefault(p.question().id(), "?")))
                .collect(Collectors.joining());
        String commands = Probes.all().stream()
                .map(Probe::question)
                .map(q -> "\n`" + q.id() + "`\n\n```sh\n" + q.script().strip() + "\n```\n")
                .collect(Collectors.joining());
        String introduction = written.substring(0, written.indexOf(TABLE));
        assertThat(written).isEqualTo(introduction + TABLE + table + COMMANDS + commands);
        assertThat(words.values()).doesNotContain("?").doesNotHaveDuplicates();
    }

    private static String row(Probe p, String words) {
        Question q = p.question();
        String programs = p.programs().stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
        String packages = p.programs().stream()
                .map(Packages::text)
                .filter(t -> !t.isEmpty())
                .collect(Collectors.joining("; "));
        return "| %s | %s | %s | %d | %d | %s | %s |%n"
                .formatted(
                        q.id(),
                        words,
                        q.needsRoot() ? "yes" : "",
                        q.limit().toSeconds(),
                        q.maxBytes() / 1024,
                        programs,
                        packages);
    }

    @Test
    void aQuestionThatIsSkippedWithoutItsProgramNamesIt() {
        for (Probe p : Probes.all()) {
            String gate = p.question().program();
            assertThat(gate.isEmpty() || p.programs().equals(List.of(gate)))
                    .as(p.question().id())
                    .isTrue();
        }
        assertThat(Probes.programs("P14.time")).startsWith("timedatectl");
        assertThat(Probes.programs("P99")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox ash"})
    void everyShellCanReadEveryCommand(String shell) throws Exception {
        var command =
                Stream.concat(Stream.of(shell.split(" ")), Stream.of("-n")).toList();
        assumeTrue(
                Stream.of("/bin/", "/usr/bin/").anyMatch(d -> Files.isExecutable(Path.of(d + command.getFirst()))),
                command.getFirst() + " is not installed");
        for (Question q : Probes.look()) {
            Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = p.getOutputStream()) {
                in.write(q.script().getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(p.waitFor() + said).as(q.id()).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl",
                "wget",
                "ping",
                " rm ",
                "kill",
                "sysctl -w",
                "conntrack -D",
                " flush",
                "--initiate",
                "reload",
                "restart"
            })
    void noCommandSendsOrChangesAnything(String word) {
        assertThat(Probes.look()).extracting(Question::script).noneMatch(s -> s.contains(word));
    }

    @Test
    void packagesAreNamedAsTheGatewayKnowsThem() {
        assertThat(Packages.advice("conntrack", "ID=debian\n", "it")).isEqualTo("; the package conntrack has it");
        assertThat(Packages.advice("conntrack", "time=1\nID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", "it"))
                .isEqualTo("; the package conntrack-tools has it");
        assertThat(Packages.advice("ip", "ID=\"openwrt\"\nID_LIKE=\"lede openwrt\"\n", "it"))
                .isEqualTo("; the package ip-full has it");
        assertThat(Packages.advice("ip", "ID=mint\nID_LIKE=\"ubuntu debian\"\n", "it"))
                .isEqualTo("; the package iproute2 has it");
        assertThat(Packages.advice("conntrack", "ID=arch\n", "it"))
                .isEqualTo("; the package conntrack (Debian, OpenWrt) or conntrack-tools (Red Hat, Alpine) has it");
        assertThat(Packages.advice("chronyc", "", "it")).isEqualTo("; the package chrony has it");
        assertThat(Packages.advice("journalctl", "ID=debian\n", "it")).isEmpty();
    }
}
