package espy.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A shell on a gateway that has said who we are and reads a script, see {@link Bootstrap}. What it prints is untrusted. */
final class Shell {
    /** sudo gave us no shell. */
    static final class Refused extends GatewayException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String said;

        Refused(String said) {
            super("sudo refused");
            this.said = said;
        }

        /** What sudo wrote to its standard error. */
        String said() {
            return said;
        }
    }

    private static final Duration GREETING = Duration.ofSeconds(30);
    /** What a login shell may print before ours speaks. */
    private static final int MOST_BEFORE = 1 << 16;
    /** So long we wait for what it wrote to its standard error before it went. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    /** What a sentence repeats of all that. */
    private static final int MOST_REPEATED = 160;

    private static final Pattern HELLO = Pattern.compile("espy (ROOT|SUDO|DOAS|USER) (\\S.{0,63})");
    private static final Pattern WHY = Pattern.compile("espy-why (.{0,1000})");

    private final Pipes pipes;
    private final OutputStream in;
    private final InputStream out;
    private final StringBuilder complaint = new StringBuilder();
    private boolean greeted;
    private Access access = Access.USER;
    private String user = "";
    private String why = "";

    private Shell(Pipes pipes) throws IOException {
        this.pipes = pipes;
        this.in = pipes.in();
        this.out = pipes.out();
    }

    /**
     * Starts a command of {@link Bootstrap} and waits until its shell has said who we are.
     *
     * @param first what is written to it before that
     * @throws Refused          when sudo wanted another password, or none at all
     * @throws GatewayException when no shell of ours spoke
     */
    static Shell start(Door door, String command, byte[] first)
            throws IOException, GatewayException, InterruptedException {
        Pipes pipes = door.open(command);
        var over = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> endUnless(over, pipes));
        boolean spoke = false;
        try {
            var shell = new Shell(pipes);
            InputStream err = pipes.err();
            Thread listener = Thread.ofVirtual().start(() -> shell.listen(err));
            String before = shell.greeting(first);
            spoke = shell.spoke();
            if (spoke) {
                return shell;
            }
            listener.join(LAST_WORDS);
            if (command.equals(Bootstrap.WITH_PASSWORD) && !shell.complaint().isBlank()) {
                throw new Refused(shell.complaint());
            }
            throw door.noShell(repeated(before.isBlank() ? shell.complaint() : before));
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } finally {
            over.countDown();
            if (!spoke) {
                pipes.end();
            }
        }
    }

    private static void endUnless(CountDownLatch over, Pipes pipes) {
        try {
            if (!over.await(GREETING.toSeconds(), TimeUnit.SECONDS)) {
                pipes.end();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads up to the line in which our shell speaks, and returns what came before it. */
    private String greeting(byte[] first) throws InterruptedIOException {
        var before = new ByteArrayOutputStream();
        try {
            write(first);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // it has gone already; what it said before can still be read
        }
        try {
            var line = new ByteArrayOutputStream();
            for (int b = out.read(); b >= 0 && !greeted && before.size() < MOST_BEFORE; b = greeted ? b : out.read()) {
                before.write(b);
                line.write(b);
                if (b == '\n') {
                    hear(line.toString(StandardCharsets.UTF_8).stripTrailing());
                    line.reset();
                }
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // it has gone: what it said until then tells why
        }
        return before.toString(StandardCharsets.UTF_8);
    }

    /** What login scripts print may stand before our words in their line. */
    private void hear(String line) {
        var hello = HELLO.matcher(line);
        var reason = WHY.matcher(line);
        if (hello.find()) {
            greeted = true;
            access = Access.valueOf(hello.group(1));
            user = hello.group(2);
        } else if (reason.find()) {
            why = reason.group(1);
        }
    }

    /** One line for a sentence: bounded, without anything that could steer a terminal. */
    private static String repeated(String text) {
        String plain = text.replaceAll("[\\p{C}\\s]+", " ").strip();
        return plain.length() > MOST_REPEATED ? plain.substring(0, MOST_REPEATED) + "…" : plain;
    }

    private void listen(InputStream err) {
        byte[] buffer = new byte[1024];
        try {
            for (int n = err.read(buffer); n >= 0; n = err.read(buffer)) {
                if (complain(new String(buffer, 0, n, StandardCharsets.UTF_8))) {
                    in.close();
                }
            }
        } catch (IOException e) {
            // the shell is gone, which the reader sees too
        }
    }

    /** @return whether sudo asks once more: the password was wrong, and the end of input is the only answer */
    private boolean complain(String text) {
        synchronized (complaint) {
            int room = Math.max(0, Batch.MOST_ERROR_BYTES - complaint.length());
            complaint.append(text, 0, Math.min(text.length(), room));
            int asked = complaint.indexOf(Bootstrap.PROMPT);
            return !greeted && asked >= 0 && complaint.indexOf(Bootstrap.PROMPT, asked + 1) >= 0;
        }
    }

    /** What was said before our shell spoke is of no interest once it has: a lecture, or a prompt. */
    private boolean spoke() {
        synchronized (complaint) {
            if (greeted) {
                complaint.setLength(0);
            }
            return greeted;
        }
    }

    /** How its commands run. */
    Access access() {
        return access;
    }

    /** The login name on the gateway. */
    String user() {
        return user;
    }

    /** What sudo or doas said when they were asked to make us root; "" when they did so, or are not there. */
    String why() {
        return why;
    }

    /** Its standard error so far, cut at some length. */
    String complaint() {
        synchronized (complaint) {
            return complaint.toString();
        }
    }

    InputStream out() {
        return out;
    }

    void write(byte[] bytes) throws IOException {
        in.write(bytes);
        in.flush();
    }

    /** Ends it and all that it started; a read that is waiting in another thread comes back. */
    void end() {
        try {
            in.close();
        } catch (IOException e) {
            // it is gone already
        }
        pipes.end();
    }
}
