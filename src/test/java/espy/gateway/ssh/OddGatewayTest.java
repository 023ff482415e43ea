package espy.gateway.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Answer;
import espy.gateway.Answer.Outcome;
import espy.gateway.Batch;
import espy.gateway.GatewayException;
import espy.gateway.Question;
import espy.gateway.Root;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Gateways that let us in and then misbehave: each visit ends in its time, with a sentence or with what was answered until then. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OddGatewayTest {
    private static final List<Question> QUESTIONS =
            List.of(ask("A", "echo a"), ask("B", "echo b"), ask("C", "id -u >/dev/null; echo c"));
    /** A greeting may take 30 s; all questions together a little more. */
    private static final Duration MOST = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private static Question ask(String id, String script) {
        return new Question(id, script, false, Duration.ofSeconds(1), 10_000);
    }

    private static String nonce(java.io.InputStream in) throws java.io.IOException {
        return Batch.Asked.read(in, 1 << 20).nonce();
    }

    private static String answered(String nonce, String id) {
        return Batch.play(
                nonce, new Answer(id, "", Instant.EPOCH, Duration.ofMillis(1), Outcome.DONE, 0, false, id, ""));
    }

    /** What the gateway does → what the person reads, or which questions were answered. */
    private static Map<String, OddServer.Conduct> cases() {
        var cases = new LinkedHashMap<String, OddServer.Conduct>();
        cases.put("says nothing", (command, in, out, err) -> Thread.sleep(Duration.ofMinutes(5)));
        cases.put("floods before it greets", (command, in, out, err) -> {
            for (int i = 0; i < 1_000_000; i++) {
                OddServer.print(out, "no shell, but many words \u001b[31m\n");
            }
        });
        cases.put("one byte now and then", (command, in, out, err) -> {
            for (int i = 0; i < 1000; i++) {
                OddServer.print(out, "e");
                Thread.sleep(500);
            }
        });
        cases.put("has no shell", (command, in, out, err) -> OddServer.print(err, "% Unknown command: sh\r\n"));
        cases.put("ends at once", (command, in, out, err) -> {});
        cases.put("hangs up after the greeting", (command, in, out, err) -> OddServer.print(out, "espy ROOT root\n"));
        cases.put("greets, then says nothing", (command, in, out, err) -> {
            OddServer.print(out, "espy ROOT root\n");
            Thread.sleep(Duration.ofMinutes(5));
        });
        cases.put("hangs up in the middle of an answer", (command, in, out, err) -> {
            OddServer.print(out, "espy ROOT root\n");
            String nonce = nonce(in);
            OddServer.print(out, answered(nonce, "A") + "\n@@" + nonce + " begin B\nhalf an ans");
        });
        cases.put("answers what was not asked", (command, in, out, err) -> {
            OddServer.print(out, "espy ROOT root\n");
            String nonce = nonce(in);
            OddServer.print(out, answered(nonce, "X") + answered(nonce, "C") + answered("0", "A") + Batch.bye(nonce));
        });
        cases.put("behaves", OddServer::really);
        return cases;
    }

    private static final Map<String, String> EXPECTED = Map.of(
            "says nothing", "did not start a POSIX shell; its account may be limited to other commands. Log in",
            "floods before it greets", "It said: “no shell, but many words [31m no shell",
            "one byte now and then", "It said: “eeee",
            "has no shell", "It said: “% Unknown command: sh”",
            "ends at once", "did not start a POSIX shell; its account may be limited to other commands. Log in",
            "hangs up after the greeting", "[LOST, LOST, LOST]",
            "greets, then says nothing", "[LOST, LOST, LOST]",
            "hangs up in the middle of an answer", "[DONE, LOST, LOST]",
            "answers what was not asked", "[LOST, LOST, DONE]",
            "behaves", "[DONE, DONE, DONE]");

    @Test
    void everyVisitEndsInItsTime() throws Exception {
        var visits = new LinkedHashMap<String, Future<String>>();
        var took = new LinkedHashMap<String, Duration>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            cases().forEach((name, conduct) -> visits.put(name, threads.submit(() -> {
                Path own = Files.createDirectory(folder.resolve(name.replace(' ', '-')));
                try (var server = OddServer.start(own, conduct);
                        var gateway = server.connect(Root.IF_FREE, new Person(true, "any"))) {
                    Instant began = Instant.now();
                    String told = told(gateway);
                    synchronized (took) {
                        took.put(name, Duration.between(began, Instant.now()));
                    }
                    return told;
                }
            })));
        }
        var table = new ArrayList<>(List.of("| gateway | what comes of it | s |", "|---|---|---|"));
        for (var visit : visits.entrySet()) {
            table.add("| %s | %s | %.1f |"
                    .formatted(
                            visit.getKey(),
                            visit.getValue().get(),
                            took.getOrDefault(visit.getKey(), MOST).toMillis() / 1000.0));
        }
        table.forEach(System.out::println);

        for (var visit : visits.entrySet()) {
            assertThat(visit.getValue().get()).as(visit.getKey()).contains(EXPECTED.get(visit.getKey()));
            assertThat(took.getOrDefault(visit.getKey(), MOST))
                    .as(visit.getKey())
                    .isLessThan(MOST);
        }
    }

    private static String told(SshGateway gateway) throws InterruptedException {
        try {
            return gateway.look(QUESTIONS, id -> {}).answers().stream()
                    .map(Answer::outcome)
                    .toList()
                    .toString();
        } catch (GatewayException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aWholeLookWaitsTwice() throws Exception {
        try (var server = OddServer.start(folder, OddServer::really);
                var gateway = server.connect(Root.IF_FREE, new Person(true, "any"))) {
            assertThat(server.waits).hasValue(0);
            var look = gateway.look(QUESTIONS, id -> {});

            assertThat(look.answers()).extracting(Answer::outcome).containsOnly(Outcome.DONE);
            assertThat(server.waits.get() + 1) // for the answers to the script
                    .isEqualTo(2);
        }
    }

    @Test
    void slowGatewayDoesNotHoldAnotherOneBack() throws Exception {
        try (var slow = OddServer.start(folder, (command, in, out, err) -> Thread.sleep(Duration.ofMinutes(5)));
                var quick = OddServer.start(Files.createDirectory(folder.resolve("quick")), OddServer::really);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waits = threads.submit(() -> {
                try (var gateway = slow.connect(Root.IF_FREE, new Person(true, "any"))) {
                    return gateway.look(QUESTIONS, id -> {});
                }
            });
            for (int i = 0; i < 3; i++) {
                try (var gateway = quick.connect(Root.IF_FREE, new Person(true, "any"))) {
                    assertThat(gateway.look(QUESTIONS, id -> {}).answers())
                            .extracting(Answer::outcome)
                            .containsOnly(Outcome.DONE);
                }
            }
            assertThat(waits).isNotDone();
            waits.cancel(true);
        }
    }
}
