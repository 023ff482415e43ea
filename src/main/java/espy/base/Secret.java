package espy.base;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Key material that never prints itself: {@link #toString} gives a fingerprint, and only {@link #reveal} gives the bytes.
 *
 * <p>Fingerprints are keyed with a random value of this process, so that two equal keys can be recognised within one run while a report
 * that leaves the machine cannot be used to test guesses.
 */
public final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] PROCESS_KEY = random(32);
    /** Drawn apart from the key, so that it tells nothing about it. */
    private static final String SESSION = HexFormat.of().formatHex(random(16));

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Names this run of the program, 32 hex digits: only fingerprints of one session can be compared with each other. */
    public static String session() {
        return SESSION;
    }

    public static Secret of(byte[] bytes) {
        return new Secret(bytes);
    }

    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes themselves; call only where a person asked for them. */
    public byte[] reveal() {
        return bytes.clone();
    }

    /** Length in bits, salt or nonce included. */
    public int bits() {
        return bytes.length * 8;
    }

    /** Whether all bytes are zero: what a kernel in lockdown prints instead of a key. */
    public boolean isAllZero() {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return bytes.length > 0;
    }

    /**
     * Eight hex digits; equal secrets of one process have equal fingerprints. 32 bits are enough to look at and to compare two keys with; among
     * 100 000 keys some different ones share theirs, so it must not name a key: see {@link #longFingerprint}.
     */
    public String fingerprint() {
        return HexFormat.of().formatHex(mac(), 0, 4);
    }

    /** Sixteen hex digits, the first eight of them {@link #fingerprint}. */
    public String longFingerprint() {
        return HexFormat.of().formatHex(mac(), 0, 8);
    }

    private byte[] mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(PROCESS_KEY, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret s && MessageDigest.isEqual(bytes, s.bytes);
    }

    @Override
    public int hashCode() {
        return fingerprint().hashCode();
    }

    @Override
    public String toString() {
        return "secret " + fingerprint();
    }
}
