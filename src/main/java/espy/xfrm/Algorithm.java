package espy.xfrm;

import espy.base.Secret;
import espy.base.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One algorithm of an SA, by the kernel's name.
 *
 * @param name    for example {@code rfc4106(gcm(aes))}; may hold a comma
 * @param keyBits length of the key in bits, salt or nonce included; 0 for an empty key; absent where it cannot be seen
 * @param icvBits length of the integrity check value in bits; only with {@code auth-trunc} and {@code aead}
 */
public record Algorithm(String name, Optional<Integer> keyBits, Optional<Integer> icvBits, Key key) {
    private static final Pattern TOKEN = Pattern.compile("<(?:key|secret):([0-9a-f]{8}(?:[0-9a-f]{8})?)>");
    private static final int MOST_BITS = 1 << 20;
    /** The lengths of keys and ICVs, made once. */
    private static final List<Optional<Integer>> USUAL_BITS =
            IntStream.rangeClosed(0, 1024).mapToObj(Optional::of).toList();

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
        if (name.isEmpty() || name.startsWith("0x")) {
            return Optional.empty(); // the name is lost, and what stands there may be the key
        }
        var octets = words.octets();
        Key key = octets.map(o -> Key.of(Secret.of(o))).orElseGet(() -> withoutOctets(words));
        Optional<Integer> bits = octets.isPresent()
                ? bits(8L * octets.get().length)
                : key.form().equals("none") ? bits(0) : Optional.empty();
        long printed = words.numberWith("(", ""); // (256 bits), as -s prints it
        if (words.accept("bits)") && octets.isEmpty()) {
            bits = bits(printed);
        }
        Optional<Integer> icv = withIcv ? bits(words.number()) : Optional.empty();
        return Optional.of(new Algorithm(name, bits, icv, key));
    }

    private static Optional<Integer> bits(long bits) {
        return bits < 0 || bits > MOST_BITS
                ? Optional.empty()
                : bits < USUAL_BITS.size() ? USUAL_BITS.get((int) bits) : Optional.of((int) bits);
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
