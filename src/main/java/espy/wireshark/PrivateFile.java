package espy.wireshark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files with keys in them: readable by their owner alone, and either wholly written or not touched. */
public final class PrivateFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    /**
     * Puts the text into a new file beside it and moves that into its place. Nobody ever sees half a table, not even when the disk is full.
     *
     * @throws IOException with a sentence for a person; a symbolic link, a device or a folder is left alone
     */
    public static void write(Path file, String text) throws IOException {
        replace(file, text.getBytes(StandardCharsets.UTF_8), PRIVATE, Files.exists(file) ? file : null);
    }

    /** The same for bytes. A file stays its owner's, and a new one is the folder's owner's, also when root writes it. */
    static void write(Path file, byte[] bytes) throws IOException {
        replace(
                file,
                bytes,
                PRIVATE,
                Files.exists(file) ? file : file.toAbsolutePath().getParent());
    }

    /** The same for a file without secrets: one that is there keeps its permissions, a new one is the owner's alone. */
    static void writeKeepingPermissions(Path file, byte[] bytes) throws IOException {
        if (Files.exists(file)) {
            replace(file, bytes, POSIX ? Files.getPosixFilePermissions(file) : PRIVATE, file);
        } else {
            write(file, bytes);
        }
    }

    private static void replace(Path file, byte[] bytes, Set<PosixFilePermission> permissions, @Nullable Path owned)
            throws IOException {
        requirePlain(file);
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder);
        }
        try {
            replace(file, folder, bytes, permissions, owned);
        } catch (IOException e) {
            throw new IOException(file + ": " + reason(e), e);
        }
    }

    private static void replace(
            Path file, Path folder, byte[] bytes, Set<PosixFilePermission> permissions, @Nullable Path owned)
            throws IOException {
        Path draft = Files.createTempFile(folder, ".espy-", ".tmp", attributes("rw-------"));
        try {
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            var view = Files.getFileAttributeView(draft, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (view != null && !permissions.equals(PRIVATE)) {
                view.setPermissions(permissions); // not at its creation: the umask would take some away
            }
            give(draft, owned);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** What went wrong with a file, in a few words that do not name it. */
    static String reason(IOException e) {
        String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return e instanceof AccessDeniedException
                ? "permission denied"
                : said == null ? "it cannot be read or written" : said;
    }

    /**
     * Gives what was made to the owner of what was there before, when it is root who made it: with {@code sudo}, a person could not read it in
     * their own home otherwise. Links that somebody puts in its place meanwhile are not followed.
     */
    static void give(Path made, @Nullable Path like) throws IOException {
        var view = Files.getFileAttributeView(made, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null || like == null) {
            return;
        }
        var owner = Files.getOwner(like);
        boolean root =
                Files.getAttribute(made, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0);
        if (!owner.equals(view.getOwner()) && (root || Files.isRegularFile(like))) {
            view.setOwner(owner);
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

    /** Folders that are missing are made for their owner alone: the owner of the folder that was there. */
    public static void makeFolder(Path folder) throws IOException {
        var missing = new ArrayDeque<Path>();
        Path at = folder.toAbsolutePath();
        for (; at != null && !Files.isDirectory(at); at = at.getParent()) {
            missing.push(at);
        }
        if (missing.isEmpty()) {
            return;
        }
        Files.createDirectories(folder, attributes("rwx------"));
        for (Path made : missing) {
            give(made, at);
        }
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
