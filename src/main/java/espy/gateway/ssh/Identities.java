package espy.gateway.ssh;

import espy.gateway.Prompts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
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

/**
 * The person's key files, opened one after the other and only when the server has refused the ones before: so a passphrase is asked for
 * only when it is needed. A file that is no key, or whose passphrase is not known, is passed over and remembered.
 */
final class Identities implements KeyIdentityProvider {
    private static final int MOST_TRIES = 3;

    private final List<Path> files;
    private final Prompts prompts;
    private final boolean batch;
    private final List<String> unusable = new ArrayList<>();

    Identities(List<Path> files, Prompts prompts, boolean batch) {
        this.files = files;
        this.prompts = prompts;
        this.batch = batch;
    }

    /** Key files that could not be used, each with the reason. */
    List<String> unusable() {
        return List.copyOf(unusable);
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
        try (var in = Files.newInputStream(file)) {
            var found = SecurityUtils.loadKeyPairIdentities(session, () -> file.toString(), in, new Passphrase(file));
            if (found != null) {
                for (KeyPair pair : found) {
                    certificate(file, pair).ifPresent(pairs::add);
                    pairs.add(pair);
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            unusable.add(file
                    + (encrypted(file)
                            ? " (its passphrase was not given or is wrong)"
                            : " (no private key that can be read)"));
        }
        return pairs;
    }

    /** {@code KEY-cert.pub} beside the key, as ssh-keygen names it. */
    private static Optional<KeyPair> certificate(Path file, KeyPair pair) {
        Path beside = file.resolveSibling(file.getFileName() + "-cert.pub");
        if (!Files.isReadable(beside)) {
            return Optional.empty();
        }
        try {
            String line = Files.readString(beside, StandardCharsets.UTF_8).strip();
            var key = PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, null, null);
            return key instanceof OpenSshCertificate c
                    ? Optional.of(new KeyPair(c, pair.getPrivate()))
                    : Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.empty(); // the plain key may still do
        }
    }

    private static boolean encrypted(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.contains("ENCRYPTED") || text.contains("BEGIN OPENSSH");
        } catch (IOException e) {
            return false;
        }
    }

    private final class Passphrase implements FilePasswordProvider {
        private final Path file;

        Passphrase(Path file) {
            this.file = file;
        }

        @Override
        public String getPassword(SessionContext session, NamedResource resource, int retry) throws IOException {
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
