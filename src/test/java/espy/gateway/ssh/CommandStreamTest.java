package espy.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import espy.gateway.Access;
import espy.gateway.CommandStream;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.LocalGateway;
import espy.gateway.Look;
import espy.gateway.Prompts;
import espy.gateway.RecordedGateway;
import espy.gateway.Root;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that goes on printing, on this machine and through OpenSSH's own server: nothing of it stays behind. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandStreamTest {
    /** An argument that nothing else on this machine has. */
    private final String mark = "61." + (1_000_000 + new Random().nextInt(8_000_000));

    @TempDir
    Path folder;

    private interface Use {
        void on(Gateway gateway, Optional<OpenSshServer> server) throws Exception;
    }

    private void with(String kind, Use use) throws Exception {
        if (kind.equals("local")) {
            try (var gateway = new LocalGateway(Root.IF_FREE, Prompts.NOBODY)) {
                use.on(gateway, Optional.empty());
            }
            return;
        }
        OpenSshServer.assumeInstalled();
        Path hostKey = OpenSshServer.key(folder, "host", "ed25519", "");
        Path key = OpenSshServer.key(folder, "id", "ed25519", "");
        try (var server = OpenSshServer.start(folder.resolve("server"), List.of(hostKey), List.of(key))) {
            Path known = folder.resolve("known_hosts");
            Files.writeString(
                    known, "[127.0.0.1]:" + server.port() + " " + Files.readString(Path.of(hostKey + ".pub")));
            var options = new SshOptions(
                    List.of(key.toString()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("none"),
                    Map.of(
                            "userknownhostsfile", known.toString(),
                            "globalknownhostsfile", "none",
                            "identityagent", "none"));
            String target = System.getProperty("user.name") + "@127.0.0.1:" + server.port();
            try (var gateway = SshGateway.connect(target, options, Prompts.NOBODY)) {
                use.on(gateway, Optional.of(server));
            }
        }
    }

    private boolean runs() {
        return ProcessHandle.allProcesses()
                .flatMap(p -> p.info().arguments().stream())
                .flatMap(Arrays::stream)
                .anyMatch(mark::equals);
    }

    /** Waits until the command is gone; the test's time limit is the only other way out. */
    private void awaitEnd() throws InterruptedException {
        while (runs()) {
            Thread.sleep(20);
        }
    }

    private static BufferedReader lines(CommandStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** Prints a line, then waits in a pipeline of several programs. */
    private String waiting() {
        return "echo it\\'s here; (sleep " + mark + "; echo x) | cat";
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "ssh"})
    void closingEndsTheCommandAndAllThatItStarted(String kind) throws Exception {
        with(kind, (gateway, server) -> {
            var stream = gateway.stream(waiting());
            assertThat(lines(stream).readLine()).isEqualTo("it's here");
            assertThat(stream.access()).isIn((Object[]) Access.values());
            while (!runs()) {
                Thread.sleep(10);
            }
            stream.close();
            awaitEnd();
        });
    }

    @Test
    void whatACommandStartsInTheLastMomentEndsToo() throws Exception {
        with("local", (gateway, server) -> {
            for (int i = 0; i < 5; i++) {
                var stream = gateway.stream(
                        "echo begun; n=0; while [ $n -lt 3000 ]; do sleep " + mark + " & n=$((n + 1)); done; wait");
                assertThat(lines(stream).readLine()).isEqualTo("begun");
                while (!runs()) {
                    Thread.onSpinWait();
                }
                stream.close();
                awaitEnd();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "ssh"})
    void endOfTheCommandIsTheEndOfTheStream(String kind) throws Exception {
        with(kind, (gateway, server) -> {
            try (var stream = gateway.stream("printf 'a\\nb'; echo 'not allowed' >&2")) {
                assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("a\nb");
                while (stream.complaint().isEmpty()) {
                    Thread.sleep(10);
                }
                assertThat(stream.complaint()).isEqualTo("not allowed\n");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "ssh"})
    void anotherThreadCanEndAReadThatWaits(String kind) throws Exception {
        with(kind, (gateway, server) -> {
            var stream = gateway.stream(waiting());
            var reader = lines(stream);
            reader.readLine();
            Thread closer = Thread.ofVirtual().start(stream::close);
            assertThat(endOf(reader)).isTrue();
            closer.join();
            awaitEnd();
        });
    }

    private static boolean endOf(BufferedReader reader) {
        try {
            return reader.readLine() == null;
        } catch (IOException e) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "ssh"})
    void readerThatIsSlowHoldsTheCommandBack(String kind) throws Exception {
        with(kind, (gateway, server) -> {
            Path progress = folder.resolve("progress");
            String command =
                    "i=0; while :; do i=$((i + 1)); printf '%01000000d' 0; echo $i > " + progress + "; done; : " + mark;
            try (var stream = gateway.stream(command)) {
                assertThat(stream.read()).isEqualTo('0');
                String before = "";
                String now = "-";
                while (!before.equals(now)) { // until nothing moves for a while
                    before = now;
                    Thread.sleep(700);
                    now = Files.exists(progress) ? Files.readString(progress) : "";
                }
                assertThat(now.strip())
                        .satisfiesAnyOf(n -> assertThat(n).isEmpty(), n -> assertThat(Integer.parseInt(n))
                                .isLessThan(40));
            }
        });
    }

    @Test
    void lostLineEndsTheCommand() throws Exception {
        with("ssh", (gateway, server) -> {
            var stream = gateway.stream(waiting());
            assertThat(lines(stream).readLine()).isEqualTo("it's here");
            server.orElseThrow().hangUp(); // its shell stays
            awaitEnd();
            stream.close();
        });
    }

    @Test
    void closingTheGatewayEndsTheCommand() throws Exception {
        with("ssh", (gateway, server) -> {
            var stream = gateway.stream(waiting());
            assertThat(lines(stream).readLine()).isEqualTo("it's here");
            gateway.close();
            awaitEnd();
            stream.close();
        });
    }

    @Test
    void connectionThatIsGoneIsSaid() throws Exception {
        assertThatThrownBy(() -> with("ssh", (gateway, server) -> {
                    server.orElseThrow().kill();
                    gateway.stream("echo never").close();
                }))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("has ended");
    }

    @Test
    void recordingIsNotLive() {
        var recorded = new RecordedGateway("fra-gw1", new Look(Access.ROOT, "root", Instant.EPOCH, List.of()));
        assertThatThrownBy(() -> recorded.stream("ip xfrm monitor"))
                .isInstanceOf(GatewayException.class)
                .hasMessageStartingWith("fra-gw1 is a recording");
    }
}
