package espy.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Wireshark's folders are, and what its profiles may be called. */
final class WiresharkFolderTest {
    private static final Path HOME = Path.of("/home/ann");

    private static Path find(String os, Map<String, String> env, String... there) {
        Set<String> all = Set.of(there);
        return WiresharkFolder.find(env, os, HOME, p -> all.contains(p.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Linux", "Mac OS X", "FreeBSD"})
    void unix(String os) {
        assertThat(find(os, Map.of())).hasToString("/home/ann/.config/wireshark");
        assertThat(find(os, Map.of(), "/home/ann/.wireshark")).hasToString("/home/ann/.wireshark");
        assertThat(find(os, Map.of(), "/home/ann/.wireshark", "/home/ann/.config/wireshark"))
                .hasToString("/home/ann/.config/wireshark");
        var xdg = Map.of("XDG_CONFIG_HOME", "/srv/conf", "WIRESHARK_CONFIG_DIR", "");
        assertThat(find(os, xdg)).hasToString("/srv/conf/wireshark");
        assertThat(find(os, xdg, "/home/ann/.wireshark")).hasToString("/home/ann/.wireshark");
        assertThat(find(os, Map.of("WIRESHARK_CONFIG_DIR", "/w", "XDG_CONFIG_HOME", "/x"), "/x/wireshark"))
                .hasToString("/w");
    }

    @Test
    void windows() {
        var roaming = Map.of("APPDATA", "/win/Roaming", "XDG_CONFIG_HOME", "/x");
        assertThat(find("Windows 11", roaming)).hasToString("/win/Roaming/Wireshark");
        assertThat(find("Windows 11", Map.of())).hasToString("/home/ann/AppData/Roaming/Wireshark");
        assertThat(find("Windows 11", Map.of("APPDATA", "/a", "WIRESHARK_APPDATA", "/b")))
                .hasToString("/b");
        assertThat(find("Windows 11", Map.of("WIRESHARK_CONFIG_DIR", "/c", "WIRESHARK_APPDATA", "/b")))
                .hasToString("/c");
        assertThat(find("Linux", Map.of("WIRESHARK_APPDATA", "/b", "APPDATA", "/a")))
                .hasToString("/home/ann/.config/wireshark");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Espy", "Default", "default", "Müller & Söhne", ".hidden", "a.b", "VPN: Köln", "COMET", "nul-1"})
    void namesOfProfiles(String name) {
        assertThat(Profile.objection(name, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                ".",
                "..",
                "...",
                "../x",
                "a/b",
                "a\\b",
                "a\nb",
                "a\u0000",
                "a\u007f",
                "a\u202eb",
                "a\ud800b",
                " a",
                "a ",
                "NUL",
                "con",
                "Com1",
                "lpt9.txt"
            })
    void whatIsNoName(String name) {
        assertThat(Profile.objection(name, false)).isPresent();
        assertThat(Profile.objection("x".repeat(201), false)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"a:b", "a?", "a*", "<a>", "a|b", "a.", ".a"})
    void windowsRefusesMore(String name) {
        assertThat(Profile.objection(name, true)).isPresent();
    }

    @Test
    void profilesAreFoldersInTheirFolder(@TempDir Path folder) throws IOException {
        assertThat(Profile.names(folder)).containsExactly("Default");
        Files.createDirectories(folder.resolve("profiles").resolve("zoo"));
        Files.createDirectories(folder.resolve("profiles").resolve("Bar"));
        Files.writeString(folder.resolve("profiles").resolve("file"), "");
        assertThat(Profile.names(folder)).containsExactly("Default", "Bar", "zoo");
        assertThat(new Profile(folder, "Default").table()).isEqualTo(folder.resolve("esp_sa"));
        assertThat(new Profile(folder, "Bar").table()).isEqualTo(folder.resolve("profiles/Bar/esp_sa"));
    }
}
