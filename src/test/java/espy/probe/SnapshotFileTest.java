package espy.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import espy.base.Secret;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    private static final Instant THEN = Instant.parse("2026-11-23T02:00:00Z");
    private static final String STATE =
            "src 192.0.2.1 dst 192.0.2.2\n\tenc cbc(aes) 0x00112233445566778899aabbccddeeff (128 bits)\n";

    private static final String NOT_FOUND = "sh: nft: not found\n";

    @TempDir
    Path folder;

    private static Snapshot sample() {
        var answers = List.of(
                new Answer(
                        "P06.state",
                        "ip -s xfrm state",
                        THEN,
                        Duration.ofMillis(12),
                        Answer.Outcome.DONE,
                        0,
                        false,
                        STATE,
                        ""),
                new Answer(
                        "P11.nft",
                        "nft -a list ruleset",
                        THEN,
                        Duration.ofMillis(3),
                        Answer.Outcome.NOT_INSTALLED,
                        127,
                        false,
                        "",
                        NOT_FOUND));
        return Snapshot.of("grüße-gw", new Look(Access.SUDO, "oper", THEN, answers), true);
    }

    @Test
    void whatIsSavedWithKeysComesBackWhole() throws IOException {
        Path file = folder.resolve("a.zip");

        SnapshotFile.save(sample(), file, true);
        Snapshot loaded = SnapshotFile.load(file);

        assertThat(loaded.look(true)).isEqualTo(sample().look(true));
        assertThat(loaded.gateway()).isEqualTo("grüße-gw");
        assertThat(loaded.revealed("P06.state")).contains(STATE);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void withoutKeysOnlyFingerprintsAreInTheFile() throws IOException {
        Path file = folder.resolve("a.zip");

        SnapshotFile.save(sample(), file, false);
        Snapshot loaded = SnapshotFile.load(file);

        assertThat(loaded.vault().isEmpty()).isTrue();
        assertThat(loaded.revealed("P06.state").orElseThrow())
                .doesNotContain("00112233")
                .contains("<key:");
    }

    @Test
    void savingReplacesTheOldFileAndLeavesNothingElseBehind() throws IOException {
        Path file = Files.writeString(folder.resolve("a.zip"), "old");

        SnapshotFile.save(sample(), file, false);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void otherFilesAreRefusedInOneSentence() throws IOException {
        Path file = folder.resolve("a.zip");
        SnapshotFile.save(sample(), file, true);
        byte[] whole = Files.readAllBytes(file);

        refused(new byte[0], "holds no manifest");
        refused("hello".getBytes(StandardCharsets.UTF_8), "holds no manifest");
        refused(Arrays.copyOf(whole, whole.length / 2), "broken|manifest");
    }

    @Test
    void aZipThatUnpacksToFarTooMuchIsNotReadToItsEnd() throws IOException {
        refused(zeros(100), "unpacks to more than 96 MB in one entry");
        refused(zeros(90, 90, 90), "unpacks to more than 256 MB");
    }

    /** Entries of so many MB. */
    private static byte[] zeros(int... sizes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (int e = 0; e < sizes.length; e++) {
                zip.putNextEntry(new ZipEntry("notes" + e));
                for (int i = 0; i < sizes[e]; i++) {
                    zip.write(zeros);
                }
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aFileSaysWhoseFingerprintsItHolds() throws IOException {
        Path file = folder.resolve("a.zip");
        SnapshotFile.save(sample(), file, false);
        Snapshot one = SnapshotFile.load(file);
        assertThat(one.sharesFingerprintsWith(sample())).isTrue();

        byte[] other = packed(
                "manifest.json",
                manifest(file).replace(Secret.session(), "0".repeat(32)),
                "P06.state.out",
                text(one),
                "P11.nft.err",
                NOT_FOUND);
        Snapshot two = SnapshotFile.load(Files.write(folder.resolve("b.zip"), other));
        assertThat(two.answer("P06.state")).isEqualTo(one.answer("P06.state"));
        assertThat(two.sharesFingerprintsWith(one)).isFalse();
        assertThat(two.sharesFingerprintsWith(two)).isTrue();

        byte[] old = packed(
                "manifest.json",
                manifest(file).replaceAll("\"session\" : \"\\w+\",", ""),
                "P06.state.out",
                text(one),
                "P11.nft.err",
                NOT_FOUND);
        Snapshot three = SnapshotFile.load(Files.write(folder.resolve("c.zip"), old));
        assertThat(three.sharesFingerprintsWith(three)).isFalse();

        SnapshotFile.save(two, file, false);
        assertThat(manifest(file)).contains("0".repeat(32)).doesNotContain(Secret.session());
    }

    @Test
    void whatALaterMinorAddsIsPassedOver() throws IOException {
        Path file = folder.resolve("a.zip");
        SnapshotFile.save(sample(), file, false);
        String later = manifest(file)
                .replace("\"minor\" : 1", "\"minor\" : 7, \"colour\" : {\"a\":[1]}")
                .replace("\"NOT_INSTALLED\"", "\"ASLEEP\"")
                .replace("\"SUDO\"", "\"WIZARD\"");
        byte[] bytes = packed(
                "extra/notes.txt",
                "x",
                "manifest.json",
                later,
                "P06.state.out",
                text(sample()),
                "P11.nft.err",
                NOT_FOUND,
                "P99.out",
                "x");

        Snapshot read = SnapshotFile.load(Files.write(file, bytes));

        assertThat(read.answers())
                .extracting(Answer::outcome)
                .containsExactly(Answer.Outcome.DONE, Answer.Outcome.NOT_ASKED);
        assertThat(read.access()).isEqualTo(Access.USER);
    }

    @Test
    void whatCannotBeASnapshotIsRefused() throws IOException {
        Path file = folder.resolve("a.zip");
        SnapshotFile.save(sample(), file, false);
        String good = manifest(file);
        String state = text(sample());
        for (String name :
                List.of("../evil.out", "/etc/passwd.out", "a/../../b.out", "C:\\evil.out", "c:evil.out", "a\nb.out")) {
            refused(packed("manifest.json", good, "P06.state.out", state, name, "x"), "points outside of it");
        }
        refused(twice(), "twice");
        refused(packed("manifest.json", good.replace("\"format\" : 1", "\"format\" : 2")), "format 2");
        refused(
                packed("manifest.json", good, "P06.state.out", state.substring(1), "P11.nft.err", NOT_FOUND),
                "bytes where its manifest says");
        refused(packed("manifest.json", good), "bytes where its manifest says");
        refused(packed("manifest.json", " ".repeat(5 << 20)), "");
        for (String broken : List.of(
                good.replace("P11.nft", "P06.state"),
                good.replace("P11.nft", "../P11"),
                good.replace("\"P11.nft\"", "null"),
                good.replace("2026-11-23T02:00:00Z", "+900000000-01-01T00:00:00Z"),
                good.replace("\"exit\" : 0", "\"exit\" : null"),
                "[".repeat(100_000))) {
            refused(packed("manifest.json", broken, "P06.state.out", state), "manifest cannot be read");
        }
        var many = new ArrayList<String>(List.of("manifest.json", good));
        for (int i = 0; i < 1001; i++) {
            many.addAll(List.of("x" + i, ""));
        }
        refused(packed(many.toArray(String[]::new)), "more than 1000 entries");
        byte[] encrypted = packed("manifest.json", good);
        encrypted[6] |= 1;
        refused(encrypted, "encrypted");
        byte[] method = packed("manifest.json", good);
        method[8] = 99;
        refused(method, "broken zip");
        byte[] claims = Arrays.copyOf(packed("manifest.json", good), 200);
        claims[6] = 0;
        claims[8] = 0;
        Arrays.fill(claims, 18, 26, (byte) 0xfe);
        refused(claims, "broken zip");
    }

    @Test
    void aFileThatIsCutAnywhereIsRefusedOrWhole() throws IOException {
        Path file = folder.resolve("a.zip");
        SnapshotFile.save(sample(), file, true);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            try {
                var read = SnapshotFile.read(new ByteArrayInputStream(whole, 0, length), "cut.zip");
                assertThat(read.look(true)).isEqualTo(sample().look(true));
            } catch (SnapshotFile.BadSnapshot e) {
                assertThat(e).hasMessageStartingWith("cut.zip ");
            }
        }
    }

    @Test
    void namesFromAFileCannotMoveTheCursor() throws IOException {
        String evil = "gw\u001b[2J\u202e\u009b";
        Path file = folder.resolve("a.zip");
        SnapshotFile.save(Snapshot.of(evil, new Look(Access.ROOT, "root\u0007", THEN, List.of()), true), file, false);

        Snapshot loaded = SnapshotFile.load(file);

        assertThat(loaded.gateway() + loaded.user()).isEqualTo("gw\ufffd[2J\ufffd\ufffdroot\ufffd");
    }

    @Test
    void brokenUtf8IsReplaced() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write("""
                    {"format":1,"gateway":"g","access":"ROOT","user":"r","started":"2026-11-23T02:00:00Z","keys":false,"answers":[
                    {"id":"P20","command":"c","at":"2026-11-23T02:00:00Z","tookMs":1,"outcome":"DONE","exit":0,"cut":false}]}""".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("P20.out"));
            zip.write(new byte[] {'a', (byte) 0xff, 'b'});
        }
        assertThat(SnapshotFile.read(new ByteArrayInputStream(bytes.toByteArray()), "a")
                        .text("P20"))
                .contains("a\ufffdb");
    }

    @Test
    void onlyPlainFilesAreOpenedAndReplaced() throws Exception {
        Path pipe = folder.resolve("pipe.zip");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(made.waitFor()).isZero();
        Path link = Files.createSymbolicLink(folder.resolve("link.zip"), pipe);
        for (Path path : List.of(pipe, link, folder)) {
            assertThatThrownBy(() -> SnapshotFile.load(path))
                    .isInstanceOf(SnapshotFile.BadSnapshot.class)
                    .hasMessageContaining("plain file");
            if (!path.equals(link)) {
                assertThatThrownBy(() -> SnapshotFile.save(sample(), path, false))
                        .hasMessageContaining("nothing was saved");
            }
        }
        Path file = folder.resolve("a.zip");
        SnapshotFile.save(sample(), file, false);
        assertThat(SnapshotFile.load(Files.createSymbolicLink(folder.resolve("good.zip"), file))
                        .gateway())
                .isEqualTo("grüße-gw");
    }

    private static String text(Snapshot snapshot) {
        return snapshot.answer("P06.state").orElseThrow().out();
    }

    private static String manifest(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            return new String(zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Names and contents in turn. */
    private static byte[] packed(String... namesAndContents) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** Java writes no entry twice; the second name is made the first one's afterwards. */
    private static byte[] twice() throws IOException {
        byte[] bytes = packed("P06.state.out", "a", "P06.stat2.out", "b");
        String latin = new String(bytes, StandardCharsets.ISO_8859_1).replace("P06.stat2.out", "P06.state.out");
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void refused(byte[] bytes, String because) throws IOException {
        Path file = Files.write(folder.resolve("bad.zip"), bytes);
        assertThatThrownBy(() -> SnapshotFile.load(file))
                .isInstanceOf(SnapshotFile.BadSnapshot.class)
                .hasMessageMatching("(?s)bad\\.zip .*(" + because + ").*");
    }
}
