package espy.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.common.session.SessionContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of every kind and form, certificates and agents, against OpenSSH's own server. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeyTest {
    private static final String USER = System.getProperty("user.name");
    private static final String PASSPHRASE = "correct horse";

    @TempDir
    static Path common;

    private static Path hostKey;
    private static Path authority;
    private static OpenSshServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        OpenSshServer.assumeInstalled();
        hostKey = OpenSshServer.key(common, "host", "ed25519", "");
        authority = OpenSshServer.key(common, "ca", "ed25519", "");
        server = OpenSshServer.start(
                common.resolve("server"),
                List.of(hostKey),
                List.of(),
                "TrustedUserCAKeys " + authority + ".pub",
                "LogLevel VERBOSE");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void authorize(String publicKey) throws IOException {
        Files.writeString(
                common.resolve("server/authorized_keys"),
                publicKey.strip() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private SshOptions options(List<Path> keys, String... more) {
        var all = new HashMap<>(Map.of(
                "userknownhostsfile", "/dev/null",
                "globalknownhostsfile", "none",
                "stricthostkeychecking", "accept-new",
                "identityagent", "none"));
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

    private static void logsIn(SshOptions options, Prompts person) throws Exception {
        SshGateway.connect(USER + "@127.0.0.1:" + server.port(), options, person)
                .close();
    }

    private static String refusal(SshOptions options, Prompts person) {
        var thrown = new ArrayList<String>();
        assertThatThrownBy(() -> logsIn(options, person))
                .isInstanceOfSatisfying(GatewayException.class, e -> thrown.add(String.valueOf(e.getMessage())));
        return thrown.getFirst();
    }

    // forms of key files

    /** {@code {}} stands for the file, {@code PASS} for the passphrase. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssh-keygen -t rsa -b 2048 -N PASS -f {}",
                "ssh-keygen -t rsa -b 2048 -m PEM -N PASS -f {}",
                "ssh-keygen -t rsa -b 2048 -m PKCS8 -N PASS -f {}",
                "ssh-keygen -t ecdsa -N PASS -f {}",
                "ssh-keygen -t ecdsa -b 521 -N PASS -f {}",
                "ssh-keygen -t ecdsa -m PEM -N PASS -f {}",
                "ssh-keygen -t ecdsa -b 384 -m PKCS8 -N PASS -f {}",
                "ssh-keygen -t ed25519 -N PASS -f {}",
                "ssh-keygen -t ed25519 -Z aes256-gcm@openssh.com -a 4 -N PASS -f {}",
            })
    void keysOfSshKeygenLogInWithAndWithoutAPassphrase(String command) throws Exception {
        for (String passphrase : List.of("", PASSPHRASE)) {
            Path key = folder.resolve("id" + passphrase.length());
            OpenSshServer.run(words(command + " -q", key, passphrase));
            authorize(Files.readString(Path.of(key + ".pub")));
            opens(key, passphrase);
            Files.delete(Path.of(key + ".pub"));
            Path copy = Files.copy(key, folder.resolve("copy" + passphrase.length()));
            opens(copy, passphrase);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openssl genrsa -traditional -out {} 2048",
                "openssl genrsa -traditional -aes128 -passout pass:PASS -out {} 2048",
                "openssl genrsa -traditional -des3 -passout pass:PASS -out {} 2048",
                "openssl genpkey -algorithm RSA -out {}",
                "openssl genpkey -algorithm RSA -aes-256-cbc -pass pass:PASS -out {}",
                "openssl ecparam -name prime256v1 -genkey -out {}",
                "openssl ecparam -name secp384r1 -genkey -noout -out {}",
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-128-cbc -pass pass:PASS -out {}",
                "openssl genpkey -algorithm ED25519 -out {}",
                "openssl genpkey -algorithm ED25519 -aes-256-cbc -pass pass:PASS -out {}",
            })
    void keysOfOpensslLogIn(String command) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed here (/usr/bin/openssl)");
        String passphrase = command.contains("PASS") ? PASSPHRASE : "";
        Path key = folder.resolve("id");
        OpenSshServer.run(words(command, key, passphrase));
        authorize(publicKey(key, passphrase));
        opens(key, passphrase);
    }

    private static String[] words(String command, Path key, String passphrase) {
        return Arrays.stream(command.split(" ", -1))
                .map(w -> w.replace("{}", key.toString()).replace("PASS", passphrase))
                .toArray(String[]::new);
    }

    /** OpenSSH 9.2 reads no Ed25519 key of openssl itself: its raw form is made into a line by hand. */
    private String publicKey(Path key, String passphrase) throws Exception {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path der = folder.resolve("der");
        OpenSshServer.run(
                "openssl",
                "pkey",
                "-in",
                key.toString(),
                "-passin",
                "pass:" + passphrase,
                "-pubout",
                "-outform",
                "DER",
                "-out",
                der.toString());
        byte[] bytes = Files.readAllBytes(der);
        if (bytes.length != 44) {
            return OpenSshServer.run("ssh-keygen", "-y", "-P", passphrase, "-f", key.toString());
        }
        byte[] name = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        var line = ByteBuffer.allocate(4 + name.length + 4 + 32)
                .putInt(name.length)
                .put(name)
                .putInt(32)
                .put(bytes, bytes.length - 32, 32);
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(line.array());
    }

    private void opens(Path key, String passphrase) throws Exception {
        var person = new Person(false, passphrase);
        logsIn(options(List.of(key)), person);
        assertThat(person.asked).isEqualTo(passphrase.isEmpty() ? List.of() : List.of("Passphrase for " + key + ": "));
    }

    // passphrases

    @Test
    void passphraseIsAskedForOnce() throws Exception {
        Path key = OpenSshServer.key(folder, "id", "ed25519", PASSPHRASE);
        authorize(Files.readString(Path.of(key + ".pub")));
        var person = new Person(false, "wrong", PASSPHRASE);
        logsIn(options(List.of(key)), person);
        logsIn(options(List.of(key)), person);
        assertThat(person.asked).hasSize(2);
        // a new key of the same name has its own passphrase
        Files.delete(key);
        Files.delete(Path.of(key + ".pub"));
        OpenSshServer.key(folder, "id", "ed25519", "another");
        authorize(Files.readString(Path.of(key + ".pub")));
        var later = new Person(false, "another");
        logsIn(options(List.of(key)), later);
        assertThat(later.asked).hasSize(1);
    }

    @Test
    void questionAboutOneKeyStopsNobodyWithAnother() throws Exception {
        Path slow = OpenSshServer.key(folder, "slow", "ed25519", PASSPHRASE);
        Path quick = OpenSshServer.key(folder, "quick", "ed25519", PASSPHRASE);
        authorize(Files.readString(Path.of(slow + ".pub")));
        authorize(Files.readString(Path.of(quick + ".pub")));
        var question = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var thinking = new Person(false, PASSPHRASE) {
            @Override
            public Optional<char[]> ask(String prompt, boolean echo) {
                question.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    return Optional.empty();
                }
                return super.ask(prompt, echo);
            }
        };
        try (var logins = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = logins.submit(() -> {
                logsIn(options(List.of(slow)), thinking);
                return true;
            });
            try {
                question.await();
                logsIn(options(List.of(quick)), new Person(false, PASSPHRASE));
                assertThat(thinking.asked).isEmpty();
            } finally {
                answer.countDown();
            }
            assertThat(first.get()).isTrue();
        }
    }

    @Test
    void keyThatIsBeingAskedAboutIsWaitedForAsForAPerson() throws Exception {
        Path key = OpenSshServer.key(folder, "shared", "ed25519", PASSPHRASE);
        var passphrases = new Passphrases();
        var person = new Person(false, PASSPHRASE);
        var patience = new Patience(person, Duration.ofDays(1));
        var noSession = (SessionContext) Proxy.newProxyInstance(
                SessionContext.class.getClassLoader(),
                new Class<?>[] {SessionContext.class},
                (proxy, method, given) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        var question = (ReentrantLock) passphrases.question(key);
        Thread waiting;
        question.lock();
        try {
            waiting = Thread.ofPlatform().start(() -> {
                try {
                    new KeyFile(key, true, patience, passphrases).open(noSession);
                } catch (KeyFile.Unusable e) {
                    person.asked.add(String.valueOf(e.getMessage()));
                }
            });
            while (!question.hasQueuedThread(waiting)) {
                Thread.onSpinWait();
            }
            assertThat(patience.left()).isEqualTo(patience.left());
            passphrases.keep(key, PASSPHRASE.toCharArray());
        } finally {
            question.unlock();
        }
        waiting.join();
        assertThat(person.asked).isEmpty();
    }

    @Test
    void noPassphraseIsAskedForAKeyThatTheServerDoesNotWant() throws Exception {
        Path stranger = OpenSshServer.key(folder, "stranger", "ed25519", PASSPHRASE);
        Files.delete(Path.of(stranger + ".pub"));
        var person = new Person(false, PASSPHRASE);
        assertThat(refusal(options(List.of(stranger)), person)).contains("it did not accept " + stranger);
        assertThat(person.asked).isEmpty();
    }

    @Test
    void afterAKeyWithoutItsPassphraseTheNextIsTried() throws Exception {
        Path locked = OpenSshServer.key(folder, "locked", "ed25519", PASSPHRASE);
        Path open = OpenSshServer.key(folder, "open", "ecdsa", "");
        authorize(Files.readString(Path.of(locked + ".pub")));
        authorize(Files.readString(Path.of(open + ".pub")));
        var person = new Person(false);
        logsIn(options(List.of(locked, open)), person);
        assertThat(person.asked).containsExactly("Passphrase for " + locked + ": ");
    }

    // certificates

    private Path certified(String name, String type, String passphrase) throws Exception {
        Path key = OpenSshServer.key(folder, name, type, passphrase);
        OpenSshServer.run("ssh-keygen", "-q", "-s", authority.toString(), "-I", name, "-n", USER, key + ".pub");
        return key;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void certificateBesideTheKeyIsUsed(String type) throws Exception {
        Path key = certified("certified-" + type, type, PASSPHRASE);
        logsIn(options(List.of(key)), new Person(false, PASSPHRASE));
        assertThat(server.log()).contains("Accepted certificate ID \"certified-" + type + "\"");
    }

    @Test
    void certificateElsewhereIsNamed() throws Exception {
        Path key = certified("elsewhere", "ed25519", "");
        Path moved = Files.move(Path.of(key + "-cert.pub"), folder.resolve("the certificate"));
        assertThat(refusal(options(List.of(key)), Prompts.NOBODY)).contains("it did not accept " + key);

        logsIn(options(List.of(key), "certificatefile", "'" + moved + "'"), Prompts.NOBODY);
        assertThat(server.log()).contains("Accepted certificate ID \"elsewhere\"");
        assertThat(refusal(options(List.of(), "certificatefile", "/no/such"), Prompts.NOBODY))
                .contains("Not usable: /no/such (not found)");
    }

    // agents

    private interface Use {
        void with(Path socket) throws Exception;
    }

    private static void withAgent(Use use) throws Exception {
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
            use.with(socket);
        } finally {
            agent.destroy();
            agent.waitFor();
            Files.deleteIfExists(socket);
            Files.delete(shortFolder);
        }
    }

    private static void add(Path socket, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("ssh-add", "-q"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("SSH_AUTH_SOCK", socket.toString());
        assertThat(process.start().waitFor()).isZero();
    }

    @Test
    void agentHoldsKeysOfAllTypesAndCertificates() throws Exception {
        withAgent(socket -> {
            for (String type : List.of("rsa", "ecdsa", "ed25519")) {
                Path key = OpenSshServer.key(folder, "agent-" + type, type, "");
                authorize(Files.readString(Path.of(key + ".pub")));
                add(socket, key.toString());
                logsIn(options(List.of(), "identityagent", socket.toString()), Prompts.NOBODY);
                add(socket, "-D");
            }
            for (String type : List.of("rsa", "ecdsa", "ed25519")) {
                add(socket, certified("of-the-agent-" + type, type, "").toString());
                logsIn(options(List.of(), "identityagent", socket.toString(), "identityfile", "none"), Prompts.NOBODY);
                assertThat(server.log()).contains("Accepted certificate ID \"of-the-agent-" + type + "\"");
                add(socket, "-D");
            }
        });
    }

    @Test
    void keyThatIsNamedAndInTheAgentIsOfferedFirstAndOnce() throws Exception {
        withAgent(socket -> {
            Path wanted = OpenSshServer.key(folder, "wanted", "ed25519", PASSPHRASE);
            authorize(Files.readString(Path.of(wanted + ".pub")));
            for (int i = 0; i < 6; i++) { // as many as a server lets somebody try
                add(
                        socket,
                        OpenSshServer.key(folder, "other" + i, "ed25519", "").toString());
            }
            Path unlocked = Files.copy(wanted, folder.resolve("unlocked"));
            OpenSshServer.run("ssh-keygen", "-q", "-p", "-P", PASSPHRASE, "-N", "", "-f", unlocked.toString());
            add(socket, unlocked.toString());
            var person = new Person(false);

            logsIn(options(List.of(wanted), "identityagent", socket.toString()), person);
            assertThat(person.asked).isEmpty();
        });
    }

    /** A public key as a security token has it. */
    private byte[] tokenKey() throws Exception {
        Path real = OpenSshServer.key(folder, "real", "ed25519", "");
        byte[] plain = Base64.getDecoder()
                .decode(Files.readString(Path.of(real + ".pub")).split(" ", -1)[1]);
        byte[] name = "sk-ssh-ed25519@openssh.com".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + name.length + 4 + 32 + 8)
                .putInt(name.length)
                .put(name)
                .putInt(32)
                .put(plain, plain.length - 32, 32)
                .putInt(4)
                .put("ssh:".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** Nobody can plug in a token here: why its key file alone is of no use. */
    @Test
    void keyOfASecurityTokenNeedsAnAgent() throws Exception {
        Path key = Files.writeString(folder.resolve("id_sk"), "");
        Files.writeString(
                Path.of(key + ".pub"),
                "sk-ssh-ed25519@openssh.com " + Base64.getEncoder().encodeToString(tokenKey()) + "\n");
        assertThat(refusal(options(List.of(key)), Prompts.NOBODY))
                .contains("Not usable: " + key + " (a key on a security token: add it to your agent with ssh-add)");
    }

    @Test
    void keyOfASecurityTokenInAnAgentIsOffered() throws Exception {
        byte[] key = tokenKey();
        var answer = ByteBuffer.allocate(4 + 1 + 4 + 4 + key.length + 4);
        answer.putInt(answer.capacity() - 4)
                .put((byte) 12)
                .putInt(1)
                .putInt(key.length)
                .put(key)
                .putInt(0);
        withFakeAgent(answer.array(), socket -> {
            assertThat(refusal(options(List.of(), "identityagent", socket.toString()), Prompts.NOBODY))
                    .contains("it did not accept one key of your agent");
            assertThat(server.log()).contains("ED25519-SK");
        });
    }

    @Test
    void agentThatBreaksOffIsPassedOver() throws Exception {
        Path key = OpenSshServer.key(folder, "id", "ed25519", "");
        authorize(Files.readString(Path.of(key + ".pub")));
        withFakeAgent(
                new byte[] {0, 0, 1, 0, 12, 0, 0},
                socket -> logsIn(options(List.of(key), "identityagent", socket.toString()), Prompts.NOBODY));
    }

    /** Something that gives one answer to whoever asks first, and then hangs up. */
    private static void withFakeAgent(byte[] answer, Use use) throws Exception {
        Path shortFolder = Files.createTempDirectory(Path.of("/tmp"), "espy");
        Path socket = shortFolder.resolve("agent");
        try (var door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(() -> {
                try (var guest = door.accept()) {
                    guest.read(ByteBuffer.allocate(100));
                    guest.write(ByteBuffer.wrap(answer));
                } catch (IOException e) {
                    // the test is over
                }
            });
            use.with(socket);
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(shortFolder);
        }
    }

    @Test
    void agentThatNeverAnswersIsAMatterOfTime() throws Exception {
        Path shortFolder = Files.createTempDirectory(Path.of("/tmp"), "espy");
        Path socket = shortFolder.resolve("agent");
        try (var door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.bind(UnixDomainSocketAddress.of(socket));
            assertThat(refusal(
                            options(List.of(), "identityagent", socket.toString(), "connecttimeout", "1"),
                            Prompts.NOBODY))
                    .contains("speaks SSH, but logging in was not finished within 10 s");
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(shortFolder);
        }
    }
}
