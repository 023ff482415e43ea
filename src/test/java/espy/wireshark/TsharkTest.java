package espy.wireshark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import espy.xfrm.States;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables as the real program reads them, with packets that a Linux kernel sent. */
final class TsharkTest {
    private static final Optional<WiresharkVersion> VERSION = Installed.find(List.of("tshark"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"gcm", "cbc-udp", "cbc-v6"})
    void innerPacketsAppearAndTheirIcvIsGood(String sample) throws Exception {
        var version = installed();
        var esp =
                packets(sample, version).stream().filter(p -> !p.spi.isEmpty()).toList();
        assertThat(esp).hasSizeGreaterThan(10);
        assertThat(esp).allMatch(p -> !p.inner.isEmpty(), "decrypted");
        assumeTrue(
                version.atLeast(3, 6) || !sample.equals("gcm"),
                "This tshark cannot check the ICV of AES-GCM: " + version);
        assertThat(esp).allMatch(p -> p.good, "ICV good");
    }

    @Test
    void esnIsDecryptedByEveryVersionAndCheckedFrom44() throws Exception {
        var version = installed();
        var esp = packets("esn", version).stream().filter(p -> !p.spi.isEmpty()).toList();
        assertThat(esp).hasSizeGreaterThan(10).allMatch(p -> !p.inner.isEmpty(), "decrypted");
        assertThat(esp).allMatch(p -> p.good == version.atLeast(4, 4), "ICV good from 4.4 on");
    }

    @Test
    void withoutTheTableNothingAppears() throws Exception {
        installed();
        assertThat(run("gcm", "")).isNotEmpty().allMatch(p -> p.inner.isEmpty() && !p.good);
    }

    private static WiresharkVersion installed() {
        assumeTrue(VERSION.isPresent(), "There is no tshark on this machine");
        return VERSION.orElseThrow();
    }

    /** One frame: its SPI, the protocol inside and whether its ICV was verified. */
    private record Frame(String spi, String inner, boolean good) {}

    private List<Frame> packets(String sample, WiresharkVersion version) throws Exception {
        var states = States.parse(new String(resource(sample + ".txt"), StandardCharsets.UTF_8));
        assertThat(states.unparsed()).isEmpty();
        var table = EspSa.table(states.value(), version);
        assertThat(table.rows()).hasSize(2);
        assertThat(table.cannot()).isEmpty();
        return run(sample, table.text());
    }

    private List<Frame> run(String sample, String table) throws Exception {
        var capture = Files.write(folder.resolve("capture.pcap"), resource(sample + ".pcap"));
        PrivateFile.write(folder.resolve("esp_sa"), table);
        var command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString(), "-T", "fields"));
        for (String option : List.of("esp.enable_encryption_decode:TRUE", "esp.enable_authentication_check:TRUE")) {
            command.addAll(List.of("-o", option));
        }
        for (String field : List.of("esp.spi", "esp.protocol", "esp.icv_good")) {
            command.addAll(List.of("-e", field));
        }
        var builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().put("WIRESHARK_CONFIG_DIR", folder.toString());
        var process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        return text.lines().map(TsharkTest::frame).toList();
    }

    private static Frame frame(String line) {
        var cells = line.split("\t", -1);
        var three = IntStream.range(0, 3)
                .mapToObj(i -> i < cells.length ? cells[i] : "")
                .toList();
        return new Frame(
                three.get(0),
                three.get(1),
                three.get(2).equals("1") || three.get(2).equals("True"));
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(TsharkTest.class.getResourceAsStream("/wireshark/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
