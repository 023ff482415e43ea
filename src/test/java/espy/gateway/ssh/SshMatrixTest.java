package espy.gateway.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import espy.gateway.Question;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.keyboard.DefaultKeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.PromptEntry;
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.server.auth.password.PasswordChangeRequiredException;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.session.ServerSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads when a server misbehaves, refuses or is old, and after how long; printed as a table at the end. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SshMatrixTest {
    private static final String USER = System.getProperty("user.name");
    private static final String VERSION = "SSH-2.0-OpenSSH_9.2p1\r\n";
    private static final List<Row> ROWS = Collections.synchronizedList(new ArrayList<>());

    private record Row(String name, String read, double seconds) {}

    @TempDir
    static Path common;

    private static Path hostKey;
    private static Path rsaHostKey;
    private static Path key;

    @TempDir
    Path folder;

    @BeforeAll
    static void keys() throws Exception {
        OpenSshServer.assumeInstalled();
        hostKey = OpenSshServer.key(common, "host", "ed25519", "");
        rsaHostKey = OpenSshServer.key(common, "host-rsa", "rsa", "");
        key = OpenSshServer.key(common, "id", "ed25519", "");
    }

    @AfterAll
    static void table() throws IOException {
        var text = new StringBuilder("| case | what the person reads | seconds |\n|---|---|---|\n");
        for (Row row : List.copyOf(ROWS)) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.1f |%n",
                    row.name,
                    row.read.replace("|", "\\|").replaceAll("/tmp/junit-\\d+", "…"),
                    row.seconds));
        }
        System.out.print(text);
        Path target = Path.of("target");
        if (Files.isDirectory(target)) {
            Files.writeString(target.resolve("ssh-matrix.md"), text);
        }
    }

    private static SshOptions options(String... more) {
        var all = new HashMap<>(Map.of(
                "userknownhostsfile", "/dev/null",
                "globalknownhostsfile", "none",
                "stricthostkeychecking", "accept-new",
                "identityagent", "none",
                "connecttimeout", "1"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i].toLowerCase(Locale.ROOT), more[i + 1]);
        }
        return new SshOptions(List.of(key.toString()), Optional.empty(), Optional.empty(), Optional.of("none"), all);
    }

    /** Fails to connect within the time and gives what the person reads. */
    private static String read(String name, int most, String target, SshOptions options, Prompts person) {
        Instant started = Instant.now();
        String sentence = "";
        try (var gateway = SshGateway.connect(target, options, person)) {
            gateway.look(List.of(new Question("A", "id -un", false, Duration.ofSeconds(5), 1000)), id -> {});
        } catch (GatewayException e) {
            sentence = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            throw new AssertionError(name, e);
        }
        double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
        ROWS.add(new Row(name, sentence.isEmpty() ? "(in)" : sentence, seconds));
        assertThat(seconds).as(name).isLessThan(most);
        assertThat(sentence).as(name).doesNotContain("Exception", "null", "org.apache", "\n", "\u001b");
        return sentence;
    }

    // servers that are none

    private record Misbehaving(String name, RawServer.Manners manners, String read, int most) {}

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(US_ASCII));
        out.flush();
    }

    /** A packet as it is before encryption (RFC 4253 section 6), with the lists of a server that has everything. */
    private static byte[] kexInit() {
        var payload = ByteBuffer.allocate(1000);
        payload.put((byte) 20).put(new byte[16]);
        for (String list : List.of(
                "curve25519-sha256",
                "ssh-ed25519",
                "aes128-ctr",
                "aes128-ctr",
                "hmac-sha2-256",
                "hmac-sha2-256",
                "none",
                "none",
                "",
                "")) {
            payload.putInt(list.length()).put(list.getBytes(US_ASCII));
        }
        payload.put((byte) 0).putInt(0);
        int padding = 8 - (payload.position() + 5) % 8 + 8;
        return ByteBuffer.allocate(5 + payload.position() + padding)
                .putInt(1 + payload.position() + padding)
                .put((byte) padding)
                .put(payload.flip())
                .array();
    }

    private static List<Misbehaving> misbehaving() {
        var random = new Random(7);
        byte[] noise = new byte[6000];
        random.nextBytes(noise);
        return List.of(
                new Misbehaving(
                        "says nothing", RawServer::wait, "accepted the connection, but said nothing within 1 s", 3),
                new Misbehaving("hangs up at once", s -> {}, "ended the connection before it said anything", 3),
                new Misbehaving(
                        "HTTP server",
                        s -> {
                            s.getInputStream().read();
                            say(s.getOutputStream(), "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<html>");
                        },
                        "did not answer as an SSH server does; it said “HTTP/1.1 400 Bad Request”. Check the port",
                        3),
                new Misbehaving(
                        "HTTP server that keeps the line",
                        s -> {
                            say(s.getOutputStream(), "HTTP/1.1 400 Bad Request\r\n\r\n");
                            RawServer.wait(s);
                        },
                        "did not answer as an SSH server does; it said “HTTP/1.1 400 Bad Request”",
                        3),
                new Misbehaving(
                        "too many connections",
                        s -> {
                            s.getInputStream().read(new byte[1000]); // what is not read when it closes, it takes back
                            say(s.getOutputStream(), "Exceeded MaxStartups\r\n");
                        },
                        "it said “Exceeded MaxStartups”. Check the port (-p); if it is right, the server may be too busy",
                        3),
                new Misbehaving(
                        "noise",
                        s -> {
                            s.getOutputStream().write(noise);
                            RawServer.wait(s);
                        },
                        "answers, but not with anything that is SSH",
                        3),
                new Misbehaving(
                        "endless lines",
                        s -> {
                            while (true) {
                                say(s.getOutputStream(), "Welcome to the machine\u001b[2J\r\n");
                            }
                        },
                        "did not answer as an SSH server does; it said “Welcome to the machine [2J”",
                        3),
                new Misbehaving(
                        "endless first line",
                        s -> {
                            while (true) {
                                say(s.getOutputStream(), "x".repeat(1000));
                            }
                        },
                        "answers, but not with anything that is SSH",
                        3),
                new Misbehaving(
                        "a byte now and then",
                        s -> {
                            while (true) {
                                say(s.getOutputStream(), "S");
                                Thread.sleep(50);
                            }
                        },
                        "said nothing within 1 s",
                        3),
                new Misbehaving(
                        "SSH 1",
                        s -> {
                            say(s.getOutputStream(), "SSH-1.5-Cisco-1.25\r\n");
                            RawServer.wait(s);
                        },
                        "speaks only version 1 of SSH (SSH-1.5-Cisco-1.25), which is broken",
                        3),
                new Misbehaving(
                        "hangs up after its version",
                        s -> {
                            say(s.getOutputStream(), VERSION);
                            s.getInputStream().readNBytes(800);
                        },
                        "speaks SSH (SSH-2.0-OpenSSH_9.2p1), but ended the connection before keys were exchanged",
                        3),
                new Misbehaving(
                        "noise after its version",
                        s -> {
                            say(s.getOutputStream(), VERSION);
                            while (true) {
                                s.getOutputStream().write(noise);
                            }
                        },
                        "says that it speaks SSH (SSH-2.0-OpenSSH_9.2p1), but what it sends is not SSH",
                        12),
                new Misbehaving(
                        "hangs up in the key exchange",
                        s -> {
                            say(s.getOutputStream(), VERSION);
                            s.getOutputStream().write(kexInit());
                            s.getInputStream().readNBytes(1000);
                        },
                        "ended the connection before keys were exchanged",
                        4),
                new Misbehaving(
                        "half of a packet, then nothing",
                        s -> {
                            say(s.getOutputStream(), VERSION);
                            s.getOutputStream().write(Arrays.copyOf(kexInit(), 100));
                            RawServer.wait(s);
                        },
                        "speaks SSH, but agreeing on a key was not finished within 10 s",
                        13),
                new Misbehaving(
                        "a byte now and then after its version",
                        s -> {
                            say(s.getOutputStream(), VERSION);
                            for (byte b : kexInit()) {
                                s.getOutputStream().write(b);
                                Thread.sleep(300);
                            }
                        },
                        "speaks SSH, but agreeing on a key was not finished within 10 s",
                        13));
    }

    /** All at the same time: most of them are waited for. */
    @Test
    void serversThatAreNoneEndInASentence() throws Exception {
        var failures = Collections.synchronizedList(new ArrayList<Throwable>());
        var attempts = new ArrayList<Thread>();
        for (Misbehaving m : misbehaving()) {
            attempts.add(Thread.ofVirtual().start(() -> {
                try (var server = RawServer.start(m.manners)) {
                    assertThat(read(m.name, m.most + 3, server.target(), options(), Prompts.NOBODY))
                            .as(m.name)
                            .contains(m.read);
                } catch (IOException | AssertionError e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread attempt : attempts) {
            attempt.join();
        }
        assertThat(failures).isEmpty();
    }

    // servers that end it later

    private static SshServer mina() {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPasswordAuthenticator((user, password, session) -> password.equals("right"));
        server.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
        return server;
    }

    private static String started(SshServer server) throws Exception {
        server.setKeyPairProvider(KeyPairProvider.wrap(KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256)));
        server.start();
        return "ann@127.0.0.1:" + server.getPort();
    }

    @Test
    void hangingUpOnceTheLineIsEncrypted() throws Exception {
        try (SshServer server = mina()) {
            server.addSessionListener(new SessionListener() {
                @Override
                public void sessionEvent(Session session, Event event) {
                    if (event == Event.KeyEstablished) {
                        session.close(true);
                    }
                }
            });
            // whether we have seen the end of the exchange by then is a matter of luck
            assertThat(read(
                            "hangs up after the key exchange",
                            8,
                            started(server),
                            options(),
                            new Person(true, "right")))
                    .containsAnyOf(
                            "ended the connection before we were in. Its log says why",
                            "ended the connection before keys were exchanged");
        }
    }

    @Test
    void hangingUpAtThePassword() throws Exception {
        try (SshServer server = mina()) {
            server.setPasswordAuthenticator((user, password, session) -> {
                session.close(true);
                return false;
            });
            assertThat(read("hangs up at the password", 8, started(server), options(), new Person(true, "right")))
                    .contains("ended the connection before we were in. Its log says why");
        }
    }

    @Test
    void hangingUpAtTheFirstCommand() throws Exception {
        try (SshServer server = mina()) {
            server.setCommandFactory((channel, command) -> {
                channel.getSession().close(true);
                throw new IOException("no command");
            });
            assertThat(read("hangs up at the first command", 8, started(server), options(), new Person(true, "right")))
                    .satisfiesAnyOf(s -> assertThat(s).contains("The connection to"), s -> assertThat(s)
                            .contains("would not run a command"));
        }
    }

    @Test
    void neverAnsweringThePassword() throws Exception {
        try (SshServer server = mina()) {
            server.setPasswordAuthenticator((user, password, session) -> {
                try {
                    Thread.sleep(Duration.ofSeconds(60));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return false;
            });
            assertThat(read("never answers the password", 15, started(server), options(), new Person(true, "right")))
                    .contains("speaks SSH, but logging in was not finished within 10 s")
                    .endsWith("give it more time with -o ConnectTimeout=3.");
        }
    }

    @Test
    void passwordThatHasExpired() throws Exception {
        try (SshServer server = mina()) {
            server.setPasswordAuthenticator((user, password, session) -> {
                throw new PasswordChangeRequiredException("expired", "Your password has expired", "en");
            });
            String target = started(server);
            assertThat(read("password has expired", 8, target, options(), new Person(true, "right", "x", "y")))
                    .isEqualTo(
                            "The password of ann on 127.0.0.1 port %d has expired and must be changed first. Log in once with: ssh -p %d ann@127.0.0.1"
                                    .formatted(server.getPort(), server.getPort()));
        }
    }

    @Test
    void newPasswordAskedForByQuestions() throws Exception {
        try (SshServer server = mina()) {
            server.setUserAuthFactories(List.of(UserAuthKeyboardInteractiveFactory.INSTANCE));
            server.setKeyboardInteractiveAuthenticator(new DefaultKeyboardInteractiveAuthenticator() {
                @Override
                public InteractiveChallenge generateChallenge(
                        ServerSession session, String user, String lang, String subMethods) {
                    var challenge = new InteractiveChallenge();
                    challenge.setInteractionInstruction("You are required to change your password immediately");
                    challenge.addPrompt(new PromptEntry("New password: ", false));
                    challenge.addPrompt(new PromptEntry("Retype new password: ", false));
                    return challenge;
                }
            });
            var person = new Person(true, "right", "right");
            assertThat(read("new password asked for", 8, started(server), options(), person))
                    .contains("The password of ann on", "has expired and must be changed first");
            assertThat(person.asked).isEmpty();
        }
    }

    @Test
    void bannerIsBoundedAndShownWhenNobodyGetsIn() throws Exception {
        try (SshServer server = mina()) {
            CoreModuleProperties.WELCOME_BANNER.set(
                    server, "Maintenance today.\u001b[2J\nCome back tomorrow. " + "x".repeat(100_000));
            String sentence = read("refused, with a banner", 8, started(server), options(), new Person(true));
            assertThat(sentence)
                    .contains("It says: “Maintenance today. [2J Come back tomorrow. xxx")
                    .hasSizeLessThan(800);
        }
    }

    @Test
    void thinkingDoesNotCount() throws Exception {
        try (SshServer server = mina()) {
            String target = started(server);
            var thinking = new Person(true, "right") {
                @Override
                public Optional<char[]> ask(String prompt, boolean echo) {
                    try {
                        Thread.sleep(Duration.ofSeconds(12)); // longer than a login may take
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return super.ask(prompt, echo);
                }
            };
            try (var gateway = SshGateway.connect(target, options(), thinking)) {
                assertThat(gateway.name()).isEqualTo(target);
            }
            ROWS.add(new Row("a person who thinks for 12 s", "(in)", 12));
        }
    }

    // OpenSSH's server

    private static String target(OpenSshServer server) {
        return USER + "@127.0.0.1:" + server.port();
    }

    @Test
    void tooManyKeys() throws Exception {
        var wrong = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            wrong.add(OpenSshServer.key(folder, "id" + i, "ed25519", "").toString());
        }
        try (var server = OpenSshServer.start(folder.resolve("s"), List.of(hostKey), List.of(key), "MaxAuthTries 2")) {
            var usual = options();
            var options = new SshOptions(wrong, usual.jump(), usual.port(), usual.config(), usual.options());
            assertThat(read("too many keys", 8, target(server), options, Prompts.NOBODY))
                    .contains(
                            "It stopped after too many attempts: name the one right key with -i, and use -o IdentitiesOnly=yes.");
        }
    }

    @Test
    void userWhoMayNotComeIn() throws Exception {
        try (var server =
                OpenSshServer.start(folder.resolve("s"), List.of(hostKey), List.of(key), "AllowUsers somebody-else")) {
            assertThat(read("user is not allowed", 8, target(server), options(), Prompts.NOBODY))
                    .contains("does not let " + USER + " in: it did not accept " + key);
        }
    }

    @Test
    void serverThatWantsWhatEspyCannot() throws Exception {
        try (var server = OpenSshServer.start(
                folder.resolve("s"),
                List.of(hostKey),
                List.of(key),
                "PubkeyAuthentication no",
                "KbdInteractiveAuthentication no",
                "GSSAPIAuthentication yes")) {
            assertThat(read("GSSAPI only", 8, target(server), options(), Prompts.NOBODY))
                    .contains("does not let " + USER
                            + " in: there was nothing to try (it takes only gssapi-with-mic, which Espy does not do).");
        }
    }

    @Test
    void jumpHostThatMayNotForward() throws Exception {
        try (var jump =
                OpenSshServer.start(folder.resolve("s"), List.of(hostKey), List.of(key), "AllowTcpForwarding no")) {
            String config =
                    "Host jump\n  HostName 127.0.0.1\n  Port %d\n  User %s\n  IdentityFile %s\n  UserKnownHostsFile /dev/null\n  StrictHostKeyChecking no\n"
                            .formatted(jump.port(), USER, key);
            var usual = options();
            var options = new SshOptions(
                    usual.identities(),
                    Optional.of("jump"),
                    Optional.empty(),
                    Optional.of(
                            Files.writeString(folder.resolve("config"), config).toString()),
                    usual.options());
            assertThat(read("jump host may not forward", 8, "127.0.0.1:9", options, Prompts.NOBODY))
                    .isEqualTo(
                            "The jump host jump does not forward to 127.0.0.1 port 9: its sshd forbids it (AllowTcpForwarding, PermitOpen). Ask its admin, or take another jump host.");
        }
    }

    // ProxyCommand

    @Test
    void proxyCommandThatFails() {
        assertThat(read(
                        "ProxyCommand fails",
                        5,
                        "gw.example.com",
                        options("ProxyCommand", "echo 'no route to %h:%p for %r' >&2; exit 1"),
                        Prompts.NOBODY))
                .isEqualTo(
                        "The ProxyCommand for gw.example.com did not reach an SSH server; it said “no route to gw.example.com:22 for %s”. Try by hand: echo 'no route to gw.example.com:22 for %s' >&2; exit 1"
                                .formatted(USER, USER));
    }

    @Test
    void proxyCommandThatDoesNotExist() {
        assertThat(read(
                        "ProxyCommand is not there",
                        5,
                        "gw.example.com",
                        options("ProxyCommand", "/no/such/program %h"),
                        Prompts.NOBODY))
                .contains("did not reach an SSH server; it said “", "/no/such/program");
    }

    // algorithms

    private static final Pattern OPTION = Pattern.compile("-o (\\w+)=(\\+[\\w.@-]+)");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KexAlgorithms diffie-hellman-group14-sha1|-o KexAlgorithms=+diffie-hellman-group14-sha1",
                "KexAlgorithms diffie-hellman-group1-sha1|-o KexAlgorithms=+diffie-hellman-group1-sha1",
                "Ciphers aes128-cbc,3des-cbc|-o Ciphers=+aes128-cbc",
                "HostKeyAlgorithms ssh-rsa|-o HostKeyAlgorithms=+ssh-rsa -o PubkeyAcceptedAlgorithms=+ssh-rsa",
            })
    void oldServerNeedsAnOptionThatIsNamed(String line, String named) throws Exception {
        try (var server = OpenSshServer.start(
                folder.resolve("s"), List.of(line.contains("ssh-rsa") ? rsaHostKey : hostKey), List.of(key), line)) {
            helps(line, server, named);
        }
    }

    @Test
    void severalOldThingsNeedSeveralOptions() throws Exception {
        try (var server = OpenSshServer.start(
                folder.resolve("s"),
                List.of(hostKey),
                List.of(key),
                "KexAlgorithms diffie-hellman-group14-sha1",
                "Ciphers aes256-cbc",
                "MACs hmac-sha1")) {
            helps(
                    "all of it old",
                    server,
                    "-o KexAlgorithms=+diffie-hellman-group14-sha1 -o Ciphers=+aes256-cbc -o MACs=+hmac-sha1");
        }
    }

    /** The options that the sentence names let us in. */
    private static void helps(String name, OpenSshServer server, String named) throws Exception {
        String sentence = read(name, 8, target(server), options(), Prompts.NOBODY);
        assertThat(sentence)
                .contains(
                        "and Espy have no common algorithm: for ",
                        "allow it: " + named + " (or in ~/.ssh/config under “Host 127.0.0.1”)");
        var found = new ArrayList<String>();
        OPTION.matcher(sentence).results().forEach(m -> found.addAll(List.of(m.group(1), m.group(2))));
        try (var gateway = SshGateway.connect(target(server), options(found.toArray(String[]::new)), Prompts.NOBODY)) {
            assertThat(gateway.name()).isEqualTo(target(server));
        }
    }

    @Test
    void macThatNobodyElseHasLeavesNoHope() throws Exception {
        try (var server = OpenSshServer.start(
                folder.resolve("s"),
                List.of(hostKey),
                List.of(key),
                "Ciphers aes128-ctr",
                "MACs umac-64@openssh.com")) {
            assertThat(read("umac only", 8, target(server), options(), Prompts.NOBODY))
                    .contains(
                            "have no common algorithm: for integrity it offers only umac-64@openssh.com.",
                            "Espy has none of these, so no option helps.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ciphers aes128-ctr",
                "Ciphers aes256-gcm@openssh.com",
                "KexAlgorithms curve25519-sha256",
                "KexAlgorithms diffie-hellman-group-exchange-sha256",
                "KexAlgorithms diffie-hellman-group16-sha512",
                "MACs hmac-sha2-512-etm@openssh.com",
                "KexAlgorithms ecdh-sha2-nistp521"
            })
    void modernServerNeedsNothing(String line) throws Exception {
        try (var server = OpenSshServer.start(
                folder.resolve("s"),
                List.of(hostKey),
                List.of(key),
                line.isEmpty() ? "LogLevel DEBUG1" : line,
                "LogLevel DEBUG1")) {
            assertThat(read("modern: " + (line.isEmpty() ? "all" : line), 8, target(server), options(), Prompts.NOBODY))
                    .isEmpty();
            if (line.isEmpty()) {
                assertThat(server.log())
                        .containsPattern("kex: algorithm: (mlkem768x25519-sha256|sntrup761x25519-sha512)");
            }
        }
    }
}
