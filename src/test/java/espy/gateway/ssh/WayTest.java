package espy.gateway.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import espy.gateway.Question;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.PromptEntry;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ways to a gateway that are not one plain connection, and what ends them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WayTest {
    private static final String USER = System.getProperty("user.name");

    @TempDir
    static Path common;

    private static Path hostKey;
    private static Path key;

    @TempDir
    Path folder;

    private StringBuilder config = new StringBuilder();

    @BeforeAll
    static void keys() throws Exception {
        OpenSshServer.assumeInstalled();
        hostKey = OpenSshServer.key(common, "host", "ed25519", "");
        key = OpenSshServer.key(common, "id", "ed25519", "");
    }

    @BeforeEach
    void configure() {
        config = new StringBuilder();
    }

    private OpenSshServer server(String... more) throws Exception {
        return OpenSshServer.start(folder.resolve("server" + System.nanoTime()), List.of(hostKey), List.of(key), more);
    }

    private void host(String name, int port, String... more) {
        config.append("Host ")
                .append(name)
                .append("\n  HostName 127.0.0.1\n  Port ")
                .append(port)
                .append('\n');
        for (String line : more) {
            config.append("  ").append(line).append('\n');
        }
    }

    private SshGateway connect(String name, Prompts person) throws Exception {
        config.append("Host *\n  User ")
                .append(USER)
                .append("\n  IdentityFile ")
                .append(key);
        config.append(
                "\n  IdentityAgent none\n  UserKnownHostsFile /dev/null\n  GlobalKnownHostsFile none\n  StrictHostKeyChecking accept-new\n");
        Path file = Files.writeString(folder.resolve("config"), config);
        var options =
                new SshOptions(List.of(), Optional.empty(), Optional.empty(), Optional.of(file.toString()), Map.of());
        return SshGateway.connect(name, options, person);
    }

    private static String run(SshGateway gateway, String command) throws Exception {
        return gateway.look(List.of(new Question("A", command, false, Duration.ofSeconds(20), 1 << 21)), id -> {})
                .answers()
                .getFirst()
                .out();
    }

    // several hosts

    /** A server with two questions in a row, each with its own round. */
    private static SshServer asking() throws Exception {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256)));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
        server.setKeyboardInteractiveAuthenticator(questions());
        return server;
    }

    private static DefaultKeyboardInteractiveAuthenticator questions() {
        return new DefaultKeyboardInteractiveAuthenticator() {
            @Override
            public InteractiveChallenge generateChallenge(
                    ServerSession session, String user, String lang, String subMethods) {
                var challenge = new InteractiveChallenge();
                challenge.setInteractionInstruction("Two things");
                challenge.addPrompt(new PromptEntry("Password: ", false));
                challenge.addPrompt(new PromptEntry("Code: ", true));
                return challenge;
            }

            @Override
            public boolean authenticate(ServerSession session, String user, List<String> answers) {
                return answers.equals(List.of("secret", "123456"));
            }
        };
    }

    @Test
    void keyThenQuestionsThenAgentLeadThroughThreeHosts() throws Exception {
        Path agentKey = OpenSshServer.key(folder, "agent", "ed25519", "");
        Path shortFolder = Files.createTempDirectory(Path.of("/tmp"), "espy");
        Path socket = shortFolder.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var first = server();
                var middle = asking();
                var last = OpenSshServer.start(folder.resolve("last"), List.of(hostKey), List.of(agentKey))) {
            while (!Files.exists(socket)) {
                Thread.sleep(10);
            }
            var add = new ProcessBuilder("ssh-add", "-q", agentKey.toString()).redirectErrorStream(true);
            add.environment().put("SSH_AUTH_SOCK", socket.toString());
            assertThat(add.start().waitFor()).isZero();
            middle.start();
            host("a", first.port());
            host("b", middle.getPort(), "User ann", "ProxyJump a", "PubkeyAuthentication no");
            host("c", last.port(), "ProxyJump b", "IdentityAgent " + socket, "IdentityFile none", "IdentitiesOnly no");
            var person = new Person(false, "secret", "000000", "secret", "123456");

            try (var gateway = connect("c", person)) {
                assertThat(run(gateway, "id -un")).isEqualTo(USER + "\n");
                assertThat(run(gateway, "head -c 1500000 /dev/zero | tr '\\0' x"))
                        .hasSize(1_500_000);
            }

            assertThat(person.asked)
                    .containsExactly(
                            "(ann@b) Two things – Password: ",
                            "(ann@b) Code: ",
                            "(ann@b) Two things – Password: ",
                            "(ann@b) Code: ");
            assertThat(first.log()).contains("Accepted publickey");
            assertThat(last.log()).contains("Accepted publickey");
        } finally {
            agent.destroy();
            agent.waitFor();
            Files.deleteIfExists(socket);
            Files.delete(shortFolder);
        }
    }

    @Test
    void serverMayWantAKeyAndThenAnswers() throws Exception {
        try (var server = asking()) {
            server.setUserAuthFactories(
                    List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthKeyboardInteractiveFactory.INSTANCE));
            server.setPublickeyAuthenticator((user, offered, session) -> true);
            CoreModuleProperties.AUTH_METHODS.set(server, "publickey,keyboard-interactive");
            server.start();
            host("both", server.getPort());
            var person = new Person(false, "secret", "123456");
            connect("both", person).close();
            assertThat(person.asked).hasSize(2);
        }
    }

    @Test
    void passphraseOfAKeyForSeveralHostsIsAskedForOnce() throws Exception {
        Path locked = OpenSshServer.key(folder, "locked", "ed25519", "pass");
        try (var first = OpenSshServer.start(folder.resolve("1"), List.of(hostKey), List.of(locked));
                var second = OpenSshServer.start(folder.resolve("2"), List.of(hostKey), List.of(locked))) {
            host("one", first.port(), "IdentityFile " + locked);
            host("two", second.port(), "IdentityFile " + locked, "ProxyJump one");
            var person = new Person(false, "pass");
            connect("two", person).close();
            assertThat(person.asked).containsExactly("Passphrase for " + locked + ": ");
        }
    }

    // ProxyCommand

    @Test
    void proxyCommandCarriesTheConnectionAndEndsWithIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/nc")), "nc is not installed here (/usr/bin/nc)");
        try (var server = server()) {
            Path pid = folder.resolve("pid");
            host("gw", server.port(), "ProxyCommand sh -c 'echo $$ > %s; exec nc %%h %%p'".formatted(pid));
            ProcessHandle proxy;
            try (var gateway = connect("gw", Prompts.NOBODY)) {
                proxy = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .orElseThrow();
                assertThat(run(gateway, "head -c 1500000 /dev/zero | tr '\\0' x"))
                        .hasSize(1_500_000);
                assertThat(proxy.isAlive()).isTrue();
            }
            proxy.onExit().join(); // the test's time limit is the only other way out
        }
    }

    @Test
    void jumpHostMayBeReachedByACommand() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/nc")), "nc is not installed here (/usr/bin/nc)");
        try (var jump = server();
                var last = server()) {
            host("jump", jump.port(), "ProxyCommand nc 127.0.0.1 %p", "ProxyJump elsewhere");
            host("gw", last.port(), "ProxyJump jump", "ProxyCommand false");
            try (var gateway = connect("gw", Prompts.NOBODY)) {
                assertThat(run(gateway, "id -un")).isEqualTo(USER + "\n");
            }
            assertThat(jump.log()).contains("Accepted publickey");
        }
    }

    // the port on this machine that carries such a connection

    @Test
    void bridgeIsForOneGuestOnly() throws Exception {
        var sent = new ByteArrayOutputStream();
        var bridge = Bridge.open(new ByteArrayInputStream("hello".getBytes(US_ASCII)), sent);
        var address = bridge.address();
        assertThat(address.getAddress().isLoopbackAddress()).isTrue();
        try (var guest = new Socket(address.getAddress(), address.getPort())) {
            assertThat(bridge.welcome(guest.getLocalPort())).isTrue();
            assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                    .isInstanceOf(ConnectException.class);
            guest.getOutputStream().write("there".getBytes(US_ASCII));
            guest.shutdownOutput();
            assertThat(new String(guest.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo("hello");
        }
    }

    @Test
    void bridgeTurnsAStrangerAway() throws Exception {
        var bridge = Bridge.open(InputStream.nullInputStream(), OutputStream.nullOutputStream());
        try (var stranger =
                new Socket(InetAddress.getLoopbackAddress(), bridge.address().getPort())) {
            assertThat(bridge.welcome(stranger.getLocalPort() + 1)).isFalse();
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        }
    }

    // addresses

    @Test
    void addressToConnectFromMustBeOurs() throws Exception {
        try (var server = server()) {
            host("good", server.port(), "BindAddress 127.0.0.3");
            host("bad", server.port(), "BindAddress 192.0.2.1");
            host("six", server.port(), "AddressFamily inet6");
            try (var gateway = connect("good", Prompts.NOBODY)) {
                assertThat(run(gateway, "echo $SSH_CONNECTION")).startsWith("127.0.0.3 ");
            }
            assertThatThrownBy(() -> connect("bad", Prompts.NOBODY))
                    .hasMessage(
                            "This machine cannot connect from 192.0.2.1: it has no such address. Correct BindAddress.");
            assertThatThrownBy(() -> connect("six", Prompts.NOBODY))
                    .hasMessage("The name 127.0.0.1 has no IPv6 address here. Check its spelling, or AddressFamily.");
        }
    }

    @Test
    void itIsTriedAsOftenAsSomebodyWants() throws Exception {
        int port = OpenSshServer.freePort();
        host("gw", port, "ConnectionAttempts 2");
        Instant started = Instant.now();
        assertThatThrownBy(() -> connect("gw", Prompts.NOBODY)).hasMessageContaining("refused the connection");
        assertThat(Duration.between(started, Instant.now())).isGreaterThan(Duration.ofMillis(950));
    }

    // lines that die

    @Test
    void deadLineIsNoticed() throws Exception {
        var frozen = new CountDownLatch(1);
        try (var server = server();
                var relay = RawServer.start(guest -> relay(guest, server.port(), frozen))) {
            host("gw", relay.port(), "ServerAliveInterval 1", "ServerAliveCountMax 2");
            try (var gateway = connect("gw", Prompts.NOBODY)) {
                assertThat(run(gateway, "id -un")).isEqualTo(USER + "\n");
                frozen.countDown();
                Instant started = Instant.now();
                assertThatThrownBy(() -> run(gateway, "id -un"))
                        .isInstanceOf(GatewayException.class)
                        .hasMessageContaining("The connection to gw has ended");
                assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    /** Passes everything on until it is frozen; then nothing, and nobody is told. */
    private static void relay(Socket guest, int port, CountDownLatch frozen) throws IOException, InterruptedException {
        try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back = Thread.ofVirtual().start(() -> {
                try {
                    pass(server, guest, frozen);
                } catch (IOException e) {
                    // the test is over
                }
            });
            pass(guest, server, frozen);
            back.join();
        }
    }

    private static void pass(Socket from, Socket to, CountDownLatch frozen) throws IOException {
        byte[] bytes = new byte[65536];
        for (int n = from.getInputStream().read(bytes);
                n >= 0;
                n = from.getInputStream().read(bytes)) {
            if (frozen.getCount() > 0) {
                to.getOutputStream().write(bytes, 0, n);
            }
        }
    }
}
