package espy.gateway;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A look through a shell, for the gateways that have one. */
public final class Looks {
    /** For the way to the gateway and back, beside the time limits of the questions. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    private Looks() {}

    /**
     * Asks all questions in one script. However it ends – all answered, time over, line lost, this thread interrupted – what it started on
     * the gateway ends too.
     *
     * @param progress is told the id of each question as its answer arrives, from another thread
     * @throws GatewayException     when no shell of ours spoke
     * @throws InterruptedException when this thread was interrupted
     */
    public static Look look(Shells shells, List<Question> questions, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        String nonce = Batch.nonce();
        Instant started = Instant.now();
        Duration most = questions.stream().map(Question::limit).reduce(SLACK, Duration::plus);
        var reader = new BatchReader(questions, nonce, progress);
        var over = new CountDownLatch(1);
        var stream = CommandStream.script(shells, Batch.script(questions, nonce));
        try {
            // a blocked read does not see an interrupt, waiting for a latch does; closing the stream then ends the read
            Thread.ofVirtual().start(() -> read(stream, reader, over));
            if (!over.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                stream.close();
                over.await();
            }
            return reader.look(stream.access(), stream.user(), started);
        } finally {
            Thread.ofVirtual().start(stream::close); // nobody waits for a shell that has said all
        }
    }

    private static void read(CommandStream stream, BatchReader reader, CountDownLatch over) {
        byte[] buffer = new byte[1 << 16];
        try {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                reader.feed(buffer, n, Instant.now());
                if (reader.finished()) {
                    break;
                }
            }
        } catch (IOException e) {
            // the line is lost: what was answered until now counts
        } finally {
            over.countDown();
        }
    }
}
