package espy.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A scenario of the lab, as its header says it.
 *
 * @param causes      ids of the causes of which each is right; empty when nothing is wrong
 * @param visibleFrom {@code left}, {@code right} or {@code both}
 * @param stimulus    what it takes to see it: {@code none}, {@code ping} or {@code initiate}
 */
record Scenario(String name, List<String> causes, String visibleFrom, String stimulus) {
    static final Path LAB = Path.of("src/lab");
    private static final Pattern HEADER = Pattern.compile("(?m)^# ([a-z-]+): (.*)$");

    static List<Scenario> all() {
        try (Stream<Path> files = Files.list(LAB.resolve("scenarios"))) {
            return files.map(f -> f.getFileName().toString().replaceFirst("\\.sh$", ""))
                    .sorted()
                    .map(Scenario::named)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scenario named(String name) {
        String text = read(LAB.resolve("scenarios/" + name + ".sh"));
        String cause = field(text, "cause");
        return new Scenario(
                name,
                cause.equals("none") ? List.of() : List.of(cause.split(" ", -1)),
                field(text, "visible-from"),
                field(text, "stimulus"));
    }

    /** What a header says in one of its lines; "" when it has none of that name. */
    static String field(String text, String name) {
        return HEADER.matcher(text)
                .results()
                .filter(r -> r.group(1).equals(name))
                .map(r -> r.group(2))
                .findFirst()
                .orElse("");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean healthy() {
        return causes.isEmpty();
    }

    /** Whether it belongs to the half at whose results nobody looks while rules are tuned. */
    boolean unseen() {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            return ((digest[0] >> 4) & 1) == 1;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
