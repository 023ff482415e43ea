package espy.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(SavedGateways::isTarget)
                    .distinct()
                    .limit(MOST)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Whether it can stand in a line of its own. */
    private static boolean isTarget(String text) {
        return !text.isEmpty() && text.length() < 300 && text.chars().noneMatch(Character::isISOControl);
    }

    /** Puts a target first; what cannot be one is left out. */
    public void add(String typed) throws IOException {
        String target = typed.strip();
        if (!isTarget(target)) {
            return;
        }
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
