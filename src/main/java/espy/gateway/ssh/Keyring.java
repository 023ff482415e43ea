package espy.gateway.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/**
 * All keys of a person for one host, in the order of OpenSSH: certificates that are named, keys of the agent that are named, other keys of
 * the agent, key files. A server is shown the public half first, so a passphrase is asked for only when the server wants that key.
 */
final class Keyring implements AutoCloseable {
    private final Keys keys;
    private final List<KeyFile> files;
    private final Tries tries = new Tries();
    private Optional<SocketAgent> agent = Optional.empty();

    Keyring(Hop hop, Patience patience, Passphrases passphrases) {
        this.keys = hop.keys();
        this.files = keys.files().stream()
                .map(f -> new KeyFile(f, !hop.methods().batch(), patience, passphrases))
                .toList();
    }

    Tries tries() {
        return tries;
    }

    Iterator<PublicKeyIdentity> offers(ClientSession session, SignatureFactoriesManager signatures) {
        var left = new ArrayDeque<>(inOrder(session, signatures));
        return new Iterator<>() {
            private Optional<PublicKeyIdentity> next = Optional.empty();

            @Override
            public boolean hasNext() {
                while (next.isEmpty() && !left.isEmpty()) {
                    next = prepare(left.removeFirst());
                }
                return next.isPresent();
            }

            @Override
            public PublicKeyIdentity next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var key = next.orElseThrow();
                next = Optional.empty();
                return key;
            }
        };
    }

    private Optional<PublicKeyIdentity> prepare(KeyOffer offer) {
        try {
            return Optional.of(offer.ready(tries));
        } catch (KeyFile.Unusable e) {
            tries.complain(offer.name(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private List<KeyOffer> inOrder(ClientSession session, SignatureFactoriesManager signatures) {
        var offers = new ArrayList<KeyOffer>();
        for (Path certificate : keys.certificates()) {
            offers.addAll(certificates(certificate, session, signatures));
        }
        List<Map.Entry<PublicKey, String>> inAgent = inAgent();
        var named = new ArrayList<PublicKey>();
        files.forEach(f -> {
            f.visible().ifPresent(named::add);
            certificate(f).ifPresent(named::add);
        });
        keys.certificates().forEach(c -> KeyFile.publicKey(c).ifPresent(named::add));
        var ofFiles = inAgent.stream().filter(k -> in(named, k.getKey())).toList();
        agent.ifPresent(a -> ofFiles.forEach(k -> offers.add(new KeyOffer.FromAgent(a, k))));
        if (!keys.onlyFiles()) {
            agent.ifPresent(a -> inAgent.stream()
                    .filter(k -> !in(named, k.getKey()))
                    .forEach(k -> offers.add(new KeyOffer.FromAgent(a, k))));
        }
        var done = ofFiles.stream().map(Map.Entry::getKey).toList();
        for (KeyFile file : files) {
            if (file.visible().filter(k -> in(done, k)).isEmpty() && !file.isPublic()) {
                offers.add(new KeyOffer.FromFile(file, Optional.empty(), session, signatures));
            }
            if (keys.certificates().isEmpty()) {
                certificate(file)
                        .filter(c -> !in(done, c))
                        .ifPresent(c -> offers.add(new KeyOffer.FromFile(file, Optional.of(c), session, signatures)));
            }
        }
        return offers;
    }

    /** The certificate with each key that it is for. */
    private List<KeyOffer> certificates(Path path, ClientSession session, SignatureFactoriesManager signatures) {
        Optional<PublicKey> certificate = KeyFile.publicKey(path);
        if (!(certificate.orElse(null) instanceof OpenSshCertificate c)) {
            tries.complain(path.toString(), Files.exists(path) ? "no certificate" : "not found");
            return List.of();
        }
        var offers = new ArrayList<KeyOffer>();
        for (KeyFile file : files) {
            if (file.visible()
                            .filter(k -> KeyUtils.compareKeys(k, c.getCertPubKey()))
                            .isPresent()
                    && !file.isPublic()) {
                offers.add(new KeyOffer.FromFile(file, certificate, session, signatures));
            }
        }
        return offers;
    }

    /** {@code KEY-cert.pub} beside the key, as ssh-keygen names it. */
    private static Optional<PublicKey> certificate(KeyFile file) {
        return KeyFile.publicKey(Path.of(file.path() + "-cert.pub")).filter(OpenSshCertificate.class::isInstance);
    }

    private static boolean in(List<PublicKey> all, PublicKey key) {
        return all.stream().anyMatch(k -> KeyUtils.compareKeys(k, key));
    }

    private List<Map.Entry<PublicKey, String>> inAgent() {
        close();
        if (keys.agent().isEmpty()) {
            return List.of();
        }
        try {
            var open = SocketAgent.open(keys.agent().get());
            agent = Optional.of(open);
            return open.getIdentities();
        } catch (IOException e) {
            return List.of(); // nobody listens on that socket any more; there may be key files
        }
    }

    @Override
    public void close() {
        try {
            if (agent.isPresent()) {
                agent.get().close();
            }
        } catch (IOException e) {
            // it was the agent that ended it
        }
        agent = Optional.empty();
    }
}
