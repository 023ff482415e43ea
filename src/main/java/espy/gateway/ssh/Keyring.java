package espy.gateway.ssh;

import espy.gateway.Prompts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.sshd.client.auth.pubkey.KeyAgentIdentity;
import org.apache.sshd.client.auth.pubkey.KeyPairIdentity;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/**
 * All keys of a person for one host, in the order of OpenSSH: certificates that are named, keys of the agent that are named, other keys of
 * the agent, key files. A server is shown the public half first, so a passphrase is asked for only when the server wants that key.
 */
final class Keyring implements AutoCloseable {
    private final Keys keys;
    private final List<KeyFile> files;
    private final List<String> tried = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private Optional<SocketAgent> agent = Optional.empty();
    private int fromAgent;

    Keyring(Hop hop, Prompts prompts, Passphrases passphrases) {
        this.keys = hop.keys();
        this.files = keys.files().stream()
                .map(f -> new KeyFile(f, !hop.methods().batch(), prompts, passphrases))
                .toList();
    }

    /** Key files that were offered to the server. */
    List<String> tried() {
        return List.copyOf(tried);
    }

    /** Key files that could not be used, each with the reason. */
    List<String> unusable() {
        return List.copyOf(unusable);
    }

    /** How many keys of the agent were offered. */
    int fromAgent() {
        return fromAgent;
    }

    /** A key to offer; it is prepared when its turn comes, and may then turn out to be none. */
    private interface Offer {
        Optional<PublicKeyIdentity> ready() throws KeyFile.Unusable;

        /** What it is called when it cannot be used. */
        String name();
    }

    Iterator<PublicKeyIdentity> offers(ClientSession session, SignatureFactoriesManager signatures) {
        var left = new ArrayDeque<>(inOrder(session, signatures));
        return new Iterator<>() {
            private Optional<PublicKeyIdentity> next = Optional.empty();

            @Override
            public boolean hasNext() {
                while (next.isEmpty() && !left.isEmpty()) {
                    next = prepare(left);
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

    private Optional<PublicKeyIdentity> prepare(Deque<Offer> left) {
        Offer offer = left.removeFirst();
        try {
            return offer.ready();
        } catch (KeyFile.Unusable e) {
            complain(offer.name(), e);
            return Optional.empty();
        }
    }

    private void complain(String name, KeyFile.Unusable why) {
        tried.remove(name);
        String sentence = name + " (" + why.getMessage() + ")";
        if (!unusable.contains(sentence)) {
            unusable.add(sentence);
        }
    }

    private List<Offer> inOrder(ClientSession session, SignatureFactoriesManager signatures) {
        var offers = new ArrayList<Offer>();
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
        ofFiles.forEach(k -> offers.add(new FromAgent(k)));
        if (!keys.onlyFiles()) {
            inAgent.stream().filter(k -> !in(named, k.getKey())).forEach(k -> offers.add(new FromAgent(k)));
        }
        var done = ofFiles.stream().map(Map.Entry::getKey).toList();
        for (KeyFile file : files) {
            if (file.visible().filter(k -> in(done, k)).isEmpty() && !file.isPublic()) {
                offers.add(new FromFile(file, Optional.empty(), session, signatures));
            }
            if (keys.certificates().isEmpty()) {
                certificate(file)
                        .filter(c -> !in(done, c))
                        .ifPresent(c -> offers.add(new FromFile(file, Optional.of(c), session, signatures)));
            }
        }
        return offers;
    }

    /** The certificate with each key that it is for. */
    private List<Offer> certificates(Path path, ClientSession session, SignatureFactoriesManager signatures) {
        Optional<PublicKey> certificate = KeyFile.publicKey(path);
        if (!(certificate.orElse(null) instanceof OpenSshCertificate c)) {
            unusable.add(path + (Files.exists(path) ? " (no certificate)" : " (not found)"));
            return List.of();
        }
        var offers = new ArrayList<Offer>();
        for (KeyFile file : files) {
            if (file.visible()
                            .filter(k -> KeyUtils.compareKeys(k, c.getCertPubKey()))
                            .isPresent()
                    && !file.isPublic()) {
                offers.add(new FromFile(file, certificate, session, signatures));
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

    private final class FromAgent implements Offer {
        private final Map.Entry<PublicKey, String> key;

        FromAgent(Map.Entry<PublicKey, String> key) {
            this.key = key;
        }

        @Override
        public Optional<PublicKeyIdentity> ready() {
            fromAgent++;
            return agent.map(a -> new Signer(name(), new KeyAgentIdentity(a, key.getKey(), key.getValue())));
        }

        @Override
        public String name() {
            return "a key of your agent";
        }
    }

    private final class FromFile implements Offer {
        private final KeyFile file;
        private final Optional<PublicKey> certificate;
        private final ClientSession session;
        private final SignatureFactoriesManager signatures;

        FromFile(
                KeyFile file,
                Optional<PublicKey> certificate,
                ClientSession session,
                SignatureFactoriesManager signatures) {
            this.file = file;
            this.certificate = certificate;
            this.session = session;
            this.signatures = signatures;
        }

        @Override
        public Optional<PublicKeyIdentity> ready() throws KeyFile.Unusable {
            if (!Files.isReadable(file.path())) {
                file.open(session); // says why
            }
            Optional<PublicKey> visible = certificate.or(file::visible);
            PublicKey shown =
                    visible.isPresent() ? visible.get() : file.open(session).getPublic();
            if (shown instanceof org.apache.sshd.common.config.keys.u2f.SecurityKeyPublicKey<?>) {
                file.open(session); // says why
            }
            if (!tried.contains(name())) {
                tried.add(name());
            }
            return Optional.of(new Signer(name(), new PublicKeyIdentity() {
                @Override
                public KeyPair getKeyIdentity() {
                    return new KeyPair(shown, null);
                }

                @Override
                public Map.Entry<String, byte[]> sign(SessionContext context, String algorithm, byte[] data)
                        throws Exception {
                    var pair = new KeyPair(shown, file.open(context).getPrivate());
                    return new KeyPairIdentity(signatures, session, pair).sign(context, algorithm, data);
                }
            }));
        }

        @Override
        public String name() {
            return file.path().toString();
        }
    }

    /** A key whose signature may fail without ending the login: a passphrase that nobody knows, an agent that says no. */
    private final class Signer implements PublicKeyIdentity {
        private final String name;
        private final PublicKeyIdentity key;

        Signer(String name, PublicKeyIdentity key) {
            this.name = name;
            this.key = key;
        }

        @Override
        public KeyPair getKeyIdentity() {
            return key.getKeyIdentity();
        }

        @Override
        public Map.Entry<String, byte[]> sign(SessionContext session, String algorithm, byte[] data)
                throws KeyFile.Unusable {
            try {
                var signature = key.sign(session, algorithm, data);
                // an agent names the algorithm of the key, which the certificate only wraps
                return algorithm.startsWith(signature.getKey() + "-cert-")
                        ? Map.entry(algorithm, signature.getValue())
                        : signature;
            } catch (KeyFile.Unusable e) {
                complain(name, e);
                throw e;
            } catch (Exception e) {
                var why = new KeyFile.Unusable("it would not sign");
                complain(name, why);
                throw why;
            }
        }
    }
}
