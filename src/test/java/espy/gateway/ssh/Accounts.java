package espy.gateway.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import espy.gateway.Prompts;
import espy.gateway.Root;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real OpenSSH server with users, sudoers and doas.conf of its own: it runs in a mount namespace whose {@code /etc} is a copy, so nothing
 * is changed on the machine.
 */
final class Accounts implements AutoCloseable {
    /** Of all users: with everything that quoting could get wrong. */
    static final String PASSWORD = "Sesam öffne 7'\"$x";

    private static final String HASH =
            "$6$espytest$t72d6PSSJB5E/zdy19vu.oHuo8cFWLznv8iFoiBEteWVzEaD2CDCv10gQDEMO06bgETvE.SIpLE25u1FcCeD1.";

    private static final int FIRST_UID = 61_000;

    private final Path folder;
    private final Path key;
    private final int port;
    private final Process process;

    private Accounts(Path folder, Path key, int port, Process process) {
        this.folder = folder;
        this.key = key;
        this.port = port;
        this.process = process;
    }

    static void assumePossible() throws Exception {
        OpenSshServer.assumeInstalled();
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a server its own users");
        for (String program :
                List.of("/usr/bin/sudo", "/usr/bin/doas", "/usr/bin/zsh", "/usr/bin/fish", "/usr/bin/busybox")) {
            assumeTrue(Files.isExecutable(Path.of(program)), program + " is not installed here");
        }
        Process namespace = new ProcessBuilder("unshare", "--mount", "true").start();
        assumeTrue(namespace.waitFor() == 0, "mount namespaces are refused here");
    }

    /**
     * A user.
     *
     * @param shell  login shell
     * @param shadow fields of shadow(5) after the password: last change, minimum, maximum, warning, inactive, expiry
     */
    record User(String name, String shell, String shadow) {
        User(String name, String shell) {
            this(name, shell, "19000:0:99999:7:::");
        }
    }

    /** Whoever logs in has one key; {@code folder} becomes readable for all. */
    static Accounts start(Path folder, List<User> users, String sudoers, String doas) throws Exception {
        return start(folder, Optional.empty(), "", users, sudoers, doas);
    }

