package espy.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Wireshark is there. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for Wireshark are shell scripts")
final class WiresharkTest {
    @TempDir
    private Path folder;

    private String program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    @Test
    void theFirstProgramThatTellsItsVersionCounts() throws IOException {
        String mute = program("mute", "exit 1");
        String four = program("four", "test \"$1\" = --version && echo 'Wireshark 4.4.18 (Git v4.4.18).'");
        String three = program("three", "echo 'TShark (Wireshark) 3.4.16 (Git v3.4.16)'");
        String missing = folder.resolve("missing").toString();
        assertThat(Installed.find(List.of(missing, mute, four, three))).contains(new WiresharkVersion(4, 4));
        assertThat(Installed.find(List.of(three, four))).contains(new WiresharkVersion(3, 4));
        assertThat(Installed.find(List.of(missing, mute))).isEmpty();
    }

    @Test
    void warningsOnStandardErrorAreNotRead() throws IOException {
        String loud = program("loud", "echo 'Warning 9.9: running as root' >&2; echo 'TShark (Wireshark) 4.0.17.'");
        assertThat(Installed.find(List.of(loud))).contains(new WiresharkVersion(4, 0));
    }

    @Test
    @Timeout(30)
    void aProgramThatHangsOrNeverStopsTalkingIsEnded() throws IOException {
        String hangs = program("hangs", "exec sleep 600");
        String talks = program("talks", "exec yes no version");
        String good = program("good", "echo 'Wireshark 4.6.9'");
        assertThat(Installed.find(List.of(hangs, talks, good))).contains(new WiresharkVersion(4, 6));
    }

    @ParameterizedTest
    @CsvSource({
        "4.0, 4.0",
        "4.6.9, 4.6",
        "TShark (Wireshark) 4.0.17 (Git v4.0.17 packaged as 4.0.17-0+deb12u3)., 4.0",
        "Wireshark 3.4.16, 3.4",
        "v4.4, 4.4"
    })
    void versions(String text, String version) {
        assertThat(WiresharkVersion.parse(text).orElseThrow()).hasToString(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wireshark", "four.two", "4", "12345.1", "\n4.0"})
    void noVersions(String text) {
        assertThat(WiresharkVersion.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void versionsAreComparedByNumber() {
        assertThat(new WiresharkVersion(4, 10).atLeast(4, 4)).isTrue();
        assertThat(new WiresharkVersion(3, 6).atLeast(4, 0)).isFalse();
        assertThat(new WiresharkVersion(5, 0).atLeast(4, 6)).isTrue();
    }
}
