package espy.gateway.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** Lines of known_hosts files (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
final class KnownHosts {
    private static final Pattern LINE = Pattern.compile(
            "\\s*(?:@(\\S+)\\s+)?([^#\\s@]\\S*)\\s+([A-Za-z][A-Za-z0-9@._-]*)\\s+([A-Za-z0-9+/]+=*)(?:\\s.*)?",
            Pattern.DOTALL); // a comment may have any byte
    private static final String HASHED = "|1|";
    private static final int SALT = 20;
    private static final int MOST_BYTES = 32 << 20;
    private static final SecureRandom random = new SecureRandom();

    private KnownHosts() {}

    /**
     * One line.
     *
     * @param marker {@code revoked}, {@code cert-authority} or ""
     * @param names  patterns with commas between them, or one hashed name
     * @param type   of the key, as written
     */
    record Entry(Path file, int line, String marker, String names, String type, String blob) {
        boolean revoked() {
            return marker.equals("revoked");
        }

        boolean authority() {
            return marker.equals("cert-authority");
        }

        boolean plain() {
            return marker.isEmpty();
        }

        /** Whether it holds this key; a type that we do not know vouches for nothing. */
        boolean holds(PublicKey key) {
            return KnownHosts.key(type + " " + blob)
                    .filter(k -> KeyUtils.compareKeys(k, key))
                    .isPresent();
        }

        /** @param name in lower case, {@code [host]:port} off port 22; patterns are compared with all of it, as OpenSSH does */
        boolean speaksOf(String name) {
            return names.startsWith(HASHED)
                    ? hashMatches(names, name)
                    : Patterns.anyOf(name, names.toLowerCase(Locale.ROOT));
        }
    }

    /** A public key as one line of text; empty when it is none that we know. */
    static Optional<PublicKey> key(String line) {
        try {
            PublicKeyEntry entry = PublicKeyEntry.parsePublicKeyEntry(line);
            return entry == null ? Optional.empty() : Optional.ofNullable(entry.resolvePublicKey(null, null, null));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Lines that speak of the host; a file that is missing or cannot be read has none, and a broken line does not hide the others. */
    static List<Entry> about(String name, List<Path> files) {
        var found = new ArrayList<Entry>();
        for (Path file : files) {
            String text;
            try {
                text = text(file);
            } catch (IOException e) {
                continue; // the person will be asked
            }
            List<String> lines = text.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                entry(lines.get(i), file, i + 1).filter(e -> e.speaksOf(name)).ifPresent(found::add);
            }
        }
        return found;
    }

    /** The text of a file that may be anything; "" for what is no file, such as /dev/null. */
    static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        }
    }

    private static Optional<Entry> entry(String line, Path file, int number) {
        var m = LINE.matcher(line);
        return m.matches()
                ? Optional.of(new Entry(
                        file, number, m.group(1) == null ? "" : m.group(1), m.group(2), m.group(3), m.group(4)))
                : Optional.empty();
    }

    private static boolean hashMatches(String hashed, String name) {
        String[] parts = hashed.split("\\|", -1);
        if (parts.length != 4) {
            return false;
        }
        try {
            return MessageDigest.isEqual(
                    Base64.getDecoder().decode(parts[3]),
                    digest(Base64.getDecoder().decode(parts[2]), name));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The name so that nobody who reads the file learns it. */
    static String hashed(String name) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        var text = Base64.getEncoder();
        return HASHED + text.encodeToString(salt) + "|" + text.encodeToString(digest(salt, name));
    }

    private static byte[] digest(byte[] salt, String name) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a salt that is none", e);
        }
    }
}
