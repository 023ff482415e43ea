package espy.probe;

import espy.probe.SnapshotFile.BadSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The zip of a snapshot file. A file may come from anybody: nothing in it is ever unpacked to disk, what an entry says of its size is not
 * believed, and every amount has a bound.
 */
final class SnapshotZip {
    static final String MANIFEST = "manifest.json";

    /** A look at a gateway with 100 000 SAs has some 100 MB. */
    private static final long MOST_BYTES = 256L << 20;
    /** Twice the largest answer that a probe allows. */
    private static final int MOST_OF_ONE = 96 << 20;

    private static final int MOST_OF_MANIFEST = 4 << 20;
    private static final int MOST_ENTRIES = 1000;

    private final String name;
    private final Map<String, byte[]> entries = new HashMap<>();
    private long left = MOST_BYTES;

    private SnapshotZip(String name) {
        this.name = name;
    }

    /** The entries that a snapshot has, by their names; what a later version may have added is passed over. */
    static Map<String, byte[]> read(InputStream in, String name) throws IOException {
        var reader = new SnapshotZip(name);
        try (var zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
            reader.all(zip);
        } catch (BadSnapshot e) {
            throw e;
        } catch (IOException | RuntimeException e) { // java.util.zip throws several of those on damaged headers
            throw new BadSnapshot(
                    name + " is a broken zip file: it is damaged, cut off, or packed in a way that Espy does not read"
                            + " (encrypted, for example). Take a new snapshot, or have the file sent again.");
        }
        return reader.entries;
    }

    private void all(ZipInputStream zip) throws IOException {
        var seen = new HashSet<String>();
        for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
            String entry = e.getName();
            if (hostile(entry)) {
                throw new BadSnapshot(name + " holds an entry “" + Manifest.printable(entry)
                        + "” that points outside of it: no snapshot of Espy has that, so nothing of it was read.");
            }
            if (!seen.add(entry)) {
                throw new BadSnapshot(name + " holds the entry “" + Manifest.printable(entry)
                        + "” twice: it cannot be said which one counts, so nothing of it was read.");
            }
            if (seen.size() > MOST_ENTRIES) {
                throw new BadSnapshot(
                        name + " holds more than " + MOST_ENTRIES + " entries: that is no snapshot of Espy.");
            }
            boolean ours = entry.equals(MANIFEST) || entry.endsWith(".out") || entry.endsWith(".err");
            byte[] bytes = bytes(zip, entry.equals(MANIFEST) ? MOST_OF_MANIFEST : MOST_OF_ONE, ours);
            if (ours) {
                entries.put(entry, bytes);
            }
        }
    }

    private static boolean hostile(String entry) {
        return entry.isEmpty()
                || entry.startsWith("/")
                || entry.indexOf('\\') >= 0
                || entry.indexOf(':') >= 0
                || entry.codePoints().anyMatch(Character::isISOControl)
                || ("/" + entry + "/").contains("/../");
    }

    private byte[] bytes(ZipInputStream zip, int most, boolean keep) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        long here = 0;
        for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
            left -= n;
            here += n;
            if (left < 0 || here > most) {
                throw new BadSnapshot(name + " unpacks to more than " + ((left < 0 ? MOST_BYTES : most) >> 20)
                        + " MB" + (left < 0 ? "" : " in one entry")
                        + ": no look is that large, so it was not read.");
            }
            if (keep) {
                bytes.write(buffer, 0, n);
            }
        }
        return bytes.toByteArray();
    }

    /** Adds an entry; empty ones are left out. */
    static void add(ZipOutputStream zip, String name, byte[] bytes, Instant time) throws IOException {
        if (bytes.length > 0) {
            var entry = new ZipEntry(name);
            entry.setTime(time.toEpochMilli());
            zip.putNextEntry(entry);
            zip.write(bytes);
            zip.closeEntry();
        }
    }

    static ZipOutputStream to(OutputStream out) {
        return new ZipOutputStream(out, StandardCharsets.UTF_8);
    }
}
