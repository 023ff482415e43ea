package espy.cli;

import espy.run.Run;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A command that has run inside the test.
 *
 * @param status exit status
 * @param out    standard output
 * @param err    standard error
 */
record Shell(int status, String out, String err) {
    private static final Window NO_WINDOW = new Window() {
        @Override
        public boolean hasDisplay() {
            return false;
        }

        @Override
        public int open(Optional<String> target) {
            return 9;
        }

        @Override
        public void picture(Run run, Path png) throws IOException {
            throw new IOException("no pictures here");
        }
    };

    static Shell espy(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                100);
        int status = Cli.commands(terminal, NO_WINDOW).execute(args);
        return new Shell(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** With this on standard input. */
    static Shell piped(String input, String... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return espy(args);
        } finally {
            System.setIn(before);
        }
    }
}