    /**
     * As above.
     *
     * @param cable where the server is at the far end of it; otherwise it is on loopback
     * @param sh    the program that is {@code sh} there; "" for the machine's own
     */
    static Accounts start(Path folder, Optional<Cable> cable, String sh, List<User> users, String sudoers, String doas)
            throws Exception {
        String address = cable.isPresent() ? Cable.FAR : "127.0.0.1";
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Files.createDirectories(Path.of("/run/sshd"));
        Path key = OpenSshServer.key(folder, "key", "ed25519", "");
        Path host = OpenSshServer.key(folder, "host", "ed25519", "");
        int port = OpenSshServer.freePort();
        write(folder, "authorized_keys", Files.readString(Path.of(key + ".pub")));
        write(folder, "known_hosts", "[" + address + "]:" + port + " " + Files.readString(Path.of(host + ".pub")));
        write(folder, "sudoers", "Defaults !mail_badpass, !mail_no_user, !lecture\n" + sudoers);
        write(folder, "doas.conf", doas);
        var passwd = new StringBuilder();
        var shadow = new StringBuilder();
        for (int i = 0; i < users.size(); i++) {
            User u = users.get(i);
            Path home = Files.createDirectories(folder.resolve("home-" + u.name()));
            Files.setAttribute(home, "unix:uid", FIRST_UID + i);
            passwd.append("%s:x:%d:100::%s:%s\n".formatted(u.name(), FIRST_UID + i, home, u.shell()));
            shadow.append("%s:%s:%s\n".formatted(u.name(), HASH, u.shadow()));
        }
        write(folder, "passwd", passwd.toString());
        write(folder, "shadow", shadow.toString());
        write(folder, "sshd_config", """
                ListenAddress %s
                Port %d
                HostKey %s
                AuthorizedKeysFile %s
                StrictModes no
                UsePAM no
                PidFile none
                PasswordAuthentication no
                AcceptEnv LANG LC_*
                MaxStartups 100
                Match User forced
                  ForceCommand echo only backups here
                """.formatted(address, port, host, folder.resolve("authorized_keys")));
        write(folder, "start", """
                set -e; cd '%s'; mkdir etc; mount -t tmpfs -o mode=755 tmpfs etc; mkdir etc/u etc/w
                mount -t overlay overlay -o lowerdir=/etc,upperdir=etc/u,workdir=etc/w /etc
                cat passwd >>/etc/passwd; cat shadow >>/etc/shadow; cat sudoers >/etc/sudoers; cp doas.conf /etc/doas.conf
                chmod 440 /etc/sudoers; chmod 400 /etc/doas.conf; chown 0:0 /etc/doas.conf; mkdir -p /run/sudo; for d in /run/sudo /var/tmp /dev/shm; do mount -t tmpfs -o mode=1777 tmpfs $d; done; chmod 711 /run/sudo
                [ -z '%s' ] || mount --bind '%s' "$(readlink -f /bin/sh)"
                exec /usr/sbin/sshd -D -e -f sshd_config
                """.formatted(folder, sh, sh));
        var command = new ArrayList<String>();
        cable.ifPresent(c -> command.addAll(List.of("ip", "netns", "exec", c.far())));
        command.addAll(List.of(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                folder.resolve("start").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var accounts = new Accounts(folder, key, port, process);
        accounts.awaitOpen();
        return accounts;
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void awaitOpen() throws Exception {
        for (int i = 0; i < 200 && process.isAlive(); i++) {
            if (log().contains("Server listening on")) {
                return;
            }
            Thread.sleep(25);
        }
        throw new IOException("sshd did not start: " + log());
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
    }

    int port() {
        return port;
    }

    Path key() {
        return key;
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** A folder as the server sees it. */
    Path inside(String folder) {
        return Path.of("/proc/" + process.pid() + "/root" + folder);
    }

    Path home(String user) {
        return folder.resolve("home-" + user);
    }

    SshGateway connect(String user, Root root, Prompts prompts) throws Exception {
        return SshGateway.connect(user + "@127.0.0.1", options(key, knownHosts(), port), root, prompts);
    }

    static SshOptions options(Path key, Path knownHosts, int port) {
        return new SshOptions(
                List.of(key.toString()),
                Optional.empty(),
                Optional.of(port),
                Optional.of("none"),
                Map.of(
                        "userknownhostsfile", knownHosts.toString(),
                        "globalknownhostsfile", "none",
                        "identityagent", "none"));
    }

    /** Command lines of everything that runs in the server's mount namespace, orphans too, but not of the server's own processes. */
    List<String> running() {
        Optional<Path> here = namespace(process.pid());
        return ProcessHandle.allProcesses()
                .filter(p -> here.isPresent() && namespace(p.pid()).equals(here))
                .map(p -> commandLine(p.pid()))
                .filter(c -> !c.isEmpty() && !c.contains("sshd"))
                .toList();
    }

    private static Optional<Path> namespace(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/mnt")));
        } catch (IOException e) {
            return Optional.empty(); // it has just ended
        }
    }

    /** Whether the text is in the command line or the environment of anything that runs there. */
    boolean shows(String text) {
        String raw = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Optional<Path> here = namespace(process.pid());
        return ProcessHandle.allProcesses()
                .filter(p -> namespace(p.pid()).equals(here))
                .anyMatch(p -> (read(p.pid(), "cmdline") + read(p.pid(), "environ")).contains(raw));
    }

    private static String commandLine(long pid) {
        return read(pid, "cmdline").replace('\0', ' ');
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        var all = new ArrayList<>(process.descendants().toList());
        process.destroy();
        all.forEach(ProcessHandle::destroy);
        process.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
