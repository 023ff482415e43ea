package espy.gateway.ssh;

import espy.gateway.Prompts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/**
 * The person's key files, opened one after the other and only when the server has refused the ones before: so a passphrase is asked for
 * only when it is needed. A file that is no key, or whose passphrase is not known, is passed over and remembered.
 */
final class Identities implements KeyIdentityProvider {
    private static final int MOST_TRIES = 3;

    private final List<Path> files;
    private final Prompts prompts;
    private final boolean batch;
    private final List<String> tried = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();

    Identities(Hop hop, Prompts prompts) {
        this.files = hop.identities();
        this.prompts = prompts;
        this.batch = hop.batch();
    }

    /** Key files that were offered to the server. */
    List<String> tried() {
        return List.copyOf(tried);
    }

    /** Key files that could not be used, each with the reason. */
    List<String> unusable() {
        return List.copyOf(unusable);
    }

    /** The public halves of the files, without asking for any passphrase: which keys of an agent belong to them. */
    static List<PublicKey> publicKeys(List<Path> files) {
        var keys = new ArrayList<PublicKey>();
        for (Path file : files) {
            publicKey(file).or(() -> publicKey(Path.of(file + ".pub"))).ifPresent(keys::add);
        }
        return keys;
    }

    /** One line of {@code KEY.pub} or {@code KEY-cert.pub}. */
    private static Optional<PublicKey> publicKey(Path file) {
        try {
            String line = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            return line.startsWith("-----")
                    ? Optional.empty()
                    : Optional.ofNullable(PublicKeyEntry.parsePublicKeyEntry(line))
                            .map(Identities::resolve);
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // no such file, or none that holds a public key
        }
    }

    private static @Nullable PublicKey resolve(PublicKeyEntry entry) {
        try {
            return entry.resolvePublicKey(null, null, null);
        } catch (IOException | GeneralSecurityException e) {
            return null;
        }
    }

    @Override
    public Iterable<KeyPair> loadKeys(SessionContext session) {
        return () -> new Iterator<>() {
            private final Iterator<Path> left = files.iterator();
            private final List<KeyPair> ready = new ArrayList<>();

            @Override
            public boolean hasNext() {
                while (ready.isEmpty() && left.hasNext()) {
                    ready.addAll(load(session, left.next()));
                }
                return !ready.isEmpty();
            }

            @Override
            public KeyPair next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.removeFirst();
            }
        };
    }

    private List<KeyPair> load(SessionContext session, Path file) {
        var pairs = new ArrayList<KeyPair>();
        if (!Files.isReadable(file)) {
            unusable.add(file + (Files.exists(file) ? " (may not be read)" : " (not found)"));
            return pairs;
        }
        if (publicKey(file).isPresent()) {
            return pairs; // names a key of the agent
        }
        var passphrase = new Passphrase(file);
        try (var in = Files.newInputStream(file)) {
            var found = SecurityUtils.loadKeyPairIdentities(session, () -> file.toString(), in, passphrase);
            if (found != null) {
                for (KeyPair pair : found) {
                    certificate(file, pair).ifPresent(pairs::add);
                    pairs.add(pair);
                }
            }
            if (pairs.isEmpty()) {
                unusable.add(file + " (no private key that can be read)");
            } else {
                tried.add(file.toString());
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            unusable.add(file
                    + (passphrase.asked
                            ? " (its passphrase was not given or is wrong)"
                            : " (no private key that can be read)"));
        }
        return pairs;
    }

    /** {@code KEY-cert.pub} beside the key, as ssh-keygen names it. */
    private static Optional<KeyPair> certificate(Path file, KeyPair pair) {
        return publicKey(Path.of(file + "-cert.pub"))
                .filter(OpenSshCertificate.class::isInstance)
                .map(certificate -> new KeyPair(certificate, pair.getPrivate()));
    }

    private final class Passphrase implements FilePasswordProvider {
        private final Path file;
        private boolean asked;

        Passphrase(Path file) {
            this.file = file;
        }

        @Override
        public String getPassword(SessionContext session, NamedResource resource, int retry) throws IOException {
            asked = true;
            String again = retry > 0 ? "Wrong passphrase, try again. " : "";
            var typed = batch ? Optional.<char[]>empty() : prompts.ask(again + "Passphrase for " + file + ": ", false);
            return new String(typed.orElseThrow(() -> new IOException("no passphrase")));
        }

        @Override
        public ResourceDecodeResult handleDecodeAttemptResult(
                SessionContext session, NamedResource resource, int retry, String password, Exception error) {
            return error == null || retry + 1 >= MOST_TRIES
                    ? ResourceDecodeResult.TERMINATE
                    : ResourceDecodeResult.RETRY;
        }
    }
}
