package espy.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a command prints on a gateway while it runs, for as long as anybody reads. A reader that is slow slows the command down; nothing is
 * kept in between but what the connection buffers.
 *
 * <p>The command ends on the gateway when this stream is closed, when this program ends, and when the line is lost. Its shell waits on its
 * standard input: the end of it ends the command, and so does silence, because a sign of life is sent every two seconds and missed after nine. Nothing is written on
 * the gateway. What is read is untrusted.
 */
public final class CommandStream extends InputStream {
    /** The way to a shell that was started with {@link Batch#BOOTSTRAP}. */
    public interface Pipes {
        OutputStream in() throws IOException;

        InputStream out() throws IOException;

        InputStream err() throws IOException;

        /** Ends the connection to the shell, which was told by the end of its input that it is to go; may wait a moment for that. */
        void end();
    }

    private static final Duration GREETING = Duration.ofSeconds(30);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);
    /** What a login shell may print before ours speaks. */
    private static final int MOST_BEFORE = 1 << 16;

    private final Pipes pipes;
    private final OutputStream in;
    private final InputStream out;
    private final StringBuilder complaint = new StringBuilder();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Access access;

    private CommandStream(Pipes pipes, OutputStream in, InputStream out, Access access) {
        this.pipes = pipes;
        this.in = in;
        this.out = out;
        this.access = access;
    }

    /**
     * Runs a command.
     *
     * @param command POSIX sh; fixed text or built from validated values only
     * @return the stream, or nothing when no shell of ours answered; then the pipes are ended
     */
    public static Optional<CommandStream> open(Pipes pipes, String command) throws IOException {
        var greeted = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> endUnless(greeted, pipes));
        boolean opened = false;
        try {
            String nonce = Batch.nonce();
            var in = pipes.in();
            in.write(Batch.streamScript(command, nonce).getBytes(StandardCharsets.UTF_8));
            in.flush();
            var out = pipes.out();
            var access = greeting(out, nonce);
            if (access.isEmpty()) {
                return Optional.empty();
            }
            var stream = new CommandStream(pipes, in, out, access.get());
            var err = pipes.err();
            Thread.ofVirtual().start(stream::live);
            Thread.ofVirtual().start(() -> stream.complain(err));
            opened = true;
            return Optional.of(stream);
        } finally {
            greeted.countDown();
            if (!opened) {
                pipes.end();
            }
        }
    }

    private static void endUnless(CountDownLatch greeted, Pipes pipes) {
        try {
            if (!greeted.await(GREETING.toSeconds(), TimeUnit.SECONDS)) {
                pipes.end();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads up to where the command's output begins. */
    private static Optional<Access> greeting(InputStream out, String nonce) throws IOException {
        Optional<Access> access = Optional.empty();
        var line = new StringBuilder();
        for (int i = 0; i < MOST_BEFORE; i++) {
            int b = out.read();
            if (b < 0) {
                return Optional.empty();
            }
            if (b != '\n') {
                line.append((char) b);
                continue;
            }
            String text = line.toString();
            line.setLength(0);
            if (text.equals("@@" + nonce + " begin")) {
                return access;
            }
            for (Access a : Access.values()) {
                if (text.startsWith("espy " + a.name() + " ")) {
                    access = Optional.of(a);
                }
            }
        }
        return Optional.empty();
    }

    /** How the command runs: not every command says by itself that it needed root. */
    public Access access() {
        return access;
    }

    /** What the command has written to its standard error so far, cut at some length. */
    public String complaint() {
        synchronized (complaint) {
            return complaint.toString();
        }
    }

    private void live() {
        try {
            while (!closed.await(SIGN_OF_LIFE.toSeconds(), TimeUnit.SECONDS)) {
                in.write('\n');
                in.flush();
            }
        } catch (IOException e) {
            // the shell is gone, which the reader sees too
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void complain(InputStream err) {
        byte[] buffer = new byte[1024];
        try {
            for (int n = err.read(buffer); n >= 0; n = err.read(buffer)) {
                synchronized (complaint) {
                    int room = Batch.MOST_ERROR_BYTES - complaint.length();
                    complaint.append(new String(buffer, 0, Math.min(n, room), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            // the shell is gone, which the reader sees too
        }
    }

    @Override
    public int read() throws IOException {
        return out.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return out.read(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
        return out.available();
    }

    /** Ends the command; a read that is waiting in another thread comes back. */
    @Override
    public void close() {
        if (closed.getCount() > 0) {
            closed.countDown();
            try {
                in.close();
            } catch (IOException e) {
                // the shell is gone already
            }
            pipes.end();
        }
    }
}
