package espy.xfrm;

import espy.base.Numbers;
import espy.base.Secret;
import espy.base.Words;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One algorithm of an SA, by the kernel's name.
 *
 * @param name           for example {@code rfc4106(gcm(aes))}; may hold a comma
 * @param keyBits        length of the key in bits, salt or nonce included; 0 for an empty key; absent where it cannot be seen
 * @param icvBits        length of the integrity check value in bits; only with {@code auth-trunc} and {@code aead}
 * @param keyFingerprint eight hex digits by which equal keys can be recognised; absent where the key is hidden
 * @param keyForm        {@code known}; {@code masked} (a fingerprint stands for it); {@code hidden} (printed with {@code nokeys});
 *                       {@code zero} (a kernel in lockdown prints zeros); {@code none} (an empty key); {@code unreadable}
 * @param key            the key itself, when known
 */
public record Algorithm(
        String name,
        Optional<Integer> keyBits,
        Optional<Integer> icvBits,
        Optional<String> keyFingerprint,
        String keyForm,
        Optional<Secret> key) {
    private static final Pattern TOKEN = Pattern.compile("<(?:key|secret):([0-9a-f]{8})>");
    private static final Pattern BITS = Pattern.compile("\\((\\d{1,9})");

    /** What an algorithm line says, and the line with its key masked. */
    record Line(Algorithm algorithm, String masked) {}

    /** Reads the words behind {@code enc}, {@code auth}, {@code auth-trunc}, {@code aead} or {@code comp}. */
    static Optional<Line> read(Words words, String raw, boolean withIcv) {
        String name = words.next();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String printed = "";
        String form = "none";
        Optional<Secret> key = Optional.empty();
        Optional<String> fingerprint = Optional.empty();
        Optional<Integer> bits = Optional.of(0);
        var token = TOKEN.matcher(words.peek());
        if (words.accept("<<Keys", "hidden>>")) {
            form = "hidden";
            bits = Optional.empty();
        } else if (token.matches()) {
            words.next();
            form = "masked";
            fingerprint = Optional.of(token.group(1));
            bits = Optional.empty();
        } else if (words.peek().startsWith("0x") && words.peek().length() > 2) {
            printed = words.next();
            key = octets(printed);
            form = key.isEmpty() ? "unreadable" : key.get().isAllZero() ? "zero" : "known";
            fingerprint = key.map(Secret::fingerprint);
            bits = key.map(Secret::bits);
        } else if (words.peek().startsWith("[hash:") || words.peek().startsWith("<")) {
            words.next();
            form = "unreadable";
            bits = Optional.empty();
        } else {
            words.accept("0x"); // an empty key, iproute2 up to 3.8
        }
        var length = BITS.matcher(words.peek());
        if (length.matches() && words.holds("bits)")) {
            words.accept(words.peek(), "bits)");
            bits = bits.filter(b -> b > 0).or(() -> Numbers.parseUpTo(1 << 20, length.group(1)));
        }
        Optional<Integer> icv = withIcv ? Numbers.parseUpTo(1 << 20, words.next()) : Optional.empty();
        var algorithm = new Algorithm(name, bits, icv, fingerprint, form, form.equals("zero") ? Optional.empty() : key);
        return Optional.of(new Line(algorithm, printed.isEmpty() ? raw : raw.replace(printed, mask(printed))));
    }

    private static Optional<Secret> octets(String printed) {
        try {
            return Optional.of(Secret.of(HexFormat.of().parseHex(printed, 2, printed.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // an odd digit or a word that somebody put in place of the key
        }
    }

    /** The token that stands for a key, as snapshots write it. */
    static String mask(String printed) {
        return octets(printed)
                .map(k -> "<key:" + k.fingerprint() + ">")
                .orElseGet(() -> "<secret:" + Secret.of(printed).fingerprint() + ">");
    }
}
