package espy.gateway.ssh;

import java.nio.file.Files;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.client.auth.pubkey.KeyAgentIdentity;
import org.apache.sshd.client.auth.pubkey.KeyPairIdentity;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.u2f.SecurityKeyPublicKey;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/** A key to offer to a server. It is prepared when its turn comes, and may then turn out to be none. */
sealed interface KeyOffer {
    /** What it is called when it cannot be used. */
    String name();

    PublicKeyIdentity ready(Tries tries) throws KeyFile.Unusable;

    /** One that an agent keeps. */
    record FromAgent(SocketAgent agent, Map.Entry<PublicKey, String> key) implements KeyOffer {
        @Override
        public String name() {
            return "a key of your agent";
        }

        @Override
        public PublicKeyIdentity ready(Tries tries) {
            tries.offerFromAgent();
            return new Signer(name(), new KeyAgentIdentity(agent, key.getKey(), key.getValue()), tries);
        }
    }

    /**
     * One in a file.
     *
     * @param certificate shown instead of its public half
     */
    record FromFile(
            KeyFile file, Optional<PublicKey> certificate, ClientSession session, SignatureFactoriesManager signatures)
            implements KeyOffer {
        @Override
        public String name() {
            return file.path().toString();
        }

        @Override
        public PublicKeyIdentity ready(Tries tries) throws KeyFile.Unusable {
            PublicKey shown = shown();
            tries.offer(name());
            return new Signer(
                    name(),
                    new PublicKeyIdentity() {
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
                    },
                    tries);
        }

        /** Opens the file only where its public half cannot be seen otherwise, or to say why it cannot be used. */
        private PublicKey shown() throws KeyFile.Unusable {
            Optional<PublicKey> visible = certificate.or(file::visible);
            return visible.isEmpty()
                            || visible.get() instanceof SecurityKeyPublicKey<?>
                            || !Files.isReadable(file.path())
                    ? file.open(session).getPublic()
                    : visible.get();
        }
    }

    /** A key whose signature may fail without ending the login: a passphrase that nobody knows, an agent that says no. */
    record Signer(String name, PublicKeyIdentity key, Tries tries) implements PublicKeyIdentity {
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
                throw unusable(e);
            } catch (Exception e) {
                throw unusable(new KeyFile.Unusable("it would not sign"));
            }
        }

        private KeyFile.Unusable unusable(KeyFile.Unusable why) {
            tries.complain(name, String.valueOf(why.getMessage()));
            return why;
        }
    }
}
