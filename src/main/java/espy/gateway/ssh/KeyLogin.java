package espy.gateway.ssh;

import java.util.Iterator;
import java.util.List;
import org.apache.sshd.client.auth.AbstractUserAuthFactory;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.kex.extension.DefaultClientKexExtensionHandler;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.signature.SignatureFactoriesManager;
import org.apache.sshd.common.util.buffer.Buffer;

/** Logging in with a key (RFC 4252 section 7), where a key that cannot sign after all makes place for the next one. */
final class KeyLogin extends UserAuthPublicKey {
    private final Keyring keyring;

    private KeyLogin(Keyring keyring, List<NamedFactory<Signature>> signatures) {
        super(signatures);
        this.keyring = keyring;
    }

    @Override
    protected Iterator<PublicKeyIdentity> createPublicKeyIterator(
            ClientSession session, SignatureFactoriesManager signatures) {
        return keyring.offers(session, signatures);
    }

    @Override
    protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
        String hostKey = String.valueOf(session.getNegotiatedKexParameter(KexProposalOption.SERVERKEYS));
        if (hostKey.contains("-cert-") && !(session.getServerKey() instanceof OpenSshCertificate)) {
            // its certificate was not valid, so the library knows its plain key only: a signature that is bound to it
            // would be refused
            session.removeAttribute(DefaultClientKexExtensionHandler.HOSTBOUND_AUTHENTICATION);
        }
        return super.sendAuthDataRequest(session, service);
    }

    @Override
    protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer) throws Exception {
        try {
            return super.processAuthDataRequest(session, service, buffer);
        } catch (KeyFile.Unusable e) {
            currentAlgorithms.clear(); // another algorithm would fail in the same way
            return false;
        }
    }

    /** Makes one for each session. */
    static final class Factory extends AbstractUserAuthFactory {
        private final Keyring keyring;
        private final List<NamedFactory<Signature>> signatures;

        Factory(Keyring keyring, List<NamedFactory<Signature>> signatures) {
            super(Methods.PUBLIC_KEY);
            this.keyring = keyring;
            this.signatures = signatures;
        }

        @Override
        public UserAuth createUserAuth(ClientSession session) {
            return new KeyLogin(keyring, signatures);
        }
    }
}
