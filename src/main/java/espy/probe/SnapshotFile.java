package espy.probe;

import espy.gateway.Answer;
import espy.gateway.Look;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots as files: a zip with {@code manifest.json} and, for each probe, {@code ID.out} and {@code ID.err} as the gateway wrote them.
 * Without keys, their fingerprints stand in their places. The format is described in {@code docs/snapshot-format.md}.
 */
public final class SnapshotFile {
    private SnapshotFile() {}

    /** The file is not a snapshot, or a broken one. The message is for people. */
    public static final class BadSnapshot extends IOException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        BadSnapshot(String message) {
            super(message);
        }
    }

    /**
     * Writes atomically; readable by its owner only, as it says much about a network even without keys.
     *
     * @throws IOException with a sentence for a person; a folder or a device is left alone
     */
    public static void save(Snapshot snapshot, Path file, boolean withKeys) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder + ", so nothing was saved.");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file
                    + " is a folder or a device, so nothing was saved. Name a file that is new or may be replaced.");
        }
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
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
        var entries = new ArrayList<Manifest.Entry>();
        for (Answer a : look.answers()) {
            entries.add(Manifest.Entry.of(a, bytes(a.out()).length, bytes(a.err()).length));
        }
        boolean keys = withKeys && !snapshot.vault().isEmpty();
        String session = snapshot.vault().session();
        var manifest = new Manifest(
                Manifest.FORMAT,
                Manifest.MINOR,
                snapshot.gateway(),
                look.access().name(),
                look.user(),
                look.started(),
                keys,
                session.isEmpty() ? null : session,
                entries);
        try (var zip = SnapshotZip.to(out)) {
            SnapshotZip.add(zip, SnapshotZip.MANIFEST, manifest.bytes(), look.started());
            for (Answer a : look.answers()) {
                SnapshotZip.add(zip, a.id() + ".out", bytes(a.out()), look.started());
                SnapshotZip.add(zip, a.id() + ".err", bytes(a.err()), look.started());
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a snapshot.
     *
     * @throws BadSnapshot when the file is something else, cut off, or larger than any look can be
     */
    public static Snapshot load(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // reading from a pipe or a terminal could wait forever
            throw new BadSnapshot(
                    name + " is a folder, a pipe or a device: a snapshot is read from a plain file only.");
        }
        try (var in = Files.newInputStream(file)) {
            return read(in, name);
        }
    }

    /**
     * Reads a snapshot from a stream.
     *
     * @param name of the file, for messages
     * @throws BadSnapshot as {@link #load} does
     */
    public static Snapshot read(InputStream in, String name) throws IOException {
        Map<String, byte[]> entries = SnapshotZip.read(in, name);
        byte[] json = entries.get(SnapshotZip.MANIFEST);
        if (json == null) {
            throw new BadSnapshot(name
                    + " is not a snapshot of Espy: it holds no manifest. Save one with: espy snapshot TARGET -o FILE");
        }
        Manifest manifest = Manifest.parse(text(json)).orElseThrow(() -> broken(name));
        if (manifest.format() > Manifest.FORMAT) {
            throw new BadSnapshot(name + " is a snapshot of format " + manifest.format() + "; this Espy reads format "
                    + Manifest.FORMAT + ". Open it with the Espy that wrote it, or a newer one.");
        }
        if (manifest.format() < Manifest.FORMAT || !manifest.whole()) {
            throw broken(name);
        }
        var answers = new ArrayList<Answer>();
        for (var e : manifest.answers()) {
            answers.add(e.answer(
                    whole(entries.get(e.id() + ".out"), e.outBytes(), name),
                    whole(entries.get(e.id() + ".err"), e.errBytes(), name)));
        }
        var look = new Look(manifest.howItRan(), Manifest.printable(manifest.user()), manifest.started(), answers);
        return Snapshot.of(Manifest.printable(manifest.gateway()), look, false, manifest.sessionOrNone());
    }

    /** A lost answer must not be taken for an empty one, which means that there are no SAs. */
    private static String whole(byte @Nullable [] bytes, @Nullable Long expected, String name) throws BadSnapshot {
        int length = bytes == null ? 0 : bytes.length;
        if (expected != null && expected != length) {
            throw new BadSnapshot(name + " is a broken snapshot: an answer in it has " + length
                    + " bytes where its manifest says " + expected + ". Take a new one, or have the file sent again.");
        }
        return bytes == null ? "" : text(bytes);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static BadSnapshot broken(String name) {
        return new BadSnapshot(name + " is a broken snapshot: its manifest cannot be read. Take a new one.");
    }
}
