package espy.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One running instance of the lab: two gateways with one known fault. */
final class LabInstance implements AutoCloseable {
    private static final int BOOT_SECONDS = 240;
    private static final int ESPY_SECONDS = 120;
    private static final int EXEC_SECONDS = 60;

    static final Path STATE =
            Path.of(Optional.ofNullable(System.getenv("LAB_STATE")).orElse("/var/lib/ipsec-lab"));

    private final String name;

    private LabInstance(String name) {
        this.name = name;
    }

    /** What a program printed and how it ended; -1 when it had to be ended. */
    record Output(int exit, String out, String err) {}

    /** Boots a scenario; the caller closes the instance whatever happens. */
    static LabInstance up(String instance, Scenario scenario) throws IOException, InterruptedException {
        var lab = new LabInstance(instance);
        Output up = lab.run(BOOT_SECONDS, List.of(Scenario.LAB.resolve("lab").toString(), "up", scenario.name()));
        if (up.exit != 0) {
            lab.close();
            throw new IOException("the lab did not come up: " + up.err);
        }
        return lab;
    }

    /** A command on a node. */
    Output exec(String... words) throws IOException, InterruptedException {
        return run(
                EXEC_SECONDS,
                Stream.concat(Stream.of(Scenario.LAB.resolve("lab").toString(), "exec"), Stream.of(words))
                        .toList());
    }

    static String gateway(String end) {
        return "root@172.31.250." + (end.equals("right") ? "12" : "11");
    }

    /** Espy, as a person runs it who can reach the gateways. */
    Output espy(List<String> arguments) throws IOException, InterruptedException {
        return run(ESPY_SECONDS, espyWords(arguments));
    }

    /** The same, to be ended by the caller; what it prints is dropped. */
    Process espyBegins(List<String> arguments) throws IOException {
        return new ProcessBuilder(espyWords(arguments))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<String> espyWords(List<String> arguments) {
        var words = new ArrayList<>(List.of(
                "ip",
                "netns",
                "exec",
                "labhost" + name,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "espy.Launcher"));
        words.addAll(arguments);
        words.addAll(List.of(
                "-i",
                STATE.resolve("ssh/id_ed25519").toString(),
                "-o",
                "UserKnownHostsFile=" + STATE.resolve("ssh/known_hosts"),
                "-o",
                "BatchMode=yes"));
        return words;
    }

    private Output run(int seconds, List<String> words) throws IOException, InterruptedException {
        Path out = Files.createTempFile("lab", ".out");
        Path err = Files.createTempFile("lab", ".err");
        try {
            var builder = new ProcessBuilder(words)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("LAB", name);
            Process process = builder.start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            return new Output(ended ? process.exitValue() : -1, text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try {
            run(EXEC_SECONDS, List.of(Scenario.LAB.resolve("lab").toString(), "down"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
