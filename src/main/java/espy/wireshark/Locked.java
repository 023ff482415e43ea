package espy.wireshark;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A file that no other program changes meanwhile, as far as it asks before. Released by {@link #close}. */
final class Locked implements AutoCloseable {
    private static final long STEP_MS = 20;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Path KERNEL_LOCKS = Path.of("/proc/locks");

    private final FileChannel channel;

    private Locked(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a lock file, which is made when missing and stays.
     *
     * @param patience how long to wait for whoever holds it
     * @throws IOException with the sentence {@code refusal} when it is held longer
     */
    static Locked file(Path file, Duration patience, String refusal) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            PrivateFile.give(file, file.toAbsolutePath().getParent());
            if (take(channel)) {
                return new Locked(channel);
            }
            channel.close();
            pause(end, refusal);
        }
    }

    /**
     * Takes a table that may be replaced by whoever holds it; empty when there is none.
     *
     * @throws IOException with the sentence {@code refusal} when another program holds it longer than {@code patience}
     */
    static Optional<Locked> table(Path file, Duration patience, String refusal) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            FileChannel channel;
            Object key;
            try {
                key = key(file);
                channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
            if (!flocked(file) && take(channel)) {
                if (Files.exists(file) && Objects.equals(key, key(file))) {
                    return Optional.of(new Locked(channel));
                }
                channel.close(); // it was replaced while we waited
            } else {
                channel.close();
                pause(end, refusal);
            }
        }
    }

    /** The whole content; read through the lock, because closing another descriptor would release it. */
    byte[] bytes(int most, String refusal) throws IOException {
        if (channel.size() > most) {
            throw new IOException(refusal);
        }
        return Channels.newInputStream(channel.position(0)).readAllBytes();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static boolean take(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this process
        }
    }

    /** Whether somebody holds it with {@code flock}, of which Java's locks know nothing; only Linux tells. */
    private static boolean flocked(Path file) throws IOException {
        if (!Files.isReadable(KERNEL_LOCKS)) {
            return false;
        }
        long device = ((Number) Files.getAttribute(file, "unix:dev")).longValue();
        long inode = ((Number) Files.getAttribute(file, "unix:ino")).longValue();
        String id =
                "%02x:%02x:%d".formatted((device >> 8) & 0xfff, (device & 0xff) | ((device >> 12) & 0xfff00), inode);
        return Files.readString(KERNEL_LOCKS)
                .lines()
                .map(BLANKS::split)
                .anyMatch(w -> w.length > 5 && w[1].equals("FLOCK") && w[5].equals(id));
    }

    private static Object key(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
    }

    private static void pause(long end, String refusal) throws IOException {
        if (System.nanoTime() > end) {
            throw new IOException(refusal);
        }
        try {
            Thread.sleep(STEP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Cancelled while waiting for another program.", e);
        }
    }
}
