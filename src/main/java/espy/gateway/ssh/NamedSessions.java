package espy.gateway.ssh;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.io.IoSession;

/**
 * Makes sessions that know the host by the name that its certificate must have. The address that we dial says nothing about it: behind a
 * jump host or a {@code ProxyCommand} that is a port of our own machine.
 */
final class NamedSessions extends SessionFactory {
    private final InetSocketAddress name;

    NamedSessions(SshClient client, Hop hop) {
        super(client);
        this.name = InetSocketAddress.createUnresolved(hop.trust().principal(), hop.port());
    }

    @Override
    protected ClientSessionImpl doCreateSession(IoSession line) throws Exception {
        return new ClientSessionImpl(getClient(), line) {
            @Override
            public SocketAddress getConnectAddress() {
                return name;
            }
        };
    }
}
