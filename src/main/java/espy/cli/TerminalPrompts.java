package espy.cli;

import espy.gateway.Prompts;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Asks on the controlling terminal, whatever standard input and output are connected to. Without one, nothing is asked and every question is
 * declined.
 */
final class TerminalPrompts implements Prompts {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private final Terminal terminal;
    private final BooleanSupplier mayAsk;
    private final Set<String> noticed = new HashSet<>();

    /** @param mayAsk whether the person wants to be asked at all */
    TerminalPrompts(Terminal terminal, BooleanSupplier mayAsk) {
        this.terminal = terminal;
        this.mayAsk = mayAsk;
    }

    @Override
    public synchronized void notice(String sentence) {
        if (noticed.add(sentence)) {
            terminal.say(sentence);
        }
    }

    @Override
    public synchronized boolean trustHostKey(String host, String keyType, String fingerprint) {
        String question = """
                The host key of %s is not known yet.
                %s key fingerprint is %s
                Trust it and remember it (yes/no)?\s""".formatted(host, keyType, fingerprint);
        return ask(question, true)
                .map(a -> new String(a).strip().toLowerCase(Locale.ROOT))
                .filter(a -> a.equals("yes") || a.equals("y"))
                .isPresent();
    }

    @Override
    public synchronized Optional<char[]> ask(String prompt, boolean echo) {
        if (!mayAsk.getAsBoolean()) {
            return Optional.empty();
        }
        terminal.noProgress();
        try (InputStream in = new FileInputStream(TERMINAL.toFile());
                OutputStream out = new FileOutputStream(TERMINAL.toFile())) {
            if (!echo) {
                return hidden(prompt, in, out);
            }
            show(prompt, out);
            return line(in);
        } catch (IOException e) {
            return Optional.empty(); // there is nobody to ask
        }
    }

    private static void show(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static Optional<char[]> hidden(String prompt, InputStream in, OutputStream out) throws IOException {
        // if the program is ended while it asks, the terminal must show again what is typed
        Thread restore = new Thread(() -> echo(true));
        Runtime.getRuntime().addShutdownHook(restore);
        try {
            if (!echo(false)) {
                return Optional.empty();
            }
            show(prompt, out); // not before: who types at once must not be shown either
            return line(in);
        } finally {
            echo(true);
            show("\n", out);
            try {
                Runtime.getRuntime().removeShutdownHook(restore);
            } catch (IllegalStateException e) {
                // the program is ending; the hook does it
            }
        }
    }

    private static Optional<char[]> line(InputStream in) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        return Optional.ofNullable(reader.readLine()).map(String::toCharArray);
    }

    private static boolean echo(boolean on) {
        try {
            var process = new ProcessBuilder("stty", on ? "echo" : "-echo")
                    .redirectInput(TERMINAL.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
