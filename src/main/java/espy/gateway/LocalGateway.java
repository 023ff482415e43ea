package espy.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** This machine. */
public final class LocalGateway implements Gateway {
    private static final String NO_SHELL = "This machine could not be looked at: its shell sh did not start.";
    /** So long a shell may take to end its command once its input has ended. */
    private static final long LEAVING_MS = 2000;

    @Override
    public String name() {
        return "this machine";
    }

    @Override
    public Look look(List<Question> questions, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        String nonce = Batch.nonce();
        var reader = new BatchReader(questions, nonce, progress);
        Instant started = Instant.now();
        Process shell = start(ProcessBuilder.Redirect.DISCARD);
        try {
            Thread writer =
                    Thread.ofVirtual().start(() -> write(shell.getOutputStream(), Batch.script(questions, nonce)));
            // a blocked read does not see an interrupt, a join does; ending the shell then ends the read
            Thread listener = Thread.ofVirtual().start(() -> read(shell.getInputStream(), reader));
            listener.join();
            writer.join();
        } finally {
            end(shell);
        }
        if (!reader.greeted()) {
            throw new GatewayException(NO_SHELL);
        }
        return reader.look(started);
    }

    @Override
    public CommandStream stream(String command) throws GatewayException, InterruptedException {
        Process shell = start(ProcessBuilder.Redirect.PIPE);
        try {
            return CommandStream.open(new Shell(shell), command).orElseThrow(() -> new GatewayException(NO_SHELL));
        } catch (IOException e) {
            throw new GatewayException(NO_SHELL, e);
        }
    }

    /** A shell whose command ends when its input does. */
    private record Shell(Process shell) implements CommandStream.Pipes {
        @Override
        public OutputStream in() {
            return shell.getOutputStream();
        }

        @Override
        public InputStream out() {
            return shell.getInputStream();
        }

        @Override
        public InputStream err() {
            return shell.getErrorStream();
        }

        @Override
        public void end() {
            try {
                if (shell.waitFor(LEAVING_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            LocalGateway.end(shell);
        }
    }

    private static Process start(ProcessBuilder.Redirect errors) throws GatewayException {
        try {
            return new ProcessBuilder("sh", "-c", Batch.BOOTSTRAP)
                    .redirectError(errors)
                    .start();
        } catch (IOException e) {
            throw new GatewayException(
                    "This machine has no POSIX shell sh, so it cannot be looked at. Espy looks at Linux machines.", e);
        }
    }

    private static void write(OutputStream in, String script) {
        try (in) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the shell has ended: what was not answered is reported as lost
        }
    }

    private static void read(InputStream out, BatchReader reader) {
        byte[] buffer = new byte[1 << 16];
        try {
            for (int n = out.read(buffer); n >= 0 && !reader.finished(); n = out.read(buffer)) {
                reader.feed(buffer, n, Instant.now());
            }
        } catch (IOException e) {
            // the shell has ended: what was not answered is reported as lost
        }
    }

    private static void end(Process shell) {
        shell.descendants().forEach(ProcessHandle::destroy);
        shell.destroy();
        try {
            if (!shell.waitFor(1, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (InterruptedException e) {
            shell.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        // each look ends its own shell
    }
}
