package espy.wireshark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Espy's rows in real files. */
final class InstallationTest {
    private static final EspRow OUT = EspFileTest.row("192.0.2.1", "192.0.2.2", 0x1001, "aa");
    private static final EspRow IN = EspFileTest.row("192.0.2.2", "192.0.2.1", 0x1002, "bb");
    private static final EspRow REKEYED = EspFileTest.row("192.0.2.1", "192.0.2.2", 0x1003, "cc");
    private static final String MINE =
            "# mine\r\n\"IPv4\",\"10.0.0.1\",\"10.0.0.2\",\"0x01\",\"NULL\",\"\",\"NULL\",\"\"\r\n";
    private static final String SETTINGS = "gui.font: Mono\nesp.enable_encryption_decode: FALSE\n";

    @TempDir
    private Path folder;

    private Path config;
    private Path own;

    @BeforeEach
    void folders() throws IOException {
        config = Files.createDirectory(folder.resolve("wireshark"));
        own = folder.resolve("espy");
    }

    private Installation in(String profile) {
        return new Installation(new Profile(config, profile), own, Duration.ofMillis(50));
    }

    private static EspSa table(EspRow... rows) {
        return new EspSa(List.of(rows), List.of(), List.of());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void assumePosix() {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "This file system has no POSIX permissions");
    }

