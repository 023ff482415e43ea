package espy.xfrm;

import espy.base.Numbers;
import espy.base.Secret;
import espy.base.Words;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One algorithm of an SA, by the kernel's name.
 *
 * @param name    for example {@code rfc4106(gcm(aes))}; may hold a comma
 * @param keyBits length of the key in bits, salt or nonce included; 0 for an empty key; absent where it cannot be seen
 * @param icvBits length of the integrity check value in bits; only with {@code auth-trunc} and {@code aead}
 */
public record Algorithm(String name, Optional<Integer> keyBits, Optional<Integer> icvBits, Key key) {
    private static final Pattern TOKEN = Pattern.compile("<(?:key|secret):([0-9a-f]{8})>");
    private static final Pattern BITS = Pattern.compile("\\((\\d{1,9})");
    private static final int MOST_BITS = 1 << 20;
    private static final Optional<Integer> NO_BITS = Optional.of(0);

    /** See {@link Key#form}. */
    public String keyForm() {
        return key.form();
    }

    /** See {@link Key#fingerprint}. */
    public Optional<String> keyFingerprint() {
        return key.fingerprint();
    }

    /** The key itself, when known; reveal it only where a person asked for it. */
    public Optional<Secret> secret() {
        return key.secret();
    }

    /** Reads the words behind {@code enc}, {@code auth}, {@code auth-trunc}, {@code aead} or {@code comp}; empty when there is no name. */
    static Optional<Algorithm> read(Words words, boolean withIcv) {
        String name = words.next();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var octets = words.octets();
        Key key = octets.map(o -> Key.of(Secret.of(o))).orElseGet(() -> withoutOctets(words));
        Optional<Integer> bits = octets.isPresent()
                ? octets.map(o -> 8 * o.length)
                : key.form().equals("none") ? NO_BITS : Optional.empty();
        if (words.left() > 1) {
            var printed = bits(words);
            bits = bits.filter(b -> b > 0).or(() -> printed);
        }
        Optional<Integer> icv = withIcv ? Numbers.parseUpTo(MOST_BITS, words.next()) : Optional.empty();
        return Optional.of(new Algorithm(name, bits, icv, key));
    }

    /** {@code (256 bits)}, as {@code -s} prints it. */
    private static Optional<Integer> bits(Words words) {
        String first = words.peek();
        var length = BITS.matcher(first);
        return length.matches() && words.accept(first, "bits)")
                ? Numbers.parseUpTo(MOST_BITS, length.group(1))
                : Optional.empty();
    }

    private static Key withoutOctets(Words words) {
        if (words.accept("<<Keys", "hidden>>")) {
            return Key.HIDDEN;
        }
        if (words.accept("0x")) { // an empty key, iproute2 up to 3.8
            return Key.NONE;
        }
        String word = words.peek();
        if (word.startsWith("0x") || word.startsWith("[hash:") || word.startsWith("<")) {
            words.next();
            var token = TOKEN.matcher(word);
            return token.matches() ? Key.masked(token.group(1)) : Key.UNREADABLE;
        }
        return Key.NONE;
    }
}
