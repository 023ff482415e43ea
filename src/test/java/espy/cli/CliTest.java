package espy.cli;

import static espy.cli.Shell.espy;
import static espy.cli.Shell.piped;
import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import espy.probe.Snapshot;
import espy.probe.SnapshotFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CliTest {
    private static final String GCM_KEY = "0x1f40fc92da241694750979ee6cf582f2d5d7d28e18335de05abc54d0560e0f5302860c65";
    private static final String STATES = """
            src 198.51.100.2 dst 192.0.2.1
            \tproto esp spi 0xc39a0e01 reqid 1 mode tunnel
            \treplay-window 32 flag af-unspec
            \taead rfc4106(gcm(aes)) %s 128
            src 192.0.2.1 dst 198.51.100.2
            \tproto esp spi 0x0b12ff02 reqid 1 mode tunnel
            \treplay-window 0 flag af-unspec
            \tauth-trunc hmac(sha256) 0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f 128
            \tenc cbc(aes) 0x202122232425262728292a2b2c2d2e2f
            src 192.0.2.1 dst 198.51.100.2
            \tproto ah spi 0x0b12ff03 reqid 1 mode tunnel
            \tauth-trunc hmac(sha256) 0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f 128
            """.formatted(GCM_KEY);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "check", "xfrm", "keys", "snapshot", "compare", "facts", "lint"})
    void everyCommandExplainsItself(String command) {
        var run = espy(Stream.of(command, "--help").filter(a -> !a.isEmpty()).toArray(String[]::new));
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Usage: espy " + command).doesNotContain("\u001b");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sudo no.txt", "--sudo -F none no.txt", "no.txt --sudo", "--sudo=password-prompt no.txt"})
    void sudoTakesNoWordThatIsNotAttached(String words) {
        var run = espy(Stream.concat(Stream.of("check"), Stream.of(words.split(" ", -1)))
                .toArray(String[]::new));
        assertThat(run.err()).isEqualTo("espy: There is no file no.txt.\n");
    }

    @Test
    void aPasswordIsNoArgument() {
        var run = espy("xfrm", "--sudo=secret", "gw1");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("A password is never an argument").doesNotContain("secret");
    }

    @Test
    void withoutACommandTheWindowOpens() {
        assertThat(espy().status()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-command",
                "check",
                "check local --no-such-option",
                "check local extra",
                "keys local --format ikev9",
                "keys local --wireshark-version new",
                "keys",
                "keys local --install --remove",
                "keys local --install -o file",
                "keys --remove -o file",
                "keys local --profile Mine",
                "keys local --install --profile a/b",
                "keys --remove --profile ..",
                "compare",
                "compare ./one.zip",
                "compare ./no-such-file ./no-such-file",
                "compare no-such-file.zip /",
                "snapshot local",
                "snapshot local -o ./file.zip --mask --with-keys",
                "snapshot ./no-such-file.zip -o ./file.zip",
                "check local -o file",
                "check -p 0 host",
                "lint",
                "check ./no-such-file",
                "check demo:no-such-scenario",
                "check /",
                "lint ./no-such-file",
                "check two\twords",
                "xfrm ./no-such-file",
                "keys /"
            })
    void wrongUsageIsOneSentenceAndStatus2(String line) {
        var run = espy(line.split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        var said = run.err().lines().toList();
        assertThat(said.getFirst()).startsWith("espy: ").matches(".*\\w.*");
        assertThat(said.stream().skip(1)).allMatch(l -> l.startsWith("See: espy"));
    }

    @Test
    void whatIsNoSnapshotIsStatus2() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "just text\n");
        Path broken = Files.writeString(folder.resolve("broken.zip"), "PK\u0003\u0004 no zip");
        Path empty = Files.writeString(folder.resolve("empty.zip"), "");
        for (Path file : List.of(text, broken, empty)) {
            assertThat(espy("compare", file.toString(), file.toString()).err())
                    .startsWith("espy: " + file.getFileName());
            for (String command : List.of("check", "facts")) {
                var run = espy(command, file.toString());
                assertThat(run.status()).as(run.err()).isEqualTo(2);
                assertThat(run.out()).isEmpty();
                assertThat(run.err().lines()).singleElement().asString().startsWith("espy: " + file.getFileName());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "{\"format\":1}",
                "{\"format\":1,\"gateway\":\"x\",\"answers\":[null]}",
                "{\"format\":1,\"gateway\":\"x\",\"access\":\"ROOT\",\"user\":\"r\",\"answers\":[{}]}"
            })
    void aSnapshotWithHalfAManifestIsStatus2(String manifest) throws IOException {
        Path file = folder.resolve("half.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
        }
        var run = espy("check", file.toString());
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("half.zip").hasLineCount(1);
    }

    @Test
    void aGatewayThatIsNotThereIsStatus3() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (String command : List.of("check", "xfrm", "keys", "facts")) {
            var run = espy(command, "-F", "none", "-o", "BatchMode=yes", "root@127.0.0.1:" + port);
            assertThat(run.status()).as(run.err()).isEqualTo(3);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("espy: ").contains("127.0.0.1").hasLineCount(1);
        }
    }

    @Test
    void whatSshWouldDoAndEspyDoesNotIsSaidOnStandardError() throws Exception {
        int port;
        try (var closing = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closing.getLocalPort();
        }
        Path config = Files.writeString(folder.resolve("config"), "VerifyHostKeyDNS yes\nForwardAgent yes\n");
        var run = espy("xfrm", "--json", "-F", config.toString(), "-o", "BatchMode=yes", "root@127.0.0.1:" + port);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .hasSize(2)
                .first()
                .isEqualTo(
                        "VerifyHostKeyDNS (%s, line 1) is not supported: host keys are only looked up in known_hosts."
                                .formatted(config));
    }

    @Test
    void xfrmReadsTextFromAnywhere() throws IOException {
        Path file = Files.writeString(folder.resolve("states"), STATES);
        var table = espy("xfrm", file.toString());
        assertThat(table.status()).isZero();
        assertThat(table.err()).isEmpty();
        assertThat(table.out())
                .contains("esp 0xc39a0e01 · rfc4106(gcm(aes))/128 (key ")
                .contains("3 SAs · no policies seen")
                .doesNotContain(GCM_KEY.substring(2, 20));
        assertThat(piped(STATES, "xfrm", "-").out()).isEqualTo(table.out());
        assertThat(espy("xfrm", file.toString(), "--show-keys").out()).contains(GCM_KEY);

        JsonNode json = json(piped(STATES, "xfrm", "-", "--json").out());
        assertThat(json.at("/states/0/spi").asString()).isEqualTo("0xc39a0e01");
        assertThat(json.at("/states/0/aead/keyBits").asInt()).isEqualTo(288);
        assertThat(json.at("/states/0/aead/icvBits").asInt()).isEqualTo(128);
        assertThat(json.at("/states/1/enc/keyFingerprint").asString()).isNotEmpty();
        assertThat(json.has("policies")).isFalse();
        assertThat(json.toString()).doesNotContain(GCM_KEY.substring(2, 20));
    }

    @Test
    void nothingIsNoSAs() {
        var run = piped("", "xfrm", "-");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("no SAs seen");
        assertThat(json(piped("", "xfrm", "-", "--json").out()).at("/unparsed")).isEmpty();
        var keys = piped("", "keys", "-");
        assertThat(keys.status()).isZero();
        assertThat(keys.err()).contains("There are no ESP SAs");
    }

    @Test
    void noiseIsCountedAndCannotMoveTheCursor() {
        var run = piped("hello \u001b]0;title\u0007 \u009b2J world\nand more\n", "xfrm", "-");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("2 lines not understood");
        assertClean(run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\n", "a ", "src 10.0.0.1 dst 10.0.0.2\n", "some line that nobody knows of\n"})
    void megabytesOfNoiseEndSoon(String noise) throws IOException {
        Path file = Files.writeString(folder.resolve("noise.txt"), noise.repeat((50 << 20) / noise.length()));
        var start = Instant.now();
        var run = espy("xfrm", file.toString());
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains(" not understood").hasSizeLessThan(10_000);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(90));
    }

    @Test
    void keysAreRowsOnStandardOutputAndTheRestIsSaid() {
        var run = piped(STATES, "keys", "-", "--wireshark-version", "4.0");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines().filter(l -> !l.startsWith("#")))
                .containsExactly(
                        "\"IPv4\",\"198.51.100.2\",\"192.0.2.1\",\"0xc39a0e01\",\"AES-GCM with 16 octet ICV [RFC4106]\",\""
                                + GCM_KEY + "\",\"NULL\",\"\"",
                        "\"IPv4\",\"192.0.2.1\",\"198.51.100.2\",\"0x0b12ff02\",\"AES-CBC [RFC3602]\",\"0x202122232425262728292a2b2c2d2e2f\","
                                + "\"HMAC-SHA-256-128 [RFC4868]\",\"0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\"");
        assertThat(run.err()).doesNotContain("0x1f40");
    }

    @Test
    void theFileOfKeysIsForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("esp_sa");
        var run = piped(STATES, "keys", "-", "-o", file.toString(), "-o", "ConnectTimeout=5");
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("2 rows written to " + file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains(GCM_KEY);
        var twice = piped(STATES, "keys", "-", "-o", file.toString(), "-o", "other");
        assertThat(twice.status()).isEqualTo(2);
        assertThat(piped(STATES, "keys", "-", "-o", "./no/such/folder/file").status())
                .isEqualTo(2);
    }

    @Test
    void aSnapshotOfThisMachineIsJudgedLikeTheMachine() throws IOException {
        Path file = folder.resolve("here.zip");
        var saved = espy("snapshot", "local", "-o", file.toString());
        assertThat(saved.status()).as(saved.err()).isZero();
        assertThat(saved.out()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var live = espy("check", "local", "--json");
        var replayed = espy("check", file.toString(), "--json");
        assertThat(replayed.status()).isEqualTo(live.status());
        assertThat(verdicts(json(replayed.out()))).isNotEmpty().hasSameSizeAs(verdicts(json(live.out())));
        assertThat(json(espy("facts", file.toString()).out()).properties().stream()
                        .map(Map.Entry::getKey))
                .contains("gateway", "daemon", "tunnel", "ike", "xfrm", "log", "firewall", "host");
    }

    @Test
    void twoSnapshotsAreComparedForPeopleAndForPrograms() throws IOException {
        String file = hostile().toString();
        var same = espy("compare", file, file);
        assertThat(same.status()).as(same.err()).isZero();
        assertThat(same.out()).contains("The same gateway, earlier and later: EVIL", "Nothing differs");
        assertClean(same.out());

        Path foreign = folder.resolve("grüße Straße.zip");
        var answers = pairs(
                List.of(
                        "P01", "host=grüße\u001b[2J\n",
                        "P02", "process 9 pluto /usr/libexec/ipsec/pluto\n",
                        "P06.state", STATES.replace("0xc39a0e01", "0xc39a0e77"),
                        "P07", "XfrmInNoStates 9\n"),
                Instant.parse("2026-01-02T04:04:05Z"));
        SnapshotFile.save(
                Snapshot.of("grüße", new Look(Access.ROOT, "root", Instant.EPOCH, answers), false), foreign, false);
        var other = espy("compare", file, foreign.toString());
        assertThat(other.status()).as(other.err()).isZero();
        assertClean(other.out());

        JsonNode json = json(espy("compare", file, foreign.toString(), "--json").out());
        assertThat(json.properties().stream().map(Map.Entry::getKey))
                .containsExactly("relation", "headline", "left", "right", "differences", "notes");
        assertThat(json.at("/relation").asString()).isIn("later", "ends", "unrelated");
        assertThat(json.at("/left/started").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(json.at("/differences").valueStream())
                .isNotEmpty()
                .allSatisfy(d -> assertThat(d.path("summary").asString()).isNotEmpty())
                .allSatisfy(d -> assertThat(d.path("kind").asString()).isNotEmpty());
    }

    @Test
    void aSnapshotCanBeMaskedLaterAndStaysWhole() throws IOException {
        Path masked = folder.resolve("masked.zip");
        var saved = espy("snapshot", hostile().toString(), "--mask", "-o", masked.toString());
        assertThat(saved.status()).as(saved.err()).isZero();
        assertThat(saved.err()).contains("6 of 6 answers saved", "masked");
        assertClean(saved.err());
        assertThat(verdicts(json(espy("check", masked.toString(), "--json").out())))
                .isEqualTo(verdicts(
                        json(espy("check", hostile().toString(), "--json").out())));
        var onto = espy("snapshot", masked.toString(), "-o", folder.toString());
        assertThat(onto.status()).isEqualTo(2);
        assertThat(onto.err()).contains("nothing was saved");
    }

    @Test
    void jsonHasItsFixedNames() throws IOException {
        var run = espy("check", hostile().toString(), "--json");
        JsonNode json = json(run.out());
        assertThat(json.properties().stream().map(Map.Entry::getKey))
                .contains("gateway", "started", "tookMs", "tunnel", "checks", "diagnosis", "unparsed");
        JsonNode check = json.at("/checks/0");
        assertThat(check.properties().stream().map(Map.Entry::getKey))
                .contains("id", "checklist", "seed", "title", "verdict", "summary", "evidence");
        assertThat(verdicts(json)).isSubsetOf("pass", "fail", "warn", "unknown", "skipped", "needs-you");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void whatAGatewaySaysCannotMoveTheCursor() throws IOException {
        String file = hostile().toString();
        for (var run : List.of(
                espy("check", file),
                espy("xfrm", file),
                espy("keys", file),
                espy("check", file, "--tunnel", "no\u001b[31m"))) {
            assertClean(run.out());
            assertClean(run.err());
        }
        assertThat(espy("check", file).out()).contains("EVIL");
        assertThat(espy("check", file, "--tunnel", "no-such-tunnel").status()).isEqualTo(2);
        assertThat(espy("check", file, "--checklist", "no-such-list").status()).isEqualTo(2);
    }

    /** A snapshot in which every answer holds what a terminal would obey. */
    private Path hostile() throws IOException {
        String evil = "EVIL\u001b[2J\u001b]0;x\u0007\u009b1A\r\u202e";
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        List<Answer> answers = Stream.of(
                        "P01", "uid=0\nuser=root\nhost=" + evil + "\nPRETTY_NAME=\"" + evil + "\"",
                        "P02",
                                "process 9 charon-systemd /usr/sbin/charon-systemd\nunit strongswan active enabled\nversion "
                                        + evil,
                        "P06.state", STATES + evil,
                        "P06.policy",
                                "src 10.1.0.0/16 dst 10.2.0.0/16\n\tdir out priority 1\n\ttmpl src 192.0.2.1 dst 198.51.100.2\n\t\tproto esp reqid 1 mode tunnel\n",
                        "P07", "XfrmInNoStates 5\nXfrm" + evil + " 4",
                        "P13.journal",
                                "2026-01-02T03:00:00+0000 gw charon-systemd[9]: received NO_PROPOSAL_CHOSEN notify error "
                                        + evil)
                .collect(Collectors.collectingAndThen(Collectors.toList(), l -> pairs(l, at)));
        Path file = folder.resolve("hostile.zip");
        SnapshotFile.save(Snapshot.of(evil, new Look(Access.ROOT, "root" + evil, at, answers), false), file, false);
        return file;
    }

    private static List<Answer> pairs(List<String> idsAndOutputs, Instant at) {
        return IntStream.range(0, idsAndOutputs.size() / 2)
                .mapToObj(i -> new Answer(
                        idsAndOutputs.get(2 * i),
                        "…",
                        at,
                        Duration.ZERO,
                        Answer.Outcome.DONE,
                        0,
                        false,
                        idsAndOutputs.get(2 * i + 1),
                        ""))
                .toList();
    }

    private static void assertClean(String text) {
        assertThat(text.codePoints()
                        .filter(c -> c != '\n' && (Character.isISOControl(c) || c == 0x202e))
                        .toArray())
                .as(text)
                .isEmpty();
    }

    private static List<String> verdicts(JsonNode json) {
        return json.at("/checks")
                .valueStream()
                .map(c -> c.path("verdict").asString(""))
                .toList();
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }
}
