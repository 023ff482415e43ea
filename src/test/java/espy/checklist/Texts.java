package espy.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import espy.probe.Snapshot;
import espy.probe.facts.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Checklists written down in a test. */
final class Texts {
    static final Set<String> SIGNATURES = Set.of("charon.mac-mismatch", "charon.no-proposal");

    private Texts() {}

    /** What is wrong with a checklist, as it is shown. */
    static List<String> complaints(String yaml) {
        var file = new SourceFile("my.yaml", yaml);
        Yaml.read(file).ifPresent(root -> ChecklistReader.read(file, root, true, SIGNATURES));
        return file.complaints().stream().map(Complaint::text).toList();
    }

    /** A checklist with nothing wrong. */
    static Checklist list(String yaml) {
        var file = new SourceFile("my.yaml", yaml);
        Checklist list = ChecklistReader.read(file, Yaml.read(file).orElseThrow(), true, SIGNATURES);
        assertThat(file.complaints()).extracting(Complaint::text).isEmpty();
        return list;
    }

    /** The one check of a list, with these fields, judged. */
    static CheckResult judged(String fields, Facts facts, Answer... answers) {
        return Judge.checks(List.of(list(check(fields))), facts, snapshot(answers))
                .getFirst();
    }

    /** A list with one check, whose other fields begin in line 6, indented by four. */
    static String check(String fields) {
        return "checklist: my\ntitle: Mine\nchecks:\n  - id: my.one\n    title: One\n" + fields.indent(4);
    }

    static Snapshot snapshot(Answer... answers) {
        return Snapshot.of("gw", new Look(Access.ROOT, "", Instant.EPOCH, Arrays.asList(answers)), false);
    }

    static Answer answer(String probe, String command, String out) {
        return new Answer(probe, command, Instant.EPOCH, Duration.ZERO, Answer.Outcome.DONE, 0, false, out, "");
    }
}
