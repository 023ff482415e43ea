package espy.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The gateways that were looked at from the window, the latest first: one target a line, as it was typed. No secrets. */
public record SavedGateways(Path file) {
    private static final int MOST = 30;

    /** Those of this person. */
    public static SavedGateways own() {
        return new SavedGateways(Folders.configuration().resolve("gateways.txt"));
    }

    /** Empty when there are none, or when the file cannot be read. */
    public List<String> list() {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty() && l.length() < 300)
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Puts a target first. */
    public void add(String target) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var lines = Stream.concat(Stream.of(target), list().stream().filter(l -> !l.equals(target)))
                .limit(MOST)
                .toList();
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "gateways", ".tmp");
        try {
            Files.write(draft, lines);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
