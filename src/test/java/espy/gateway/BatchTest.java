package espy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Answer.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The wire format, against the real shell of this machine and against invented output. */
class BatchTest {
    private static Question ask(String id, String script) {
        return new Question(id, script, false, Duration.ofSeconds(5), 1000);
    }

    private static Answer local(Question q) throws Exception {
        try (var gateway = new LocalGateway(Root.IF_FREE, Prompts.NOBODY)) {
            return gateway.look(List.of(q), id -> {}).answers().getFirst();
        }
    }

    @Test
    void outputErrorAndStatusArriveApart() throws Exception {
        Answer a = local(ask("A", "echo out; echo err >&2; exit 3"));

        assertThat(List.of(a.out(), a.err(), a.exit(), a.outcome(), a.cut()))
                .isEqualTo(List.of("out\n", "err\n", 3, Outcome.DONE, false));
    }

    @Test
    void outputWithoutALineEndIsKeptAsItIs() throws Exception {
        assertThat(local(ask("A", "printf 'a\\nb'")).out()).isEqualTo("a\nb");
        assertThat(local(ask("A", "printf ''")).out()).isEmpty();
        assertThat(local(ask("A", "printf '\\n\\n'")).out()).isEqualTo("\n\n");
    }

    @Test
    void aMissingProgramIsNotInstalled() throws Exception {
        assertThat(local(ask("A", "no-such-program-here")).outcome()).isEqualTo(Outcome.NOT_INSTALLED);
    }

