package espy.gateway.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** A key file of a person: OpenSSH's own format, PEM or PKCS #8; or the public half of a key that an agent has. */
final class KeyFile {
    /** The file cannot be used; the message says why in a few words. */
    static final class Unusable extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    private static final String LOCKED = "its passphrase was not given or is wrong";
    private static final String NO_KEY = "no private key that can be read";
    private static final String OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_TRIES = 3;
    private static final int MOST_BYTES = 1 << 20;

    private final Path path;
    private final boolean mayAsk;
    private final Patience patience;
    private final Passphrases passphrases;
    private @Nullable KeyPair opened;

    KeyFile(Path path, boolean mayAsk, Patience patience, Passphrases passphrases) {
        this.path = path;
        this.mayAsk = mayAsk;
        this.patience = patience;
        this.passphrases = passphrases;
    }

    Path path() {
        return path;
    }

    /** The public half as far as it can be seen without a passphrase. */
    Optional<PublicKey> visible() {
        return inside().or(() -> publicKey(path)).or(() -> publicKey(Path.of(path + ".pub")));
    }

    /** Whether the file itself is a public key. */
    boolean isPublic() {
        return publicKey(path).isPresent();
    }

    /** One line of {@code KEY.pub} or {@code KEY-cert.pub}. */
    static Optional<PublicKey> publicKey(Path file) {
        try {
            String text = KnownHosts.text(file).strip();
            return text.startsWith("-----")
                    ? Optional.empty()
                    : KnownHosts.key(text.lines().findFirst().orElse(""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** OpenSSH's own format has the public key in the clear, in front of the encrypted part (PROTOCOL.key). */
    private Optional<PublicKey> inside() {
        try {
            String text = KnownHosts.text(path).strip();
            if (!text.startsWith(OPENSSH)) {
                return Optional.empty();
            }
            byte[] bytes = Base64.getMimeDecoder()
                    .decode(text.substring(OPENSSH.length()).replaceFirst("(?s)-----END.*", ""));
            if (!Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
                return Optional.empty();
            }
            var buffer = new ByteArrayBuffer(bytes, MAGIC.length, bytes.length - MAGIC.length);
            buffer.getString(); // cipher
            buffer.getString(); // key derivation
            buffer.getBytes(); // and its settings
            buffer.getInt(); // how many keys: always one
            return Optional.of(new ByteArrayBuffer(buffer.getBytes()).getRawPublicKey());
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Opens it, asking for the passphrase where one is needed that nobody has given yet. */
    KeyPair open(SessionContext session) throws Unusable {
        if (opened != null) {
            return opened;
        }
        if (!Files.isReadable(path)) {
            throw new Unusable(Files.exists(path) ? "may not be read" : "not found");
        }
        if (visible()
                .filter(k -> k instanceof org.apache.sshd.common.config.keys.u2f.SecurityKeyPublicKey<?>)
                .isPresent()) {
            throw new Unusable("a key on a security token: add it to your agent with ssh-add");
        }
        Lock question = passphrases.question(path);
        patience.waitFor(question); // who asks for the same key elsewhere is done then, and we need not ask
        try {
            Optional<String> remembered = passphrases.of(path);
            if (remembered.isPresent()) {
                Optional<KeyPair> pair = load(session, new Given(remembered.get()));
                if (pair.isPresent()) {
                    opened = pair.get();
                    return pair.get();
                }
                passphrases.forget(path);
            }
            var passphrase = new Asked();
            KeyPair pair = load(session, passphrase)
                    .orElseThrow(() -> new Unusable(passphrase.typed == null && !passphrase.asked ? NO_KEY : LOCKED));
            if (passphrase.typed != null) {
                passphrases.keep(path, passphrase.typed);
            }
            opened = pair;
            return pair;
        } finally {
            question.unlock();
        }
    }

    private Optional<KeyPair> load(SessionContext session, FilePasswordProvider passphrase) {
        try (var file = Files.newInputStream(path)) {
            // no other than the bytes of one reading, however often a passphrase is tried
            var in = new ByteArrayInputStream(file.readNBytes(MOST_BYTES));
            var pairs = SecurityUtils.loadKeyPairIdentities(session, path::toString, in, passphrase);
            if (pairs != null) {
                for (KeyPair pair : pairs) {
                    return Optional.of(pair);
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // no key, or not its passphrase: the text of the exception tells a person nothing
        }
        return Optional.empty();
    }

    private record Given(String passphrase) implements FilePasswordProvider {
        @Override
        public String getPassword(SessionContext session, NamedResource resource, int retry) {
            return passphrase;
        }
    }

    private final class Asked implements FilePasswordProvider {
        private boolean asked;
        private char @Nullable [] typed;

        @Override
        public String getPassword(SessionContext session, NamedResource resource, int retry) throws IOException {
            asked = true;
            String again = retry > 0 ? "Wrong passphrase, try again. " : "";
            typed = mayAsk
                    ? patience.ask(again + "Passphrase for " + path + ": ", false)
                            .orElse(null)
                    : null;
            if (typed == null) {
                throw new IOException("no passphrase");
            }
            return new String(typed);
        }

        @Override
        public ResourceDecodeResult handleDecodeAttemptResult(
                SessionContext session, NamedResource resource, int retry, String password, @Nullable Exception error) {
            return error == null || retry + 1 >= MOST_TRIES
                    ? ResourceDecodeResult.TERMINATE
                    : ResourceDecodeResult.RETRY;
        }
    }
}
