package espy.wireshark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFileTest {
    @TempDir
    private Path folder;

    private static void assumePosix() {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "This file system has no POSIX permissions");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private long entries() throws IOException {
        try (var all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void onlyTheOwnerMayReadItEvenWhereAPublicFileWas() throws IOException {
        assumePosix();
        var file = folder.resolve("esp_sa");
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        PrivateFile.write(file, "\"IPv4\"\n");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("\"IPv4\"\n");
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void whoHasTheOldFileOpenSeesItWhole() throws IOException {
        assumePosix();
        var file = folder.resolve("esp_sa");
        Files.writeString(file, "old and whole");
        try (var reader = Files.newInputStream(file)) {
            PrivateFile.write(file, "new");
            assertThat(new String(reader.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("old and whole");
        }
        assertThat(file).hasContent("new");
    }

    @Test
    void symbolicLinksAreRefusedAndTheirTargetsLeftAlone() throws IOException {
        assumePosix();
        var target = Files.writeString(folder.resolve("target"), "mine");
        var link = Files.createSymbolicLink(folder.resolve("esp_sa"), target);
        assertThatIOException()
                .isThrownBy(() -> PrivateFile.write(link, "keys"))
                .withMessageContaining("symbolic link");
        assertThat(target).hasContent("mine");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        Files.delete(target); // a dangling link, too
        assertThatIOException().isThrownBy(() -> PrivateFile.write(link, "keys"));
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void foldersAreRefusedAndMissingOnesNamed() throws IOException {
        var inside = Files.createDirectory(folder.resolve("esp_sa"));
        assertThatIOException()
                .isThrownBy(() -> PrivateFile.write(inside, "keys"))
                .withMessageContaining("a folder");
        assertThatIOException()
                .isThrownBy(() -> PrivateFile.write(folder.resolve("missing").resolve("esp_sa"), "keys"))
                .withMessageContaining("There is no folder");
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void aFileWithoutSecretsKeepsItsPermissionsWhateverTheUmask() throws IOException {
        assumePosix();
        var file = Files.writeString(folder.resolve("preferences"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        PrivateFile.writeKeepingPermissions(file, "new".getBytes(StandardCharsets.UTF_8));
        assertThat(permissions(file)).isEqualTo("rw-rw-rw-");
    }

    @Test
    void aFailureNamesTheFileThatWasWanted() {
        var nowhere = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(nowhere), "There is no folder in which nobody can make a file");
        assertThatIOException()
                .isThrownBy(() -> PrivateFile.write(nowhere.resolve("esp_sa"), "keys"))
                .withMessageMatching("/proc/self/esp_sa: [^/]+");
    }

    @Test
    void whatRootMakesInSomebodysFolderIsTheirs() throws IOException {
        assumePosix();
        assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "Only root can give files away");
        var theirs = Files.createDirectory(folder.resolve("theirs"));
        Files.setAttribute(theirs, "unix:uid", 54_321);
        var deep = theirs.resolve("profiles").resolve("Espy");
        PrivateFile.makeFolder(deep);
        PrivateFile.write(deep.resolve("esp_sa"), "keys".getBytes(StandardCharsets.UTF_8));
        try (var _ = Locked.file(deep.resolve("lock"), Duration.ZERO, "busy")) {
            for (var made : List.of(deep.getParent(), deep, deep.resolve("esp_sa"), deep.resolve("lock"))) {
                assertThat(Files.getAttribute(made, "unix:uid")).as("%s", made).isEqualTo(54_321);
            }
        }
        PrivateFile.write(deep.resolve("mine"), "keys");
        assertThat(Files.getAttribute(deep.resolve("mine"), "unix:uid")).isEqualTo(0);
    }

    @Test
    void foldersAreMadeForTheirOwner() throws IOException {
        assumePosix();
        var profiles = folder.resolve("profiles");
        var deep = profiles.resolve("espy");
        PrivateFile.makeFolder(deep);
        PrivateFile.makeFolder(deep);
        assertThat(permissions(deep)).isEqualTo("rwx------");
        assertThat(permissions(profiles)).isEqualTo("rwx------");
    }
}