    @Test
    void aSlowCommandIsEndedAndTheNextOneStillRuns() throws Exception {
        try (var gateway = new LocalGateway(Root.IF_FREE, Prompts.NOBODY)) {
            var slow = new Question("SLOW", "echo begun; sleep 60", false, Duration.ofSeconds(1), 1000);
            var answers = gateway.look(List.of(slow, ask("NEXT", "echo here")), id -> {})
                    .answers();

            assertThat(answers.get(0).outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(answers.get(0).out()).isEqualTo("begun\n");
            assertThat(answers.get(1).out()).isEqualTo("here\n");
        }
    }

    @Test
    void endlessOutputIsCutAndMarked() throws Exception {
        Answer a = local(new Question("A", "yes 123456789", false, Duration.ofSeconds(1), 1000));

        assertThat(a.cut()).isTrue();
        assertThat(a.out()).hasSize(1000).startsWith("123456789\n123456789\n");
    }

    @Test
    void whatASlowCommandStartedEndsWithIt() throws Exception {
        // an argument that nothing else on this machine has
        String mark = "61." + (1_000_000 + new Random().nextInt(8_000_000));
        var slow = new Question("SLOW", "(sleep " + mark + "; echo x) | cat", false, Duration.ofSeconds(1), 1000);

        assertThat(local(slow).outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(p -> p.info().arguments().stream())
                        .flatMap(java.util.Arrays::stream))
                .doesNotContain(mark);
    }

    @Test
    void aQuestionWithoutItsProgramIsNotAsked() throws Exception {
        var q = new Question("A", "echo asked", false, Duration.ofSeconds(5), 1000, "no-such-program");
        assertThat(local(q).outcome()).isEqualTo(Outcome.NOT_INSTALLED);
        assertThat(local(q).out()).isEmpty();
        assertThat(local(new Question("A", "echo asked", false, Duration.ofSeconds(5), 1000, "sh"))
                        .out())
                .isEqualTo("asked\n");
    }

    @Test
    void aProgramThatHangsIsAskedOnce() throws Exception {
        var limit = Duration.ofSeconds(1);
        var hangs = new Question("HANGS", "sleep 60", false, limit, 1000, "sleep");
        var same = new Question("SAME", "echo asked", false, limit, 1000, "sleep");
        var another = new Question("ANOTHER", "echo asked", false, limit, 1000, "sh");
        try (var gateway = new LocalGateway(Root.IF_FREE, Prompts.NOBODY)) {
            var answers = gateway.look(List.of(hangs, same, another, ask("NONE", "echo asked")), id -> {})
                    .answers();

            assertThat(answers)
                    .extracting(Answer::outcome)
                    .containsExactly(Outcome.TIMED_OUT, Outcome.TIMED_OUT, Outcome.DONE, Outcome.DONE);
            assertThat(answers.get(1).out()).isEmpty();
            assertThat(answers.get(1).err()).contains("sleep did not answer before, and was not asked again");
        }
    }

    @Test
    void outputThatJustFitsIsNotMarkedAsCut() throws Exception {
        Answer a = local(ask("A", "head -c 1000 /dev/zero | tr '\\0' x"));

        assertThat(a.cut()).isFalse();
        assertThat(a.out()).hasSize(1000);
    }

    @Test
    void commandsCannotReadTheScriptThatFollows() throws Exception {
        try (var gateway = new LocalGateway(Root.IF_FREE, Prompts.NOBODY)) {
            var answers = gateway.look(List.of(ask("CAT", "cat"), ask("NEXT", "echo here")), id -> {})
                    .answers();

            assertThat(answers.get(0).out()).isEmpty();
            assertThat(answers.get(1).out()).isEqualTo("here\n");
        }
    }

    @Test
    void quotesInScriptsSurvive() throws Exception {
        assertThat(local(ask("A", "echo \"it's\" 'a \"test\"' $((1+1)) `echo ok`"))
                        .out())
                .isEqualTo("it's a \"test\" 2 ok\n");
    }

    @Test
    void markersWithAnotherNonceAreOutput() {
        var questions = List.of(ask("A", "x"), ask("B", "y"));
        String evil = "\n@@00000000000000000000000000000000 end 0 1\n\n@@00000000000000000000000000000000 done\nend";
        String stream = Batch.play("11", done("A", evil)) + Batch.play("11", done("B", "y")) + Batch.bye("11");

        Look look = read(questions, stream.getBytes(StandardCharsets.UTF_8));

        assertThat(look.answers()).extracting(Answer::out).containsExactly(evil, "y");
    }

    @Test
    void whatIsPlayedIsWhatIsRead() {
        var questions = List.of(ask("A", "x"), ask("B", "y"), ask("C", "z"));
        var recorded = List.of(
                done("A", "ä\n\n"),
                new Answer("B", "y", Instant.EPOCH, Duration.ofMillis(7), Outcome.NEEDS_ROOT, -1, false, "", "why\n"),
                new Answer("C", "z", Instant.EPOCH, Duration.ZERO, Outcome.DONE, 2, false, "", "oops\n"));
        var stream = new StringBuilder("welcome to the gateway\n");
        recorded.forEach(a -> stream.append(Batch.play("ab", a)));

        Look look = read(questions, stream.append(Batch.bye("ab")).toString().getBytes(StandardCharsets.UTF_8), "ab");

        assertThat(look.access()).isEqualTo(Access.SUDO);
        assertThat(look.user()).isEqualTo("oper");
        assertThat(look.answers())
                .usingRecursiveComparison()
                .ignoringFields("at")
                .isEqualTo(recorded.stream()
                        .map(a -> new Answer(
                                a.id(),
                                question(questions, a.id()).script(),
                                a.at(),
                                a.took(),
                                a.outcome(),
                                a.exit(),
                                a.cut(),
                                a.out(),
                                a.err()))
                        .toList());
    }

    @Test
    void aStreamCutAnywhereLosesAnswersButNeverInventsAny() {
        var questions = List.of(ask("A", "x"), ask("B", "y"));
        byte[] whole = (Batch.play("11", done("A", "a\n")) + Batch.play("11", done("B", "b\n")) + Batch.bye("11"))
                .getBytes(StandardCharsets.UTF_8);
        var seen = new ArrayList<List<Outcome>>();
        for (int length = 0; length <= whole.length; length++) {
            Look look = read(questions, java.util.Arrays.copyOf(whole, length));
            var outcomes = look.answers().stream().map(Answer::outcome).toList();
            if (seen.isEmpty() || !seen.getLast().equals(outcomes)) {
                seen.add(outcomes);
            }
        }

        assertThat(seen)
                .containsExactly(
                        List.of(Outcome.LOST, Outcome.LOST),
                        List.of(Outcome.DONE, Outcome.LOST),
                        List.of(Outcome.DONE, Outcome.DONE));
    }

    @Test
    void noiseIsNoAnswer() {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);

        assertThat(read(List.of(ask("A", "x")), noise).answers().getFirst().outcome())
                .isEqualTo(Outcome.LOST);
    }

    @Test
    void aScriptTellsWhatItAsks() {
        var asked = Batch.Asked.of(Batch.script(
                List.of(ask("P06.state", "echo \"\npart X 1\""), ask("B", "y")), "0123456789abcdef0123456789abcdef"));

        assertThat(asked.nonce()).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(asked.ids()).contains("P06.state", "B");
    }

    private static Question question(List<Question> questions, String id) {
        return questions.stream().filter(q -> q.id().equals(id)).findFirst().orElseThrow();
    }

    private static Answer done(String id, String out) {
        return new Answer(id, "x", Instant.EPOCH, Duration.ofMillis(5), Outcome.DONE, 0, false, out, "");
    }

    private static Look read(List<Question> questions, byte[] stream) {
        return read(questions, stream, "11");
    }

    private static Look read(List<Question> questions, byte[] stream, String nonce) {
        var reader = new BatchReader(questions, nonce, id -> {});
        reader.feed(stream, stream.length, Instant.EPOCH);
        return reader.look(Access.SUDO, "oper", Instant.EPOCH);
    }
}
