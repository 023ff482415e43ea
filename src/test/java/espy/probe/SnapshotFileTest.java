package espy.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    private static final Instant THEN = Instant.parse("2026-11-23T02:00:00Z");
    private static final String STATE =
            "src 192.0.2.1 dst 192.0.2.2\n\tenc cbc(aes) 0x00112233445566778899aabbccddeeff (128 bits)\n";

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
                        "sh: nft: not found\n"));
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
        refused("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8), "holds no manifest");
        refused(Arrays.copyOf(whole, whole.length / 2), "broken|manifest");
    }

    @Test
    void aZipThatUnpacksToFarTooMuchIsNotReadToItsEnd() throws IOException {
        Path bomb = folder.resolve("bomb.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("P06.state.out"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(zeros);
            }
        }

        assertThatThrownBy(() -> SnapshotFile.load(bomb))
                .isInstanceOf(SnapshotFile.BadSnapshot.class)
                .hasMessageContaining("unpacks to more than 256 MB");
    }

    private void refused(byte[] bytes, String because) throws IOException {
        Path file = Files.write(folder.resolve("bad.zip"), bytes);
        assertThatThrownBy(() -> SnapshotFile.load(file))
                .isInstanceOf(SnapshotFile.BadSnapshot.class)
                .hasMessageMatching("(?s)bad\\.zip is .*(" + because + ").*");
    }
}
