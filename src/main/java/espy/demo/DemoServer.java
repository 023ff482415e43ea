package espy.demo;

import espy.gateway.Look;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/**
 * A real SSH server on loopback that plays a recorded gateway: random port, own host key and password, both made anew for each start. It
 * runs nothing; it only answers the questions of a look with what was recorded.
 */
final class DemoServer implements AutoCloseable {
    private final SshServer server;
    private final String fingerprint;
    private final String password;

    private DemoServer(SshServer server, String fingerprint, String password) {
        this.server = server;
        this.fingerprint = fingerprint;
        this.password = password;
    }

    static DemoServer start(Look recording) throws IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        KeyPair hostKey;
        try {
            hostKey = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        } catch (GeneralSecurityException e) {
            throw new IOException("no host key could be made for the demo gateway", e);
        }
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((user, given, session) -> MessageDigest.isEqual(bytes(given), bytes(password)));
        server.setCommandFactory((channel, command) -> new Playback(command, recording));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setSubsystemFactories(List.of());
        server.start();
        return new DemoServer(server, KeyUtils.getFingerPrint(hostKey.getPublic()), password);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    int port() {
        return server.getPort();
    }

    /** {@code SHA256:…} of the host key. */
    String fingerprint() {
        return fingerprint;
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
