package espy.xfrm;

import espy.base.Secret;
import java.util.Optional;

/**
 * The key of an algorithm, as far as it was printed. Never prints itself.
 *
 * @param form   {@code known}; {@code masked} (a fingerprint stands for it); {@code hidden} (printed with {@code nokeys}); {@code zero} (a kernel
 *               in lockdown prints zeros); {@code none} (an empty key); {@code unreadable}
 * @param token  the fingerprint that stood in place of the key
 * @param secret the key itself, when known
 */
public record Key(String form, Optional<String> token, Optional<Secret> secret) {
    static final Key NONE = new Key("none", Optional.empty(), Optional.empty());
    static final Key HIDDEN = new Key("hidden", Optional.empty(), Optional.empty());
    static final Key UNREADABLE = new Key("unreadable", Optional.empty(), Optional.empty());
    private static final Key ZERO = new Key("zero", Optional.empty(), Optional.empty());

    static Key of(Secret secret) {
        return secret.isAllZero() ? ZERO : new Key("known", Optional.empty(), Optional.of(secret));
    }

    static Key masked(String fingerprint) {
        return new Key("masked", Optional.of(fingerprint), Optional.empty());
    }

    /** Eight hex digits, sixteen where a snapshot needs them to tell two keys apart, by which equal keys of one run can be recognised; absent where the key cannot be seen. */
    public Optional<String> fingerprint() {
        return token.or(() -> secret.map(Secret::fingerprint));
    }
}
