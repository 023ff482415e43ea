package espy.wireshark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files with keys in them: readable by their owner alone, and either wholly written or not touched. */
public final class PrivateFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFile() {}

    /**
     * Puts the text into a new file beside it and moves that into its place. Nobody ever sees half a table, not even when the disk is full.
     *
     * @throws IOException with a sentence for a person; a symbolic link, a device or a folder is left alone
     */
    public static void write(Path file, String text) throws IOException {
        replace(file, text.getBytes(StandardCharsets.UTF_8), attributes("rw-------"));
    }

    /** The same for bytes. The file stays its owner's, also when root writes it. */
    static void write(Path file, byte[] bytes) throws IOException {
        replace(file, bytes, attributes("rw-------"));
    }

    /** The same for a file without secrets: one that is there keeps its permissions, a new one is the owner's alone. */
    static void writeKeepingPermissions(Path file, byte[] bytes) throws IOException {
        replace(file, bytes, POSIX && Files.exists(file) ? permissions(file) : attributes("rw-------"));
    }

    private static void replace(Path file, byte[] bytes, FileAttribute<?>[] attributes) throws IOException {
        requirePlain(file);
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder);
        }
        Path draft = Files.createTempFile(folder, ".espy-", ".tmp", attributes);
        try {
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            if (POSIX && Files.exists(file) && !Files.getOwner(file).equals(Files.getOwner(draft))) {
                Files.setOwner(draft, Files.getOwner(file));
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Refuses what is there and is no plain file, with a sentence. */
    static void requirePlain(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new IOException(file + " is a symbolic link to " + Files.readSymbolicLink(file)
                    + ": keys are written to plain files only");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is " + (Files.isDirectory(file) ? "a folder" : "a device")
                    + ": keys are written to plain files only");
        }
    }

    /** Folders that are missing are made for their owner alone. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes("rwx------"));
        }
    }

    private static FileAttribute<?>[] permissions(Path file) throws IOException {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(file))};
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
