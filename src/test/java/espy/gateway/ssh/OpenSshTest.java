package espy.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import espy.gateway.Answer;
import espy.gateway.Answer.Outcome;
import espy.gateway.GatewayException;
import espy.gateway.Look;
import espy.gateway.Prompts;
import espy.gateway.Question;
import espy.probe.Probes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that people do with ssh, against OpenSSH's own server. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenSshTest {
    private static final String USER = System.getProperty("user.name");
    private static final String PASSPHRASE = "correct horse";

    @TempDir
    static Path common;

    private static Path hostKey;
    private static Path otherHostKey;
    private static Path ecdsaHostKey;
    private static Path ed25519;
    private static Path stranger;
    private static OpenSshServer server;

    @TempDir
    Path folder;

    private Path knownHosts;
    private Path locked;

    @BeforeAll
    static void start() throws Exception {
        OpenSshServer.assumeInstalled();
        hostKey = OpenSshServer.key(common, "host-ed25519", "ed25519", "");
        ecdsaHostKey = OpenSshServer.key(common, "host-ecdsa", "ecdsa", "");
        otherHostKey = OpenSshServer.key(common, "host-other", "ed25519", "");
        ed25519 = OpenSshServer.key(common, "id-ed25519", "ed25519", "");
        stranger = OpenSshServer.key(common, "id-stranger", "ed25519", "");
        var authorized =
                new ArrayList<>(List.of(ed25519, OpenSshServer.key(common, "id-locked", "ed25519", PASSPHRASE)));
        for (String type : List.of("rsa", "ecdsa")) {
            authorized.add(OpenSshServer.key(common, "id-" + type, type, ""));
        }
        server = OpenSshServer.start(common.resolve("server"), List.of(ecdsaHostKey, hostKey), authorized);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void files() throws IOException {
        knownHosts = folder.resolve("known_hosts");
        // its passphrase is remembered by its name for as long as the program runs
        locked = Files.copy(common.resolve("id-locked"), folder.resolve("id-locked"));
    }

    /** Options that never touch the files of the person who runs the tests. */
    private SshOptions options(List<Path> keys, String... more) {
        var all = new HashMap<String, String>(Map.of(
                "userknownhostsfile", knownHosts.toString(),
                "globalknownhostsfile", "none",
                "identityagent", "none",
                "connecttimeout", "5"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return new SshOptions(
                keys.stream().map(Path::toString).toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("none"),
                all);
    }

    private static String target(OpenSshServer server) {
        return USER + "@127.0.0.1:" + server.port();
    }

    private static String name(OpenSshServer server) {
        return "[127.0.0.1]:" + server.port();
    }

    private void knows(OpenSshServer server, Path key) throws IOException {
        write(name(server) + " " + Files.readString(Path.of(key + ".pub")));
    }

    private void write(String line) throws IOException {
        Files.writeString(knownHosts, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static Question ask(String id, String script) {
        return new Question(id, script, false, Duration.ofSeconds(20), 4 << 20);
    }

    private static String whoAmI(SshGateway gateway) throws Exception {
        return gateway.look(List.of(ask("A", "id -un")), id -> {})
                .answers()
                .getFirst()
                .out()
                .strip();
    }

    private static void logsIn(String target, SshOptions options, Prompts person) throws Exception {
        try (var gateway = SshGateway.connect(target, options, person)) {
            assertThat(whoAmI(gateway)).isEqualTo(USER);
        }
    }

    /** The sentence with which connecting fails; always one for people. */
    private static String refusal(String target, SshOptions options, Prompts person) {
        var thrown = new AtomicReference<String>();
        assertThatThrownBy(() -> SshGateway.connect(target, options, person).close())
                .isInstanceOfSatisfying(GatewayException.class, e -> thrown.set(String.valueOf(e.getMessage())));
        assertThat(thrown.get()).doesNotContain("Exception", "null", "org.apache");
        return thrown.get();
    }

    // keys

    @ParameterizedTest
    @ValueSource(strings = {"id-ed25519", "id-rsa", "id-ecdsa"})
    void aKeyOfAnyTypeLogsIn(String key) throws Exception {
        knows(server, hostKey);
        logsIn(target(server), options(List.of(common.resolve(key))), Prompts.NOBODY);
    }

    @Test
    void aPassphraseIsAskedForThreeTimes() throws Exception {
        knows(server, hostKey);
        var person = new Person(false, "wrong", "wrong too", PASSPHRASE);

        logsIn(target(server), options(List.of(locked)), person);

        assertThat(person.asked)
                .containsExactly(
                        "Passphrase for " + locked + ": ",
                        "Wrong passphrase, try again. Passphrase for " + locked + ": ",
                        "Wrong passphrase, try again. Passphrase for " + locked + ": ");
    }

    @Test
    void noPassphraseIsAskedForWhenAnotherKeyIsEnough() throws Exception {
        knows(server, hostKey);
        var person = new Person(false);

        logsIn(target(server), options(List.of(ed25519, locked)), person);

        assertThat(person.asked).isEmpty();
    }

    @Test
    void wrongKeysAreNamedInTheRefusal() throws Exception {
        knows(server, hostKey);
        Path broken = Files.writeString(folder.resolve("broken"), "no key");
        Path missing = folder.resolve("missing");

        String sentence = refusal(
                target(server), options(List.of(stranger, locked, broken, missing)), new Person(false, "a", "b", "c"));

        assertThat(sentence)
                .isEqualTo(
                        ("127.0.0.1 port %d does not let %s in: it did not accept %s. Not usable: %s (its passphrase was not given or is"
                                        + " wrong), %s (no private key that can be read), %s (not found). Check the user name, or name the right key with"
                                        + " -i.")
                                .formatted(server.port(), USER, stranger, locked, broken, missing));
    }

    @Test
    void theAgentIsAskedFirstAndMayBeLimitedToNamedKeys() throws Exception {
        knows(server, hostKey);
        // a socket's path must be short
        Path shortFolder = Files.createTempDirectory(Path.of("/tmp"), "espy");
        Path socket = shortFolder.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (!Files.exists(socket)) {
                Thread.sleep(10);
            }
            for (Path key : List.of(stranger, common.resolve("id-rsa"))) {
                var add = new ProcessBuilder("ssh-add", "-q", key.toString()).redirectErrorStream(true);
                add.environment().put("SSH_AUTH_SOCK", socket.toString());
                assertThat(add.start().waitFor()).isZero();
            }
            var person = new Person(false);
            logsIn(target(server), options(List.of(locked), "identityagent", socket.toString()), person);
            assertThat(person.asked).isEmpty();

            Path pub = Path.of(stranger + ".pub");
            assertThat(refusal(
                            target(server),
                            options(List.of(pub), "identityagent", socket.toString(), "identitiesonly", "yes"),
                            person))
                    .contains("it did not accept one key of your agent.");
        } finally {
            agent.destroy();
            agent.waitFor();
            Files.deleteIfExists(socket);
            Files.delete(shortFolder);
        }
    }

    @Test
    void aDeadAgentIsPassedOver() throws Exception {
        knows(server, hostKey);
        Path socket = Files.writeString(folder.resolve("agent"), "");
        logsIn(target(server), options(List.of(ed25519), "identityagent", socket.toString()), Prompts.NOBODY);
    }

    // host keys

    @Test
    void anUnknownHostKeyIsAskedAboutOnceAndRemembered() throws Exception {
        var person = new Person(true);
        logsIn(target(server), options(List.of(ed25519)), person);
        logsIn(target(server), options(List.of(ed25519)), person);

        String fingerprint =
                OpenSshServer.run("ssh-keygen", "-lf", hostKey + ".pub").split(" ", -1)[1];
        assertThat(person.asked).containsExactly(name(server) + " ssh-ed25519 " + fingerprint);
        assertThat(OpenSshServer.run("ssh-keygen", "-F", name(server), "-f", knownHosts.toString()))
                .contains("ssh-ed25519");
        assertThat(Files.getPosixFilePermissions(knownHosts)).hasSize(2);
    }

    @Test
    void aDeclinedHostKeyEndsIt() {
        assertThat(refusal(target(server), options(List.of(ed25519)), new Person(false)))
                .startsWith("The host key of " + name(server) + " is not known here (ssh-ed25519, SHA256:")
                .endsWith("connect once with: ssh -p %d %s@127.0.0.1".formatted(server.port(), USER));
        assertThat(knownHosts).doesNotExist();
    }

    @Test
    void aChangedHostKeyNamesFileLineAndRemedy() throws Exception {
        write("# a comment\n[broken]:* nonsense\n");
        knows(server, otherHostKey);

        assertThat(refusal(target(server), options(List.of(ed25519)), new Person(true)))
                .contains(
                        "has changed",
                        knownHosts + ", line 3",
                        "ssh-keygen -f '%s' -R '%s'".formatted(knownHosts, name(server)));
    }

    @Test
    void aHostKnownByItsOtherKeyIsNotAskedAbout() throws Exception {
        knows(server, ecdsaHostKey);
        logsIn(target(server), options(List.of(ed25519)), Prompts.NOBODY);
    }

    @Test
    void hashedNamesAreFound() throws Exception {
        knows(server, hostKey);
        OpenSshServer.run("ssh-keygen", "-H", "-f", knownHosts.toString());
        assertThat(Files.readString(knownHosts)).startsWith("|1|");

        logsIn(target(server), options(List.of(ed25519)), Prompts.NOBODY);
    }

    @Test
    void aHostKeyAliasIsLookedUpWithoutThePort() throws Exception {
        write("gateway " + Files.readString(Path.of(hostKey + ".pub")));
        logsIn(target(server), options(List.of(ed25519), "hostkeyalias", "gateway"), Prompts.NOBODY);
    }

    @Test
    void aRevokedHostKeyIsRefusedOnAnyPort() throws Exception {
        knows(server, hostKey);
        write("@revoked * " + Files.readString(Path.of(hostKey + ".pub")));

        assertThat(refusal(target(server), options(List.of(ed25519), "stricthostkeychecking", "no"), new Person(true)))
                .contains("revoked in " + knownHosts + ", line 2");
    }

    @ParameterizedTest
    @CsvSource({"no,true,true", "accept-new,true,true", "yes,false,false"})
    void strictnessDecidesWithoutAsking(String strict, boolean in, boolean remembered) throws Exception {
        var person = new Person(true);
        var options = options(List.of(ed25519), "stricthostkeychecking", strict);
        if (in) {
            logsIn(target(server), options, person);
        } else {
            assertThat(refusal(target(server), options, person)).contains("is not known here");
        }
        assertThat(person.asked).isEmpty();
        assertThat(Files.exists(knownHosts)).isEqualTo(remembered);
    }

    @Test
    void batchModeAsksNothing() throws Exception {
        var person = new Person(true, PASSPHRASE);
        var options = options(List.of(locked), "batchmode", "yes");
        assertThat(refusal(target(server), options, person)).contains("is not known here");

        knows(server, hostKey);
        assertThat(refusal(target(server), options, person)).contains("does not let " + USER + " in");
        assertThat(person.asked).isEmpty();
    }

    // configuration and jump hosts

    private SshOptions configured(String text, Optional<String> jump) throws IOException {
        Path config = Files.writeString(folder.resolve("config"), text);
        return new SshOptions(List.of(), jump, Optional.empty(), Optional.of(config.toString()), Map.of());
    }

    private String everywhere(Path... hostKeys) throws IOException {
        for (Path key : hostKeys) {
            write("* " + Files.readString(Path.of(key + ".pub")));
        }
        return """
                Host *
                  UserKnownHostsFile %s
                  GlobalKnownHostsFile /dev/null
                  IdentityAgent none
                """.formatted(knownHosts);
    }

    @Test
    void theConfigurationFileDecides() throws Exception {
        Files.writeString(
                folder.resolve("more.conf"), "Host inner\n  Port 1\nHost gw-*\n  IdentityFile %s\n".formatted(ed25519));
        String config = """
                Include %s/*.conf
                User = %s
                Host gw-left other # the left one
                    HostName 127.0.0.1
                    Port %d
                Host gw-left
                    Port 1
                %s""".formatted(folder, USER, server.port(), everywhere(hostKey));

        logsIn("gw-left", configured(config, Optional.empty()), Prompts.NOBODY);
    }

    @Test
    void jumpHostsOfTheConfigurationMayHaveJumpHostsThemselves() throws Exception {
        try (var middle = OpenSshServer.start(folder.resolve("middle"), List.of(otherHostKey), List.of(ed25519));
                var first = OpenSshServer.start(folder.resolve("first"), List.of(hostKey), List.of(ed25519))) {
            String config = """
                    Host first
                      Port %d
                    Host middle
                      Port %d
                      ProxyJump first
                    Host last
                      Port %d
                      ProxyJump middle
                    Host first middle last
                      HostName 127.0.0.1
                      IdentityFile %s
                    %s""".formatted(
                            first.port(), middle.port(), server.port(), ed25519, everywhere(hostKey, otherHostKey));

            logsIn(USER + "@last", configured(config, Optional.empty()), Prompts.NOBODY);

            assertThat(middle.log()).contains("Accepted publickey");
            assertThat(first.log()).contains("Accepted publickey");
        }
    }

    @Test
    void aJumpHostThatCannotReachTheGatewayIsNamed() throws Exception {
        String config = """
                Host last
                  HostName 127.0.0.1
                  Port %d
                Host jump
                  HostName 127.0.0.1
                  Port %d
                Host *
                  IdentityFile %s
                %s""".formatted(OpenSshServer.freePort(), server.port(), ed25519, everywhere(hostKey));

        logsIn("jump", configured(config, Optional.empty()), Prompts.NOBODY);
        assertThat(refusal("last", configured(config, Optional.of("jump")), Prompts.NOBODY))
                .startsWith("The jump host jump did not connect us to 127.0.0.1 port ");
    }

    @Test
    void jumpHostsThatNameEachOtherAreFound() throws Exception {
        var options = configured("Host a\n  ProxyJump b\nHost b\n  ProxyJump a\n", Optional.empty());
        assertThat(refusal("a", options, Prompts.NOBODY)).contains("more than 8 jump hosts");
    }

    // servers that are none

    @Test
    void aClosedPortIsRefused() throws Exception {
        int port = OpenSshServer.freePort();
        assertThat(refusal("127.0.0.1:" + port, options(List.of(ed25519)), Prompts.NOBODY))
                .isEqualTo("127.0.0.1 port " + port
                        + " refused the connection: nothing listens there. Check the port (-p), and that sshd runs.");
    }

    @Test
    void anUnknownNameIsNotResolved() {
        assertThat(refusal("gateway.invalid", options(List.of(ed25519)), Prompts.NOBODY))
                .isEqualTo("The name gateway.invalid cannot be resolved. Check its spelling, or your name server.");
    }

    @Test
    void aPortThatIsNoneIsSaid() {
        assertThat(refusal("127.0.0.1:70000", options(List.of(ed25519)), Prompts.NOBODY))
                .startsWith("70000 is no port.");
    }

    @Test
    void aServerThatClosesAtOnceIsSaid() throws Exception {
        try (var closing = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try {
                    closing.accept().close();
                } catch (IOException e) {
                    // the test is over
                }
            });
            assertThat(refusal("127.0.0.1:" + closing.getLocalPort(), options(List.of(ed25519)), Prompts.NOBODY))
                    .contains("ended the connection before it said anything");
        }
    }

    @Test
    void aPortThatNeverSpeaksIsGivenUpAfterTheTimeout() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Instant started = Instant.now();
            String sentence = refusal(
                    "127.0.0.1:" + silent.getLocalPort(),
                    options(List.of(ed25519), "connecttimeout", "1"),
                    Prompts.NOBODY);

            assertThat(sentence).contains("said nothing within 1 s");
            assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(20));
        }
    }

    // giving up

    /** Interrupts the connecting once it hangs; it must end at once, and say so. */
    private void endsWhenInterrupted(String target, Prompts person, CountDownLatch hangs) throws Exception {
        var outcome = new AtomicReference<Object>("nothing yet");
        Thread connecting = Thread.ofVirtual().start(() -> {
            try {
                outcome.set(SshGateway.connect(target, options(List.of(ed25519), "connecttimeout", "60"), person));
            } catch (GatewayException | InterruptedException e) {
                outcome.set(e);
            }
        });
        assertThat(hangs.await(10, TimeUnit.SECONDS)).isTrue();
        Instant interrupted = Instant.now();
        connecting.interrupt();
        connecting.join();

        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        assertThat(Duration.between(interrupted, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void connectingToASilentPortCanBeInterrupted() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            var accepted = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> {
                try {
                    silent.accept();
                    accepted.countDown();
                } catch (IOException e) {
                    // the test is over
                }
            });
            endsWhenInterrupted("127.0.0.1:" + silent.getLocalPort(), Prompts.NOBODY, accepted);
        }
    }

    @Test
    void connectingCanBeInterruptedWhileAQuestionIsOpen() throws Exception {
        var asked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        endsWhenInterrupted(
                target(server),
                new Prompts() {
                    @Override
                    public boolean trustHostKey(String host, String keyType, String fingerprint) {
                        asked.countDown();
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return false;
                    }

                    @Override
                    public Optional<char[]> ask(String prompt, boolean echo) {
                        return Optional.empty();
                    }
                },
                asked);
    }

    // looks

    private SshGateway connected(OpenSshServer to) throws Exception {
        knows(to, hostKey);
        return SshGateway.connect(target(to), options(List.of(ed25519)), Prompts.NOBODY);
    }

    @Test
    void aLookAnswersEveryQuestion() throws Exception {
        try (var gateway = connected(server)) {
            var heard = new ArrayList<String>();
            Look look = gateway.look(Probes.look(), heard::add);

            assertThat(look.answers()).extracting(Answer::id).containsExactlyElementsOf(heard);
            assertThat(look.answers()).hasSameSizeAs(Probes.look());
            assertThat(look.answers()).extracting(Answer::outcome).doesNotContain(Outcome.LOST);
            assertThat(look.user()).isEqualTo(USER);
            assertThat(look.answers().getFirst().out()).contains("host=");
            // a second look uses the same connection
            assertThat(whoAmI(gateway)).isEqualTo(USER);
        }
    }

    @Test
    void anInterruptedLookLeavesNothingBehind() throws Exception {
        try (var gateway = connected(server)) {
            var began = new CountDownLatch(1);
            var outcome = new AtomicReference<Object>("nothing yet");
            Path pids = folder.resolve("pids");
            Thread looking = Thread.ofVirtual().start(() -> {
                try {
                    outcome.set(gateway.look(
                            List.of(
                                    ask("A", "true"),
                                    ask(
                                            "B",
                                            "read -r me x </proc/self/stat; echo $$ $me > %s; sleep 30 & echo $! >> %s; wait"
                                                    .formatted(pids, pids)),
                                    ask("C", "echo later >> " + pids)),
                            id -> began.countDown()));
                } catch (GatewayException | InterruptedException e) {
                    outcome.set(e);
                }
            });
            assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
            while (!Files.exists(pids) || Files.readAllLines(pids).size() < 2) {
                Thread.sleep(10);
            }
            Instant interrupted = Instant.now();
            looking.interrupt();
            looking.join();

            assertThat(Duration.between(interrupted, Instant.now())).isLessThan(Duration.ofSeconds(20));
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
            Thread.sleep(300);
            String left = Files.readString(pids);
            assertThat(left).doesNotContain("later");
            for (String pid : left.strip().split("\\s+", -1)) {
                assertThat(runs(pid)).as("process %s", pid).isFalse();
            }
            assertThat(whoAmI(gateway)).isEqualTo(USER);
        }
    }

    /** A dead process that nobody has asked about yet has no command line any more. */
    private static boolean runs(String pid) {
        try {
            return Files.readAllBytes(Path.of("/proc", pid, "cmdline")).length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aServerThatDiesLosesOnlyTheRest() throws Exception {
        try (var mortal = OpenSshServer.start(folder.resolve("mortal"), List.of(hostKey), List.of(ed25519));
                var gateway = connected(mortal)) {
            Look look = gateway.look(
                    List.of(ask("A", "echo kept"), ask("B", "sleep 5"), ask("C", "echo never")), id -> mortal.kill());

            assertThat(look.answers())
                    .extracting(Answer::outcome)
                    .containsExactly(Outcome.DONE, Outcome.LOST, Outcome.LOST);
            assertThat(look.answers().getFirst().out()).isEqualTo("kept\n");
            assertThatThrownBy(() -> whoAmI(gateway))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining("has ended");
        }
    }

    @Test
    void largeAndBinaryOutputArriveWhole() throws Exception {
        try (var gateway = connected(server)) {
            var answers = gateway.look(
                            List.of(
                                    ask("BIG", "head -c 1048576 /dev/zero | tr '\\0' x"),
                                    ask("BINARY", "printf 'a\\000\\377\\376b\\r\\n@@c\\n'"),
                                    ask("LAST", "echo here")),
                            id -> {})
                    .answers();

            assertThat(answers.get(0).out()).isEqualTo("x".repeat(1 << 20));
            assertThat(answers.get(1).out()).isEqualTo("a\0\uFFFD\uFFFDb\r\n@@c\n");
            assertThat(answers.get(2).out()).isEqualTo("here\n");
        }
    }

    @Test
    void noiseOfALoginScriptDoesNoHarm() throws Exception {
        String noisy = "ForceCommand echo 'Welcome to espy!'; printf 'no line end '; sh -c \"$SSH_ORIGINAL_COMMAND\"";
        Path banner = Files.writeString(folder.resolve("banner"), "Authorized users only\n");
        try (var loud = OpenSshServer.start(
                        folder.resolve("loud"), List.of(hostKey), List.of(ed25519), "Banner " + banner, noisy);
                var gateway = connected(loud)) {
            assertThat(whoAmI(gateway)).isEqualTo(USER);
        }
    }

    @Test
    void anAccountWithoutAShellIsSaid() throws Exception {
        try (var limited = OpenSshServer.start(
                        folder.resolve("limited"),
                        List.of(hostKey),
                        List.of(ed25519),
                        "ForceCommand echo no shell here");
                var gateway = connected(limited)) {
            assertThatThrownBy(() -> whoAmI(gateway))
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining("did not start a POSIX shell");
        }
    }
}
