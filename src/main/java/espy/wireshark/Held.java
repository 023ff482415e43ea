package espy.wireshark;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The two files of a profile as they were read, the table locked. The table holds keys.
 *
 * @param file where the table is
 * @param lock absent while there is no table
 */
record Held(Path file, String table, String preferences, Optional<Locked> lock) implements AutoCloseable {
    /** One char a byte, so that every byte of a file comes out again as it went in. */
    static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private static final int MOST_BYTES = 64 << 20;

    /**
     * Reads a profile that Espy is about to change.
     *
     * @param backup   where the table's copy will be
     * @param patience how long to wait for another program's lock
     * @throws IOException with a sentence when it must not be changed
     */
    static Held of(Profile profile, Path backup, Duration patience) throws IOException {
        Path file = profile.table();
        for (Path f : List.of(file, profile.preferences())) {
            PrivateFile.requirePlain(f);
            if (Files.exists(f) && isWriteProtected(f)) {
                throw new IOException(f + " is write-protected; nothing was changed.");
            }
        }
        PrivateFile.requirePlain(backup);
        var locked = Locked.table(file, patience, "Another program has locked " + file + "; nothing was changed.");
        String table = locked.isPresent() ? text(file, locked.get()) : "";
        String preferences =
                Files.exists(profile.preferences()) ? new String(Files.readAllBytes(profile.preferences()), BYTES) : "";
        return new Held(file, table, preferences, locked);
    }

    /** Wireshark locks nothing: what it has saved since the table was read would be lost. */
    void requireUnchanged() throws IOException {
        boolean same = lock.isPresent() ? text(file, lock.get()).equals(table) : !Files.exists(file);
        if (!same) {
            throw new IOException(file + " was saved by another program meanwhile; try again.");
        }
    }

    private static String text(Path file, Locked locked) throws IOException {
        return new String(locked.bytes(MOST_BYTES, file + " has more than 64 MiB; that is no table of keys."), BYTES);
    }

    /** Root may write everything, and a person who took the right from himself meant something by it. */
    private static boolean isWriteProtected(Path file) throws IOException {
        if (!Files.isWritable(file)) {
            return true;
        }
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && !view.readAttributes().permissions().contains(PosixFilePermission.OWNER_WRITE);
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }

    @Override
    public String toString() {
        return "files of a profile";
    }
}
