package espy.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Espy is killed, or the cable is pulled, while twenty visits are at twenty different stages: nothing of them stays on the gateway. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NothingLeftTest {
    private static final int VISITS = 20;
    /** So long after the line was lost the last process may still be there. */
    private static final Duration MOST = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private static Process visitors(Cable cable, Accounts gateway) throws IOException {
        return new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        cable.near(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Visitors.class.getName(),
                        Cable.FAR,
                        String.valueOf(gateway.port()),
                        gateway.key().toString(),
                        gateway.knownHosts().toString(),
                        String.valueOf(VISITS))
                .redirectErrorStream(true)
                .start();
    }

    private static void awaitLine(BufferedReader from, String wanted) throws IOException {
        var heard = new ArrayList<String>();
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            if (line.equals(wanted)) {
                return;
            }
            heard.add(line);
        }
        throw new IOException("the visitors said " + heard);
    }

    /** All files that users of the gateway could have made. */
    private Set<String> files(Accounts gateway) throws IOException {
        var found = new TreeSet<String>();
        Path own = folder.resolve("gateway");
        for (Path place :
                List.of(own, gateway.inside("/var/tmp"), gateway.inside("/dev/shm"), gateway.inside("/run/sudo"))) {
            try (Stream<Path> all = Files.walk(place)) {
                all.filter(f -> !f.startsWith(own.resolve("etc")))
                        .map(Path::toString)
                        .forEach(found::add);
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"killed", "pulled"})
    void nothingStays(String how) throws Exception {
        Accounts.assumePossible();
        try (var cable = Cable.lay();
                var gateway = Accounts.start(
                        Files.createDirectory(folder.resolve("gateway")),
                        Optional.of(cable),
                        "",
                        List.of(
                                new Accounts.User("free", "/bin/bash"),
                                new Accounts.User("pass", "/bin/dash"),
                                new Accounts.User("plain", "/usr/bin/zsh")),
                        """
                        free ALL=(ALL:ALL) NOPASSWD: ALL
                        pass ALL=(ALL:ALL) ALL
                        """,
                        "")) {
            Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
            var before = files(gateway);
            Process visitors = visitors(cable, gateway);
            try {
                awaitLine(visitors.inputReader(), "all started");
                while (gateway.running().stream()
                                .filter(c -> c.contains(Visitors.MARK))
                                .count()
                        < VISITS / 4) {
                    Thread.sleep(20);
                }
                int busy = gateway.running().size();
                Instant lost = Instant.now();
                if (how.equals("pulled")) {
                    cable.pull();
                } else {
                    visitors.descendants().forEach(ProcessHandle::destroyForcibly);
                    visitors.destroyForcibly();
                }
                while (!gateway.running().isEmpty() && Instant.now().isBefore(lost.plus(MOST))) {
                    Thread.sleep(50);
                }

                System.out.printf(
                        "%s: %d processes of %d visits, the last gone after %.1f s%n",
                        how, busy, VISITS, Duration.between(lost, Instant.now()).toMillis() / 1000.0);
                assertThat(gateway.running()).isEmpty();
                assertThat(files(gateway)).isEqualTo(before);
            } finally {
                visitors.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        }
    }
}
