package espy.demo;

import espy.probe.Snapshot;
import espy.probe.SnapshotFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A recorded gateway: what a real machine answered while one known fault, or none, was in place. The truth was written down by whoever
 * made the fault, not by Espy.
 *
 * @param name    for example {@code psk-mismatch}
 * @param truth   ids of the fault catalogue that are a right answer; empty for a healthy gateway
 * @param summary the fault in one sentence
 */
public record Scenario(String name, List<String> truth, String summary) {
    /** The one that is played when none is named: SAs are up, and a fault on the data path. */
    public static final String DEFAULT = "masquerade";

    private static final Pattern HEADER = Pattern.compile("# (truth|accept|phase): (.*)");
    private static final Pattern WHITE = Pattern.compile("\\s+");

    /** All recorded gateways, the default first. */
    public static List<Scenario> all() {
        return text("index.txt")
                .lines()
                .filter(l -> !l.isBlank())
                .map(Scenario::read)
                .toList();
    }

    public static Optional<Scenario> named(String name) {
        return all().stream().filter(s -> s.name.equals(name)).findFirst();
    }

    private static Scenario read(String name) {
        List<String> truth = List.of();
        String summary = "";
        for (String line : text(name + ".truth").lines().toList()) {
            var m = HEADER.matcher(line);
            if (m.matches()) {
                switch (m.group(1)) {
                    case "accept" ->
                        truth = WHITE.splitAsStream(m.group(2).strip()).toList();
                    case "truth" ->
                        summary = m.group(2)
                                .substring(m.group(2).indexOf('|') + 1)
                                .strip();
                    default -> {
                        // the phase is for readers of the file
                    }
                }
            }
        }
        return new Scenario(name, truth, summary);
    }

    /** What the gateway answered. */
    Snapshot recording() throws IOException {
        try (InputStream in = open(name + ".zip")) {
            return SnapshotFile.read(in, name + ".zip");
        }
    }

    private static String text(String file) {
        try (InputStream in = open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream in = Scenario.class.getResourceAsStream("/demo/" + file);
        if (in == null) {
            throw new IOException("the recording " + file + " is not part of this build");
        }
        return in;
    }
}
