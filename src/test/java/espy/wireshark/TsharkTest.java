package espy.wireshark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import espy.xfrm.State;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The tables as the real program reads them, with packets that a Linux kernel sent. */
final class TsharkTest {
    private static final Optional<WiresharkVersion> VERSION = Installed.find(List.of("tshark"));
    private static final List<String> ON =
            List.of("-o", "esp.enable_encryption_decode:TRUE", "-o", "esp.enable_authentication_check:TRUE");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cbc-udp",
                "cbc-v6",
                "aes128_sha256-128__beet4_beet",
                "aes128_sha256-128__transport4_ah",
                "aes128_sha256-128__transport6",
                "aes128_sha256-128__tunnel4in6",
                "aes256_rmd160-96__tunnel4",
                "aes256_sha256-96__tunnel4",
                "aes256_sha384-192__tunnel4",
                "aes256_sha512-256__tunnel6in4",
                "aesctr160_sha1-96__tunnel6_nat",
                "aesctr288_sha256-128__tunnel4",
                "blowfish128_sha1-96__tunnel4",
                "cast5128_sha1-96__tunnel4",
                "des64_sha1-96__tunnel4",
                "null0_sha1-96__transport4",
                "twofish256_sha256-128__tunnel4"
            })
    void innerPacketsAppearAndTheirIcvIsGood(String sample) throws Exception {
        assertThat(esp(sample, installed()))
                .hasSizeGreaterThan(10)
                .allMatch(Frame::open)
                .allMatch(p -> p.good);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gcm",
                "gcm160-icv96__transport4",
                "gcm288-icv64__tunnel4",
                "gcm288-icv128__transport6_nat",
                "gcm160-icv128__transport4_nat_otherport",
                "gcm160-icv128__tunnel4_rekey"
            })
    void aesGcmIsCheckedFrom36(String sample) throws Exception {
        var version = installed();
        assertThat(esp(sample, version))
                .hasSizeGreaterThan(10)
                .allMatch(Frame::open)
                .allMatch(p -> p.good == version.atLeast(3, 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes256_xaes-96__tunnel4", "des3ede192_md5-128__tunnel4", "aes128_digestnull-0__tunnel4"})
    void whatWiresharkCannotCheckItDecryptsAllTheSame(String sample) throws Exception {
        var version = installed();
        assumeTrue(version.atLeast(3, 6), "This tshark calls every ICV good that it does not check: " + version);
        assertThat(esp(sample, version))
                .hasSizeGreaterThan(10)
                .allMatch(Frame::open)
                .noneMatch(p -> p.good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esn", "aes128_sha256-128__transport6_nat_esn", "gcm160-icv128__tunnel4_esnhi7"})
    void esnIsDecryptedByEveryVersionAndCheckedFrom44(String sample) throws Exception {
        var version = installed();
        assertThat(esp(sample, version))
                .hasSizeGreaterThan(10)
                .allMatch(Frame::open)
                .allMatch(p -> p.good == version.atLeast(4, 4));
    }

    @Test
    void chachaIsReadFrom46() throws Exception {
        var version = installed();
        String sample = "chacha20poly1305288-icv128__transport4";
        assertThat(EspSa.table(states(sample), version).rows()).hasSize(version.atLeast(4, 6) ? 2 : 0);
        assertThat(esp(sample, version)).allMatch(p -> p.good == version.atLeast(4, 6));
    }

    @Test
    void whatIsNotWrittenIsNotDecryptedAndSaid() throws Exception {
        var version = installed();
        assertThat(EspSa.table(states("ccm152-icv128__tunnel4"), version).cannot())
                .hasSize(2);
        assertThat(esp("ccm152-icv128__tunnel4", version))
                .hasSizeGreaterThan(10)
                .noneMatch(Frame::open);
    }

    @Test
    void aProfileThatWasInstalledIsAllThatTsharkNeeds() throws Exception {
        var version = installed();
        var profile = new Profile(folder, "Some one's");
        new Installation(profile, folder.resolve("espy")).install(EspSa.table(states("cbc-v6"), version));
        assertThat(run("cbc-v6", List.of("-C", profile.name())))
                .filteredOn(p -> !p.spi.isEmpty())
                .hasSizeGreaterThan(10)
                .allMatch(Frame::open)
                .allMatch(p -> p.good);
    }

    @Test
    void rowsBehindLinesOfSomebodyElseAreReadAsWell() throws Exception {
        var version = installed();
        String mine = """
                # mine\r
                "IPv4","10.0.0.1","*","*","NULL","","NULL",""\r

                  # more
                "IPv4", "10.0.0.1" ,"10.0.0.2","0x01","No such thing","","NULL",""
                "IPv6","*","*","*","NULL","","NULL",""\
                """;
        Files.writeString(folder.resolve("esp_sa"), mine);
        new Installation(new Profile(folder, Profile.DEFAULT), folder.resolve("espy"))
                .install(EspSa.table(states("cbc-v6"), version));
        assertThat(Files.readString(folder.resolve("esp_sa"))).endsWith(mine.substring(mine.lastIndexOf('\n') + 1));
        assertThat(run("cbc-v6", List.of()))
                .filteredOn(p -> !p.spi.isEmpty())
                .hasSizeGreaterThan(10)
                .allMatch(Frame::open)
                .allMatch(p -> p.good);
    }

    @Test
    void noGatewayCanPutARowOfItsOwnBeforeTheRightOne() throws Exception {
        var version = installed();
        String row = "IPv6\",\"*\",\"*\",\"*\",\"NULL\",\"\",\"NULL\",\"\"";
        String sa = "\n\tproto esp spi 0x00000001 reqid 1 mode tunnel\n\treplay-window 32 \n\tenc ";
        var hostile = new StringBuilder();
        for (String evil : List.of("x\"\\x0a\"" + row, "x\"\r\"" + row, "\"\u2028\"" + row, "\\\"" + row)) {
            String word = evil.replace(" ", "\u00a0");
            hostile.append("src ")
                    .append(word)
                    .append(" dst fd00::2")
                    .append(sa)
                    .append("cbc(aes) 0x")
                    .append("00".repeat(16))
                    .append("\n");
            hostile.append("src fd00::1 dst fd00::2")
                    .append(sa)
                    .append(word)
                    .append(" 0x")
                    .append("11".repeat(16))
                    .append("\n");
            hostile.append("src fd00::1 dst fd00::2")
                    .append(sa)
                    .append("cbc(aes) ")
                    .append(word)
                    .append("\n");
        }
        var table = EspSa.table(States.parse(hostile + text("cbc-v6")).value(), version);
        assertThat(table.rows()).hasSize(2);
        PrivateFile.write(folder.resolve("esp_sa"), table.text());
        assertThat(run("cbc-v6", ON))
                .filteredOn(p -> !p.spi.isEmpty())
                .hasSizeGreaterThan(10)
                .allMatch(p -> p.good);
        assertThat(Files.readString(folder.resolve("errors"))).doesNotContain("esp_sa");
    }

    @Test
    void withoutTheTableNothingAppears() throws Exception {
        installed();
        assertThat(run("gcm", ON)).isNotEmpty().noneMatch(Frame::open);
    }

    private static WiresharkVersion installed() {
        assumeTrue(VERSION.isPresent(), "There is no tshark on this machine");
        return VERSION.orElseThrow();
    }

    /** One frame: its SPI, the protocol inside, whether its ICV was verified, and whether the dissector broke. */
    private record Frame(String spi, String inner, boolean good, boolean broken) {
        boolean open() {
            return !inner.isEmpty() && !broken;
        }
    }

    private static List<State> states(String sample) throws IOException {
        var parsed = States.parse(text(sample));
        assertThat(parsed.unparsed()).isEmpty();
        return parsed.value();
    }

    /** The ESP packets of a capture, with the table of its gateway. */
    private List<Frame> esp(String sample, WiresharkVersion version) throws Exception {
        PrivateFile.write(
                folder.resolve("esp_sa"), EspSa.table(states(sample), version).text());
        var all = run(sample, ON);
        assertThat(Files.readString(folder.resolve("errors"))).doesNotContain("esp_sa");
        return all.stream().filter(p -> !p.spi.isEmpty()).toList();
    }

    private List<Frame> run(String sample, List<String> options) throws Exception {
        var capture = Files.write(folder.resolve("capture.pcap"), resource(sample + ".pcap"));
        var command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString(), "-T", "fields"));
        command.addAll(options);
        for (String field : List.of("esp.spi", "esp.protocol", "esp.icv_good", "_ws.expert.message")) {
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
        var four = IntStream.range(0, 4)
                .mapToObj(i -> i < cells.length ? cells[i] : "")
                .toList();
        boolean good = four.get(2).equals("1") || four.get(2).equals("True");
        return new Frame(four.get(0), four.get(1), good, four.get(3).contains("Dissector bug"));
    }

    private static String text(String sample) throws IOException {
        return new String(resource(sample + ".txt"), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(TsharkTest.class.getResourceAsStream("/wireshark/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
