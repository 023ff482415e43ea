package espy.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a command prints on a gateway while it runs, for as long as anybody reads. A reader that is slow slows the command down; nothing is
 * kept in between but what the connection buffers.
 *
 * <p>The command ends on the gateway when this stream is closed, when this program ends, and when the line is lost. Its shell waits on its
 * standard input: the end of it ends the command, and so does silence, because a sign of life is sent every two seconds and missed after
 * nine. Nothing is written on the gateway. What is read is untrusted.
 */
public final class CommandStream extends InputStream {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);
    /** What a login shell may still print between our shell's first word and the command. */
    private static final int MOST_BEFORE = 1 << 16;

    private final Shell shell;
    private final CountDownLatch closed = new CountDownLatch(1);

    private CommandStream(Shell shell) {
        this.shell = shell;
        Thread.ofVirtual().start(this::live);
    }

    /**
     * Runs a command.
     *
     * @param command POSIX sh; fixed text or built from validated values only
     * @throws GatewayException     when it could not be run
     * @throws InterruptedException when this thread was interrupted; the command has been ended
     */
    public static CommandStream open(Shells shells, String command) throws GatewayException, InterruptedException {
        String nonce = Batch.nonce();
        var stream = script(shells, Batch.streamScript(command, nonce));
        boolean begun = false;
        try {
            begun = stream.begins(nonce);
            if (!begun) {
                throw shells.noShell(stream.complaint());
            }
            return stream;
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (IOException e) {
            throw shells.broken(e);
        } finally {
            if (!begun) {
                stream.close();
            }
        }
    }

    /** Runs a script of {@link Batch}; all that it prints is to be read. */
    static CommandStream script(Shells shells, String script) throws GatewayException, InterruptedException {
        return new CommandStream(shells.open(script));
    }

    /** Reads up to where the command's output begins. */
    private boolean begins(String nonce) throws IOException {
        byte[] marker = ("@@" + nonce + " begin").getBytes(StandardCharsets.UTF_8);
        var line = new ByteArrayOutputStream();
        for (int i = 0; i < MOST_BEFORE; i++) {
            int b = read();
            if (b < 0) {
                return false;
            }
            if (b != '\n') {
                line.write(b);
            } else if (Arrays.equals(line.toByteArray(), marker)) {
                return true;
            } else {
                line.reset();
            }
        }
        return false;
    }

    /** How the command runs: not every command says by itself that it needed root. */
    public Access access() {
        return shell.access();
    }

    /** The login name on the gateway. */
    String user() {
        return shell.user();
    }

    /** What the command has written to its standard error so far, cut at some length. */
    public String complaint() {
        // standard error is read beside standard output: the prompt of sudo may be noted only after the word that
        // follows it
        return shell.complaint().replace(Bootstrap.PROMPT, "");
    }

    private void live() {
        try {
            while (!closed.await(SIGN_OF_LIFE.toSeconds(), TimeUnit.SECONDS)) {
                shell.write(new byte[] {'\n'});
            }
        } catch (IOException e) {
            // the shell is gone, which the reader sees too
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int read() throws IOException {
        return shell.out().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return shell.out().read(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
        return shell.out().available();
    }

    /** Ends the command; a read that is waiting in another thread comes back. */
    @Override
    public void close() {
        if (closed.getCount() > 0) {
            closed.countDown();
            shell.end();
        }
    }
}
