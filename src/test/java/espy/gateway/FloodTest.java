package espy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Answer.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More than was asked for: nothing is invented, nothing is held that nobody will read, and it comes to an end. */
class FloodTest {
    private static final String NONCE = "11";

    private final Question small = new Question("A", "x", false, Duration.ofSeconds(5), 1000);
    private final BatchReader reader = new BatchReader(
            List.of(small, new Question("B", "y", false, Duration.ofSeconds(5), 1000)), NONCE, id -> {});

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        reader.feed(bytes, bytes.length, Instant.EPOCH);
    }

    private List<Answer> answers() {
        return reader.look(Access.ROOT, "root", Instant.EPOCH).answers();
    }

    @Test
    void oneEndlessLineIsCutAndMarked() {
        feed("\n@@11 begin A\n");
        for (int i = 0; i < 100; i++) {
            feed("x".repeat(10_000));
        }
        feed("\n\n@@11 end 0 5\n\n@@11 done\n" + Batch.play(NONCE, answer("B")) + Batch.bye(NONCE));

        assertThat(answers().get(0).cut()).isTrue();
        assertThat(answers().get(0).out()).isEqualTo("x".repeat(1000));
        assertThat(answers().get(1).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void anAnswerOfExactlyTheLimitIsWhole() {
        feed("\n@@11 begin A\n" + "x".repeat(1000) + "\n@@11 end 0 5\n\n@@11 done\n");

        assertThat(answers().get(0).cut()).isFalse();
        assertThat(answers().get(0).out()).hasSize(1000);
    }

    @Test
    void manyLinesAreNotKeptBeyondTheLimit() {
        feed("\n@@11 begin A\n");
        for (int i = 0; i < 100_000; i++) {
            feed("a line like any other\n");
        }
        assertThat(reader.held()).isLessThan(10_000);
        feed("\n@@11 end 0 5\n");
        for (int i = 0; i < 100_000; i++) {
            feed("complaints without end\n");
        }
        assertThat(reader.held()).isLessThan(20_000);
        feed("\n@@11 done\n");

        assertThat(answers().get(0).cut()).isTrue();
        assertThat(answers().get(0).out()).hasSize(1000);
    }

    @Test
    void standardErrorIsBounded() {
        feed("\n@@11 begin A\n\n@@11 end 1 5\n" + "e".repeat(100_000) + "\n@@11 done\n");

        assertThat(answers().get(0).err().length()).isBetween(8000, 8193);
    }

    @Test
    void aGatewayThatNeverStopsIsGivenUp() {
        byte[] lines = "0123456789abcde\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        feed(Batch.play(NONCE, answer("A")) + "\n@@11 begin B\n");
        for (int i = 0; i < 1100 && !reader.finished(); i++) {
            reader.feed(lines, lines.length, Instant.EPOCH);
        }

        assertThat(reader.finished()).isTrue();
        assertThat(answers()).extracting(Answer::outcome).containsExactly(Outcome.DONE, Outcome.LOST);
    }

    private static Answer answer(String id) {
        return new Answer(id, "x", Instant.EPOCH, Duration.ofMillis(5), Outcome.DONE, 0, false, "out\n", "");
    }
}
