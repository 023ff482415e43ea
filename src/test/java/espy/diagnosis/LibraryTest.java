package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import espy.checklist.Checklist;
import espy.checklist.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's own folder. */
class LibraryTest {
    private static final Library BUILT_IN = Library.builtIn();
    private static final String CHECKS =
            "checklist: mine\ntitle: Mine\nchecks:\n  - {id: my.one, title: One, ask: Well?}\n";
    private static final String CAUSES = """
            causes:
              - id: X01
                slug: mine
                title: Mine
                frequency: rare
                severity: S4
                evidence: [{proof: seen, when: ike.established, quote: ike.sas}]
                explains: [my.one, p1.talk]
                consequence-of: [A01]
            """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void twoGoodFiles() throws IOException {
        // causes come before the checks that they explain
        Files.writeString(folder.resolve("a-causes.yaml"), CAUSES);
        Files.writeString(folder.resolve("b-checks.yml"), CHECKS);
    }

    private Library loaded() {
        return Library.load(Optional.of(folder));
    }

    @Test
    void checklistsAndCausesAreAdded() {
        Library library = loaded();
        assertThat(library.complaints()).extracting(Complaint::text).isEmpty();
        assertThat(library.checklists()).extracting(Checklist::id).containsExactly("phase-1", "phase-2", "mine");
        assertThat(library.checks()).contains("my.one", "p1.talk");
        assertThat(library.causes().size()).isEqualTo(BUILT_IN.causes().size() + 1);
        assertThat(library.causes().has("X01")).isTrue();
    }

    @Test
    void noFolderIsNoTrouble() {
        Library library = Library.load(Optional.of(folder.resolve("nowhere")));
        assertThat(library.complaints()).isEmpty();
        assertThat(library.checks()).isEqualTo(BUILT_IN.checks());
    }

    @Test
    void brokenFilesAreComplainedAboutAndTheRestIsUsed() throws IOException {
        Files.writeString(folder.resolve("0.yaml"), "checklist: [");
        Files.write(folder.resolve("1.yaml"), new byte[] {(byte) 0xff, 0, 1});
        Files.writeString(folder.resolve("2.yaml"), "");
        Files.writeString(folder.resolve("3.yaml"), "#" + "x".repeat(3_000_000));
        Files.createDirectory(folder.resolve("4.yaml"));
        Files.writeString(folder.resolve("notes.txt"), "checklist: [");
        Library library = loaded();
        assertThat(library.complaints())
                .extracting(c -> Path.of(c.file()).getFileName().toString())
                .containsExactlyInAnyOrder("0.yaml", "1.yaml", "2.yaml", "3.yaml");
        assertThat(library.checks()).contains("my.one");
        assertThat(library.causes().has("X01")).isTrue();
    }

    @Test
    void whatIsKnownAlreadyIsNotReplaced() throws IOException {
        Files.writeString(folder.resolve("c.yaml"), CHECKS);
        Files.writeString(
                folder.resolve("d.yaml"), CHECKS.replace("mine", "other").replace("my.one", "p1.talk"));
        Files.writeString(folder.resolve("e.yaml"), CAUSES.replace("X01", "B07"));
        assertThat(loaded().complaints())
                .extracting(Complaint::what)
                .containsExactlyInAnyOrder(
                        "there is a checklist mine already; this one is not used",
                        "there is a check p1.talk already; this one is not used",
                        "the cause B07 is known already; this one is not used");
        assertThat(loaded().causes().size()).isEqualTo(BUILT_IN.causes().size() + 1);
    }

    @Test
    void unknownIdsAreComplaints() throws IOException {
        Files.writeString(
                folder.resolve("a-causes.yaml"),
                CAUSES.replace("my.one", "my.onne").replace("A01", "A99"));
        List<String> heads = loaded().complaints().stream().map(Complaint::head).toList();
        assertThat(heads).hasSize(2);
        assertThat(heads.get(0)).endsWith("a-causes.yaml:8:16: no check has the id my.onne; did you mean \"my.one\"?");
        assertThat(heads.get(1)).contains("a-causes.yaml:9:22: no cause has the id A99");
    }
}
