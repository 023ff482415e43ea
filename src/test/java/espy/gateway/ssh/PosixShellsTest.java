package espy.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Answer;
import espy.gateway.Answer.Outcome;
import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import espy.gateway.Question;
import espy.gateway.Root;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each shell that may be {@code sh} on a gateway takes what we send it, keeps time limits, and leaves nothing behind. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PosixShellsTest {
    private static final String LASTING = "echo begun; (sleep 61.24680; echo x) | cat; echo over";

    @TempDir
    private Path folder;

    private static Question ask(String id, int seconds, String script) {
        return new Question(id, script, false, Duration.ofSeconds(seconds), 1000);
    }

    private static void awaitNothing(Accounts gateway) throws InterruptedException {
        while (!gateway.running().isEmpty()) { // the test's time limit is the other way out
            Thread.sleep(20);
        }
    }

    private static void awaitLasting(Accounts gateway) throws InterruptedException {
        while (gateway.running().stream().noneMatch(c -> c.contains("61.24680"))) {
            Thread.sleep(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/dash", "/usr/bin/bash", "/usr/bin/busybox"})
    void asSh(String sh) throws Exception {
        Accounts.assumePossible();
        try (var gateway = Accounts.start(
                folder,
                Optional.empty(),
                sh,
                List.of(new Accounts.User("free", "/bin/sh"), new Accounts.User("plain", "/bin/sh")),
                "free ALL=(ALL:ALL) NOPASSWD: ALL\n",
                "")) {
            isSh(gateway, sh);
            answers(gateway);
            canBeInterrupted(gateway);
            streams(gateway);
        }
    }

    private static void isSh(Accounts gateway, String sh) throws Exception {
        try (var plain = gateway.connect("plain", Root.IF_FREE, Prompts.NOBODY)) {
            var same = plain.look(List.of(ask("SAME", 5, "cmp /bin/sh " + sh)), id -> {});
            assertThat(same.answers().getFirst().ok()).isTrue();
        }
    }

    private static void answers(Accounts gateway) throws Exception {
        String quotes = "printf '%s|' \"it's\" 'a \"b\" $c' $((6 * 7)); echo oops >&2; exit 3";
        try (var free = gateway.connect("free", Root.IF_FREE, Prompts.NOBODY)) {
            var answers = free.look(
                            List.of(
                                    ask("QUOTES", 5, quotes),
                                    ask("SLOW", 1, LASTING),
                                    ask("INPUT", 5, "cat; echo no input"),
                                    ask("UNKNOWN", 5, "no-such-program-here"),
                                    new Question("MISSING", "echo no", true, Duration.ofSeconds(5), 1000, "no-such"),
                                    ask("SYNTAX", 5, "if then"),
                                    new Question("ROOT", "id -u", true, Duration.ofSeconds(5), 1000)),
                            id -> {})
                    .answers();

            assertThat(answers)
                    .extracting(Answer::outcome)
                    .containsExactly(
                            Outcome.DONE,
                            Outcome.TIMED_OUT,
                            Outcome.DONE,
                            Outcome.NOT_INSTALLED,
                            Outcome.NOT_INSTALLED,
                            Outcome.DONE,
                            Outcome.DONE);
            assertThat(answers.get(0).out()).isEqualTo("it's|a \"b\" $c|42|");
            assertThat(answers.get(0).err()).isEqualTo("oops\n");
            assertThat(answers.get(0).exit()).isEqualTo(3);
            assertThat(answers.get(1).out()).isEqualTo("begun\n");
            assertThat(answers.get(2).out()).isEqualTo("no input\n");
            assertThat(answers.get(5).ok()).isFalse();
            assertThat(answers.get(6).out()).isEqualTo("0\n");
        }
        awaitNothing(gateway);
    }

    private static void canBeInterrupted(Accounts gateway) throws Exception {
        try (var plain = gateway.connect("plain", Root.IF_FREE, Prompts.NOBODY)) {
            var ended = new CountDownLatch(1);
            Thread look = Thread.ofVirtual().start(() -> {
                try {
                    plain.look(List.of(ask("A", 60, LASTING)), id -> {});
                } catch (InterruptedException e) {
                    ended.countDown();
                } catch (GatewayException e) {
                    throw new AssertionError(e);
                }
            });
            awaitLasting(gateway);
            look.interrupt();
            ended.await();
            awaitNothing(gateway);
        }
    }

    private static void streams(Accounts gateway) throws Exception {
        try (var free = gateway.connect("free", Root.IF_FREE, Prompts.NOBODY)) {
            var lasting = free.stream(LASTING);
            assertThat(lasting.readNBytes(6)).asString(StandardCharsets.UTF_8).isEqualTo("begun\n");
            awaitLasting(gateway);
            lasting.close();
            awaitNothing(gateway);
            try (var brief = free.stream("echo \"it's over\"")) {
                assertThat(brief.readAllBytes())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("it's over\n");
                assertThat(brief.complaint()).isEmpty();
            }
        }
        awaitNothing(gateway);
    }
}
