package espy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedGatewaysTest {
    @TempDir
    private Path folder;

    @Test
    void theLatestComesFirstAndStandsThereOnce() throws IOException {
        var saved = new SavedGateways(folder.resolve("espy/gateways.txt"));
        assertThat(saved.list()).isEmpty();
        saved.add("root@moon");
        saved.add("sun:2222");
        saved.add(" root@moon ");
        assertThat(saved.list()).containsExactly("root@moon", "sun:2222");
        try (var files = Files.list(folder.resolve("espy"))) {
            assertThat(files).containsExactly(saved.file());
        }
    }

    @Test
    void theOldestAreForgotten() throws IOException {
        var saved = new SavedGateways(folder.resolve("gateways.txt"));
        for (int i = 0; i < 35; i++) {
            saved.add("gw" + i);
        }
        assertThat(saved.list()).hasSize(30).startsWith("gw34").endsWith("gw5");
    }

    @Test
    void whatCannotBeATargetIsNotSaved() throws IOException {
        var saved = new SavedGateways(folder.resolve("gateways.txt"));
        saved.add("moon");
        saved.add("  ");
        saved.add("sun\nmars");
        saved.add("x".repeat(300));
        assertThat(saved.list()).containsExactly("moon");
    }

    @Test
    void aFileWithStrayBytesKeepsItsOtherLines() throws IOException {
        Path file = folder.resolve("gateways.txt");
        Files.write(file, "moon\nk\u00f6ln\n\n  sun  \r\nmoon\n".getBytes(StandardCharsets.ISO_8859_1));
        var saved = new SavedGateways(file);
        assertThat(saved.list()).containsExactly("moon", "k\ufffdln", "sun");
        saved.add("mars");
        assertThat(saved.list()).startsWith("mars", "moon").hasSize(4);
    }

    @Test
    void aFolderInItsPlaceIsNoGateways() {
        assertThat(new SavedGateways(folder).list()).isEqualTo(List.of());
    }
}
