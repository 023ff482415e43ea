package espy.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import espy.gateway.Answer;
import espy.gateway.Door;
import espy.gateway.GatewayException;
import espy.gateway.Looks;
import espy.gateway.Pipes;
import espy.gateway.ProcessPipes;
import espy.gateway.Prompts;
import espy.gateway.Root;
import espy.gateway.Shells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Some programs keep notes where one would not expect it: no probe lets them. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NoFilesTest {
    /** Folders in which programs leave things, empty at the beginning; what is in them in the end goes to a file that is open already. */
    private static final String OBSERVED = """
            exec 9>"$1"
            for place in /tmp /var/tmp /dev/shm /root /var/cache; do mount -t tmpfs tmpfs $place || exit; done
            sh -c "$2" 9>&-
            echo observed >&9
            find /tmp /var/tmp /dev/shm /root /var/cache -type f >&9
            """;

    @TempDir
    private Path folder;

    @Test
    void aWholeLookMakesNoFile() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a look its own folders");
        assumeTrue(
                new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0,
                "mount namespaces are refused here");
        Path observed = folder.resolve("observed");
        var door = new Observed(observed);

        try (var shells = new Shells(door, Root.IF_FREE, Prompts.NOBODY)) {
            var look = Looks.look(shells, Probes.look(), id -> {});
            assertThat(look.answers()).filteredOn(Answer::ok).hasSizeGreaterThan(10);
        }
        door.awaitEnd();

        assertThat(observed).content().isEqualTo("observed\n");
    }

    private static final class Observed implements Door {
        private final Path observed;
        private final AtomicReference<@Nullable Process> process = new AtomicReference<>();

        Observed(Path observed) throws IOException {
            this.observed = Files.createFile(observed);
        }

        void awaitEnd() throws InterruptedException {
            Process started = process.get();
            if (started != null) {
                started.waitFor();
            }
        }

        @Override
        public String name() {
            return "observed";
        }

        @Override
        public Pipes open(String command) throws IOException {
            Process started = new ProcessBuilder(
                            "unshare", "--mount", "sh", "-c", OBSERVED, "sh", observed.toString(), command)
                    .start();
            process.set(started);
            return new ProcessPipes(started);
        }

        @Override
        public GatewayException refused(IOException e) {
            return new GatewayException("the shell did not start", e);
        }

        @Override
        public GatewayException noShell(String heard) {
            return new GatewayException("no shell: " + heard);
        }
    }
}
