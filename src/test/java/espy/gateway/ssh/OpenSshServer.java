package espy.gateway.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OpenSSH server on loopback, everything it needs in one folder. The user who runs the tests logs in. */
final class OpenSshServer implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    /** Some systems have it only while their own sshd runs; without it a server started as root ends at once. */
    private static final Path EMPTY_FOLDER = Path.of("/run/sshd");

    private final Process process;
    private final Path folder;
    private final int port;

    private OpenSshServer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    static void assumeInstalled() {
        assumeTrue(Files.isExecutable(SSHD), "OpenSSH's server is not installed here (/usr/sbin/sshd)");
        assumeTrue(has("ssh-keygen"), "OpenSSH's ssh-keygen is not installed here");
        assumeTrue(has("ssh-agent"), "OpenSSH's ssh-agent is not installed here");
    }

    private static boolean has(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(d -> Files.isExecutable(Path.of(d, program)));
    }

    /** Makes {@code folder/name} and {@code folder/name.pub}. */
    static Path key(Path folder, String name, String type, String passphrase) throws Exception {
        Path file = folder.resolve(name);
        run("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", name, "-f", file.toString());
        return file;
    }

    static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + out);
        }
        return out;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** @param authorized public key files of those who may log in; {@code more} lines of sshd_config win over the usual ones */
    static OpenSshServer start(Path folder, List<Path> hostKeys, List<Path> authorized, String... more)
            throws Exception {
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(EMPTY_FOLDER);
        }
        Files.createDirectories(folder);
        int port = freePort();
        var keys = new StringBuilder();
        for (Path key : authorized) {
            keys.append(Files.readString(Path.of(key + ".pub")));
        }
        Files.writeString(folder.resolve("authorized_keys"), keys);
        var lines = new ArrayList<String>(List.of(more));
        hostKeys.forEach(k -> lines.add("HostKey " + k));
        lines.addAll(List.of(
                "ListenAddress 127.0.0.1",
                "Port " + port,
                "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                "StrictModes no",
                "UsePAM no",
                "PidFile none",
                "PermitRootLogin yes",
                "PermitUserRC no",
                "PasswordAuthentication no",
                "MaxStartups 100"));
        Path config = Files.write(folder.resolve("sshd_config"), lines);
        Process process = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var server = new OpenSshServer(process, folder, port);
        server.awaitOpen();
        return server;
    }

    private void awaitOpen() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1000);
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    break;
                }
                Thread.sleep(25);
            }
        }
        throw new IOException("sshd did not start: " + log());
    }

    int port() {
        return port;
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /** Ends all connections, as a line that is cut; what they started is left alone. */
    void hangUp() {
        process.descendants()
                .filter(p -> p.info().command().filter(c -> c.contains("sshd")).isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends all connections, as a machine that goes down. */
    void kill() {
        var all = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        all.sort(Comparator.comparingLong(ProcessHandle::pid));
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
