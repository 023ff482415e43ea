package espy.run;

import espy.gateway.CommandStream;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.packet.Captured;
import espy.packet.Pcap;
import espy.probe.Actions;
import espy.probe.Stimulus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A capture that runs on the gateway while something else is done there. It ends with {@link #close}, and there by itself when the line is lost. */
final class Listening implements AutoCloseable {
    private static final int MOST_BYTES = 8 << 20;
    /** So long a capture may take to begin; without it the rest goes on. */
    private static final Duration START = Duration.ofSeconds(4);

    private final Optional<CommandStream> stream;
    private final String whyNot;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Instant started = Instant.now();

    private Listening(Optional<CommandStream> stream, String whyNot) {
        this.stream = stream;
        this.whyNot = whyNot;
        stream.ifPresent(s -> Thread.ofVirtual().start(() -> read(s)));
    }

    /** Begins a capture and waits until it sees packets. A gateway without tcpdump gives none. */
    static Listening begin(Gateway gateway, Stimulus stimulus) throws InterruptedException {
        try {
            var listening = new Listening(Optional.of(gateway.stream(Actions.capture(stimulus))), "");
            boolean begun = listening.begun.await(START.toMillis(), TimeUnit.MILLISECONDS);
            if (!begun) {
                listening.close();
            }
            return listening;
        } catch (GatewayException e) {
            return new Listening(Optional.empty(), "Nothing could be captured: " + e.getMessage());
        }
    }

    private void read(CommandStream in) {
        var bytes = new byte[16 * 1024];
        try {
            for (int n = in.read(bytes); n >= 0 && file.size() < MOST_BYTES; n = in.read(bytes)) {
                synchronized (file) {
                    file.write(bytes, 0, n);
                }
                begun.countDown(); // the head of the file comes when tcpdump listens
            }
        } catch (IOException e) {
            // the line is gone: what came until then counts
        } finally {
            begun.countDown();
            ended.countDown();
        }
    }

    Duration soFar() {
        return Duration.between(started, Instant.now());
    }

    /** What was captured; empty when nothing could be. */
    Optional<List<Captured>> packets() {
        synchronized (file) {
            return file.size() == 0
                    ? Optional.empty()
                    : Optional.of(Pcap.parse(file.toByteArray()).packets());
        }
    }

    /** Why there is no capture. */
    String whyNot() {
        String said = stream.map(CommandStream::complaint).orElse("").strip();
        String last = said.isEmpty() ? "" : said.lines().toList().getLast();
        return !whyNot.isEmpty()
                ? whyNot
                : last.isEmpty()
                        ? "Nothing was captured: `tcpdump` is not installed on the gateway, or did not start"
                        : "Nothing was captured; tcpdump said: " + last;
    }

    /** Ends the capture and waits a moment for its last packets. */
    @Override
    public void close() {
        stream.ifPresent(CommandStream::close);
        try {
            ended.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
