package espy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code espy keys --install} and {@code --remove} as a process of its own, because folders come from the environment. */
final class KeysInstallTest {
    private static final String MINE = "# mine\n\"IPv4\",\"*\",\"*\",\"0x0b12ff02\",\"NULL\",\"\",\"NULL\",\"\"\n";
    private static final String KEY = "202122232425262728292a2b2c2d2e2f";

    @TempDir
    private Path folder;

    private static String states(String spi) {
        return """
                src 192.0.2.1 dst 198.51.100.2
                \tproto esp spi %s reqid 1 mode tunnel
                \treplay-window 0 flag af-unspec
                \tenc cbc(aes) 0x%s
                src 198.51.100.2 dst 192.0.2.1
                \tproto esp spi 0x0b12ff09 reqid 1 mode tunnel
                \treplay-window 0 flag af-unspec
                \tenc cbc(aes) <<Keys hidden>>
                """.formatted(spi, KEY);
    }

    private Shell keys(String input, String... args) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "espy.Launcher",
                "keys"));
        command.addAll(List.of(args));
        var builder =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("xdg").toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().remove("WIRESHARK_CONFIG_DIR");
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Shell(process.waitFor(), out, Files.readString(folder.resolve("err")));
    }

    @Test
    void rowsComeAndGoAndEverythingIsSaid() throws Exception {
        Path config = Files.createDirectories(folder.resolve("xdg/wireshark"));
        Path table = Files.writeString(config.resolve("esp_sa"), MINE);

        var first = keys(states("0x0b12ff02"), "-", "--install", "--profile", "Default", "--wireshark-version", "4.0");
        assertThat(first.err())
                .contains("1 row for Wireshark in " + table)
                .contains(table + ":2: this row")
                .contains("not written: SA 0x0b12ff09")
                .contains("nokeys")
                .doesNotContain(KEY);
        assertThat(first.status()).isZero();
        assertThat(first.out()).isEmpty();

        var second = keys(states("0x0b12ff03"), "-", "--install", "--profile", "Default");
        assertThat(second.err()).contains("1 row of older keys taken out");
        assertThat(Files.readString(table))
                .startsWith(MINE)
                .contains("0x0b12ff03")
                .doesNotContain("\"IPv4\",\"192.0.2.1\",\"198.51.100.2\",\"0x0b12ff02\"");

        var gone = keys("", "--remove", "--profile", "Default");
        assertThat(gone.status()).isZero();
        assertThat(gone.err()).contains("1 row taken out of " + table);
        assertThat(table).content().isEqualTo(MINE);
        assertThat(config).isDirectoryNotContaining("glob:**preferences");
    }

    @Test
    void theUsualProfileIsEspyAndARefusalHasItsReason() throws Exception {
        Path table = folder.resolve("xdg/wireshark/profiles/Espy/esp_sa");
        assertThat(keys(states("0x0b12ff02"), "-", "--install").status()).isZero();
        assertThat(Files.readString(table)).contains(KEY);
        Files.writeString(table, "nonsense\n");
        var refused = keys(states("0x0b12ff02"), "-", "--install");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains(table + ":1: ");
        assertThat(table).content().isEqualTo("nonsense\n");
    }
}
