package espy.gateway.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A program whose standard input and output are the connection ({@code ProxyCommand}). It ends with the connection. */
final class ProxyCommand implements AutoCloseable {
    private static final int LONGEST = 300;
    private static final long ENDING_MS = 500;

    private final Process process;
    private final Thread listener;
    private volatile String complaint = "";

    private ProxyCommand(Process process) {
        this.process = process;
        this.listener = Thread.ofVirtual().name("proxy command").start(this::listen);
    }

    /** @param command for a POSIX shell, tokens replaced */
    static ProxyCommand start(String command) throws IOException {
        return new ProxyCommand(new ProcessBuilder("/bin/sh", "-c", "exec " + command).start());
    }

    InputStream out() {
        return process.getInputStream();
    }

    OutputStream in() {
        return process.getOutputStream();
    }

    /** Keeps the last line of its complaints; all of them are read, or the program would stand still. */
    private void listen() {
        var line = new StringBuilder();
        try (var errors = process.errorReader(StandardCharsets.UTF_8)) {
            for (int c = errors.read(); c >= 0; c = errors.read()) {
                if (c == '\n') {
                    line.setLength(0);
                } else if (line.length() < LONGEST) {
                    line.append((char) c);
                }
                if (!line.isEmpty()) {
                    complaint = line.toString();
                }
            }
        } catch (IOException e) {
            // it has ended
        }
    }

    /** What it said last on standard error, once it has ended; "" while it runs, or for nothing. */
    String complaint() throws InterruptedException {
        if (process.waitFor(ENDING_MS, TimeUnit.MILLISECONDS)) {
            listener.join(ENDING_MS);
            return Said.clean(complaint, LONGEST).strip();
        }
        return "";
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(ENDING_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