    /** Every file of Wireshark and its bytes. */
    private Map<String, String> tree() throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(config)) {
            for (Path f : files.toList()) {
                all.put(config.relativize(f).toString(), Files.isDirectory(f) ? "folder" : Files.readString(f));
            }
        }
        return all;
    }

    @Test
    void aProfileIsMadeAndGoesAgain() throws IOException {
        Files.createDirectory(config.resolve("profiles"));
        var before = tree();
        var outcome = in("Espy").install(table(OUT, IN));

        Path profile = config.resolve("profiles").resolve("Espy");
        assertThat(profile.resolve("esp_sa")).hasContent(OUT.line() + "\n" + IN.line());
        assertThat(Files.readString(profile.resolve("preferences")).lines())
                .containsExactlyInAnyOrder(
                        "esp.enable_encryption_decode: TRUE", "esp.enable_authentication_check: TRUE");
        assertThat(outcome.backup()).isEmpty();
        assertThat(outcome.sentences())
                .contains("2 rows for Wireshark in " + profile.resolve("esp_sa") + ".")
                .anyMatch(s -> s.endsWith("wireshark -C Espy FILE"));

        assertThat(in("Espy").remove().farewell())
                .containsExactly("2 rows taken out of " + profile.resolve("esp_sa") + ".");
        assertThat(tree()).isEqualTo(before);
        assertThat(in("Espy").remove().farewell().getFirst()).startsWith("There was no row");
    }

    /** An empty folder of Wireshark would hide the person's older {@code ~/.wireshark}. */
    @Test
    void foldersAboveTheProfileGoAgainWhenEspyMadeThem() throws IOException {
        Files.delete(config);
        in("Espy").install(table(OUT));
        in("Espy").remove();
        assertThat(config).doesNotExist();

        Files.createDirectory(config);
        in("Espy").install(table(OUT));
        Files.writeString(config.resolve("profiles/recent"), "since");
        in("Espy").remove();
        assertThat(tree().keySet()).containsExactly("", "profiles", "profiles/recent");
    }

    @Test
    void aFolderHasOneLedgerWhateverLinkLeadsToIt() throws IOException {
        assumePosix();
        in("Espy").install(table(OUT));
        Path link = Files.createSymbolicLink(folder.resolve("link"), config);
        var outcome = new Installation(new Profile(link, "Espy"), own).install(table(REKEYED));
        assertThat(outcome.replaced()).isEqualTo(1);
        in("Espy").remove();
        assertThat(tree().keySet()).containsExactly("");
    }

    @Test
    void aTableThatWiresharkSavedMeanwhileIsNotOverwritten() throws IOException {
        var profile = new Profile(config, "Default");
        Path backup = config.resolve("esp_sa.espy-backup");
        try (var held = Held.of(profile, backup, Duration.ofMillis(50))) {
            held.requireUnchanged();
            Files.writeString(profile.table(), MINE);
            assertThatIOException().isThrownBy(held::requireUnchanged).withMessageContaining("meanwhile");
        }
        try (var held = Held.of(profile, backup, Duration.ofMillis(50))) {
            held.requireUnchanged();
            Files.writeString(profile.table(), MINE + OUT.line() + "\n"); // in place, as Wireshark does
            assertThatIOException().isThrownBy(held::requireUnchanged).withMessageContaining("try again");
        }
    }

    @Test
    void thePersonsOwnTableIsTheSameAfterwards() throws IOException {
        Files.writeString(config.resolve("esp_sa"), MINE);
        Files.writeString(config.resolve("preferences"), SETTINGS);
        var before = tree();
        var outcome = in("Default").install(table(OUT));
        assertThat(config.resolve("esp_sa")).content().isEqualTo(MINE + OUT.line() + "\r\n");
        assertThat(outcome.backup()).contains(config.resolve("esp_sa.espy-backup"));
        assertThat(config.resolve("esp_sa.espy-backup")).content().isEqualTo(MINE);
        assertThat(config.resolve("preferences"))
                .content()
                .isEqualTo("esp.enable_authentication_check: TRUE\n" + SETTINGS.replace("FALSE", "TRUE"));

        in("Default").install(table(REKEYED, IN));
        assertThat(config.resolve("esp_sa")).content().isEqualTo(MINE + REKEYED.line() + "\r\n" + IN.line() + "\r\n");
        assertThat(config.resolve("esp_sa.espy-backup")).content().isEqualTo(MINE);

        in("Default").remove();
        assertThat(tree()).isEqualTo(before);
        assertThat(own.resolve("x").getParent()).isDirectoryNotContaining("glob:**.ledger");
    }

    @Test
    void aBackupWithLinesThatAreGoneSinceIsKept() throws IOException {
        Files.writeString(config.resolve("esp_sa"), MINE);
        in("Default").install(table(OUT));
        String saved = "# This file is automatically generated, DO NOT MODIFY.\n" + OUT.line() + ",\"32-bit\",\"0\"\n";
        Files.writeString(config.resolve("esp_sa"), saved);
        var outcome = in("Default").remove();
        assertThat(config.resolve("esp_sa"))
                .content()
                .doesNotContain("0x00001001")
                .startsWith("# This file");
        assertThat(config.resolve("esp_sa.espy-backup")).content().isEqualTo(MINE);
        assertThat(outcome.farewell()).anyMatch(s -> s.contains("was kept"));
    }

    @Test
    void keysAreReadableByTheirOwnerAloneAndPreferencesAsBefore() throws IOException {
        assumePosix();
        Files.writeString(config.resolve("esp_sa"), MINE);
        Files.writeString(config.resolve("preferences"), SETTINGS);
        Files.setPosixFilePermissions(config.resolve("esp_sa"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(config.resolve("preferences"), PosixFilePermissions.fromString("rw-r--r--"));
        in("Default").install(table(OUT));
        in("New").install(table(OUT));
        assertThat(permissions(config.resolve("esp_sa"))).isEqualTo("rw-------");
        assertThat(permissions(config.resolve("esp_sa.espy-backup"))).isEqualTo("rw-------");
        assertThat(permissions(config.resolve("preferences"))).isEqualTo("rw-r--r--");
        assertThat(permissions(config.resolve("profiles/New"))).isEqualTo("rwx------");
        assertThat(permissions(config.resolve("profiles/New/esp_sa"))).isEqualTo("rw-------");
    }

    @Test
    void nothingOfAKeyIsRemembered() throws IOException {
        in("Espy").install(table(OUT));
        try (var files = Files.list(own)) {
            for (Path f : files.toList()) {
                assertThat(Files.readString(f)).doesNotContain("aaaaaa").doesNotContain("192.0.2");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp_sa", "preferences", "esp_sa.espy-backup"})
    void symbolicLinksAreRefusedAndNothingIsChanged(String name) throws IOException {
        assumePosix();
        Path target = Files.writeString(folder.resolve("target"), name.equals("preferences") ? SETTINGS : MINE);
        Files.createSymbolicLink(config.resolve(name), target);
        var before = tree();
        assertThatIOException()
                .isThrownBy(() -> in("Default").install(table(OUT)))
                .withMessageContaining("symbolic link to " + target);
        assertThat(tree()).isEqualTo(before);
        assertThat(Files.readString(target)).isIn(SETTINGS, MINE);
    }

    @Test
    void aTableThatCannotBeReadIsRefusedAndNothingIsChanged() throws IOException {
        Files.writeString(config.resolve("esp_sa"), MINE + "what is this\n");
        var before = tree();
        assertThatIOException()
                .isThrownBy(() -> in("Default").install(table(OUT)))
                .withMessageStartingWith(config.resolve("esp_sa") + ":3: ");
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void aWriteProtectedTableIsRefused() throws IOException {
        assumePosix();
        Files.writeString(config.resolve("esp_sa"), MINE);
        Files.setPosixFilePermissions(config.resolve("esp_sa"), PosixFilePermissions.fromString("r--r--r--"));
        assertThatIOException()
                .isThrownBy(() -> in("Default").install(table(OUT)))
                .withMessageContaining("write-protected");
        assertThat(config.resolve("esp_sa")).content().isEqualTo(MINE);
    }

    @Test
    void aLockedTableIsRefused() throws IOException {
        Path file = Files.writeString(config.resolve("esp_sa"), MINE);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            assertThatIOException()
                    .isThrownBy(() -> in("Default").install(table(OUT)))
                    .withMessageContaining("has locked " + file);
        }
        assertThat(file).content().isEqualTo(MINE);
        in("Default").install(table(OUT));
    }

    @Test
    void aTableThatFlockHoldsIsRefused() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "There is no flock");
        assumeTrue(Files.isReadable(Path.of("/proc/locks")), "This kernel does not tell its locks");
        Path file = Files.writeString(config.resolve("esp_sa"), MINE);
        var holder = new ProcessBuilder("/usr/bin/flock", file.toString(), "sh", "-c", "echo held; read end").start();
        try (var said = holder.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held");
            assertThatIOException()
                    .isThrownBy(() -> in("Default").install(table(OUT)))
                    .withMessageContaining("has locked " + file);
        } finally {
            holder.getOutputStream().close();
            holder.waitFor();
        }
        assertThat(file).content().isEqualTo(MINE);
    }

    @Test
    @Timeout(120)
    void twoProcessesAndAThreadAtOnceLoseNothing() throws Exception {
        Path file = Files.createDirectories(config.resolve("profiles/Espy")).resolve("esp_sa");
        Files.writeString(file, MINE);
        int times = 40;
        var processes = new ArrayList<Process>();
        for (int number : new int[] {1, 2}) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            MergingProcess.class.getName(),
                            config.toString(),
                            own.toString(),
                            Integer.toString(number),
                            Integer.toString(times))
                    .inheritIO()
                    .start());
        }
        MergingProcess.main(new String[] {config.toString(), own.toString(), "3", Integer.toString(times)});
        for (Process p : processes) {
            assertThat(p.waitFor()).isZero();
        }
        var expected = IntStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(n -> IntStream.range(0, times)
                        .mapToObj(i -> MergingProcess.row(n, i).line()))
                .toList();
        assertThat(Files.readString(file)).startsWith(MINE);
        assertThat(Files.readAllLines(file).stream().skip(2)).containsExactlyInAnyOrderElementsOf(expected);
        in("Espy").remove();
        assertThat(file).content().isEqualTo(MINE);
    }
}
