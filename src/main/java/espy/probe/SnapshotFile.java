package espy.probe;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Snapshots as files: a zip with {@code manifest.json} and, for each probe, {@code ID.out} and {@code ID.err} as the gateway wrote them.
 * Without keys, their fingerprints stand in their places.
 */
public final class SnapshotFile {
    private static final int FORMAT = 1;
    /** A look at a gateway with 100 000 SAs has some 100 MB; ten times the largest answers that probes allow is an attack. */
    private static final long MOST_BYTES = 256L << 20;

    private static final int MOST_ENTRIES = 1000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SnapshotFile() {}

    /** The file is not a snapshot, or a broken one. The message is for people. */
    public static final class BadSnapshot extends IOException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        BadSnapshot(String message) {
            super(message);
        }
    }

    record Manifest(
            int format,
            String gateway,
            Access access,
            String user,
            Instant started,
            boolean keys,
            List<Entry> answers) {
        record Entry(
                String id, String command, Instant at, long tookMs, Answer.Outcome outcome, int exit, boolean cut) {
            boolean whole() {
                return Stream.of(id, command, at, outcome).noneMatch(Objects::isNull);
            }
        }

        /** JSON may lack anything. */
        boolean whole() {
            return Stream.of(gateway, access, user, started, answers).noneMatch(Objects::isNull)
                    && answers.stream().allMatch(a -> a != null && a.whole());
        }
    }

    /** Writes atomically; readable by its owner only, as it says much about a network even without keys. */
    public static void save(Snapshot snapshot, Path file, boolean withKeys) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        boolean posix =
                Files.getFileStore(folder == null ? Path.of(".") : folder).supportsFileAttributeView("posix");
        Path fresh = posix
                ? Files.createTempFile(folder, ".espy", ".zip", mode)
                : Files.createTempFile(folder, ".espy", ".zip");
        try {
            try (var out = Files.newOutputStream(fresh)) {
                write(snapshot, out, withKeys);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    static void write(Snapshot snapshot, OutputStream out, boolean withKeys) throws IOException {
        Look look = snapshot.look(withKeys);
        var entries = look.answers().stream()
                .map(a -> new Manifest.Entry(
                        a.id(), a.command(), a.at(), a.took().toMillis(), a.outcome(), a.exit(), a.cut()))
                .toList();
        var manifest = new Manifest(
                FORMAT,
                snapshot.gateway(),
                look.access(),
                look.user(),
                look.started(),
                withKeys && !snapshot.vault().isEmpty(),
                entries);
        try (var zip = new ZipOutputStream(out)) {
            entry(
                    zip,
                    "manifest.json",
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest),
                    look.started());
            for (Answer a : look.answers()) {
                entry(zip, a.id() + ".out", a.out().getBytes(StandardCharsets.UTF_8), look.started());
                entry(zip, a.id() + ".err", a.err().getBytes(StandardCharsets.UTF_8), look.started());
            }
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes, Instant time) throws IOException {
        if (bytes.length > 0) {
            var entry = new ZipEntry(name);
            entry.setTime(time.toEpochMilli());
            zip.putNextEntry(entry);
            zip.write(bytes);
            zip.closeEntry();
        }
    }

    /**
     * Reads a snapshot.
     *
     * @throws BadSnapshot when the file is something else, cut off, or larger than any look can be
     */
    public static Snapshot load(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return read(in, String.valueOf(file.getFileName()));
        }
    }

    /**
     * Reads a snapshot from a stream.
     *
     * @param name of the file, for messages
     */
    public static Snapshot read(InputStream in, String name) throws IOException {
        Map<String, String> texts = texts(in, name);
        String json = texts.get("manifest.json");
        if (json == null) {
            throw new BadSnapshot(name
                    + " is not a snapshot of Espy: it holds no manifest. Save one with: espy snapshot TARGET -o FILE");
        }
        Manifest manifest;
        try {
            manifest = JSON.readValue(json, Manifest.class);
        } catch (JacksonException e) {
            throw broken(name);
        }
        if (manifest == null) {
            throw broken(name);
        }
        if (manifest.format() != FORMAT) {
            throw new BadSnapshot(name + " is a snapshot of format " + manifest.format() + "; this Espy reads format "
                    + FORMAT + ".");
        }
        if (!manifest.whole()) {
            throw broken(name);
        }
        var answers = new ArrayList<Answer>();
        for (var e : manifest.answers()) {
            answers.add(new Answer(
                    e.id(),
                    e.command(),
                    e.at(),
                    Duration.ofMillis(e.tookMs()),
                    e.outcome(),
                    e.exit(),
                    e.cut(),
                    texts.getOrDefault(e.id() + ".out", ""),
                    texts.getOrDefault(e.id() + ".err", "")));
        }
        var look = new Look(manifest.access(), manifest.user(), manifest.started(), answers);
        return Snapshot.of(manifest.gateway(), look, false);
    }

    private static BadSnapshot broken(String name) {
        return new BadSnapshot(name + " is a broken snapshot: its manifest cannot be read. Take a new one.");
    }

    private static Map<String, String> texts(InputStream in, String name) throws IOException {
        var texts = new HashMap<String, String>();
        long left = MOST_BYTES;
        try (var zip = new ZipInputStream(in)) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                var bytes = new ByteArrayOutputStream();
                byte[] buffer = new byte[1 << 16];
                for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    left -= n;
                    if (left < 0) {
                        throw new BadSnapshot(name + " unpacks to more than " + (MOST_BYTES >> 20)
                                + " MB: no look is that large, so it was not read.");
                    }
                    bytes.write(buffer, 0, n);
                }
                if (texts.size() >= MOST_ENTRIES) {
                    throw new BadSnapshot(
                            name + " holds more than " + MOST_ENTRIES + " entries: that is no snapshot of Espy.");
                }
                texts.put(e.getName(), bytes.toString(StandardCharsets.UTF_8));
            }
        } catch (BadSnapshot e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new BadSnapshot(name + " is a broken zip file: "
                    + (e.getMessage() == null ? "it ends early" : e.getMessage()) + ".");
        }
        return texts;
    }
}
