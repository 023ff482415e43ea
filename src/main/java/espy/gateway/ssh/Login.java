package espy.gateway.ssh;

import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;

/** Gets into one host: connects, checks its key, proves who the person is. */
final class Login implements AutoCloseable {
    /** Time for a person to find a password; servers wait as long by default. */
    private static final Duration THINKING = Duration.ofMinutes(2);

    private static final Duration ALIVE = Duration.ofSeconds(15);
    private static final int MOST_UNANSWERED = 3;

    private final Hop hop;
    private final Trouble trouble;
    private final Greeting greeting = new Greeting();
    private final SshClient client;

    /** @param via the host before, if we go through one */
    Login(Hop hop, Optional<Hop> via, Prompts prompts) {
        this.hop = hop;
        this.trouble = new Trouble(
                hop,
                via,
                new HostKeys(hop, prompts),
                new Identities(hop, prompts),
                new Answers(hop, prompts),
                new Agent(hop));
        this.client = client(trouble, greeting);
    }

    private static SshClient client(Trouble trouble, Greeting greeting) {
        SshClient client = ClientBuilder.builder().build();
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setServerKeyVerifier(trouble.keys());
        client.setKeyIdentityProvider(trouble.identities());
        client.setPasswordIdentityProvider(null);
        client.setUserInteraction(trouble.answers());
        client.setUserAuthFactories(List.of(
                UserAuthPublicKeyFactory.INSTANCE,
                UserAuthKeyboardInteractiveFactory.INSTANCE,
                UserAuthPasswordFactory.INSTANCE));
        client.setAgentFactory(trouble.agent());
        CoreModuleProperties.PASSWORD_PROMPTS.set(client, Answers.MOST_ROUNDS);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, THINKING);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, ALIVE);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, MOST_UNANSWERED);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.TCP_NODELAY.set(client, true); // packets are small and wait for answers
        client.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                trouble.keys().prefer(session);
            }
        });
        client.addSessionListener(greeting);
        return client;
    }

    /** @param through a session with the host before, if we go through one */
    ClientSession open(Optional<ClientSession> through) throws GatewayException, InterruptedException {
        client.start();
        try {
            if (through.isEmpty()) {
                return prove(dial(InetAddress.getAllByName(hop.host()), hop.port()));
            }
            var door = through.get()
                    .startLocalPortForwarding(
                            new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(hop.host(), hop.port()));
            ClientSession session = prove(dial(InetAddress.getAllByName("127.0.0.1"), door.getPort()));
            // it was for this connection only: nobody else on this machine gets to use it
            through.get().stopLocalPortForwarding(door);
            return session;
        } catch (SocketTimeoutException e) {
            throw trouble.noAnswer();
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (IOException e) {
            throw trouble.of(e, greeting.heard);
        }
    }

    /** A name may have several addresses: the first that answers is taken. */
    private ClientSession dial(InetAddress[] addresses, int port) throws IOException {
        IOException last = new SocketTimeoutException();
        for (InetAddress address : addresses) {
            var connecting = client.connect(hop.user(), address.getHostAddress(), port);
            try {
                if (connecting.await(hop.connectTimeout())) {
                    return connecting.verify().getSession();
                }
                connecting.cancel();
            } catch (InterruptedIOException e) {
                connecting.cancel();
                throw e;
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private ClientSession prove(ClientSession session) throws IOException, GatewayException, InterruptedException {
        if (!greeting.over.await(hop.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            throw trouble.silent();
        }
        session.auth().verify(THINKING);
        return session;
    }

    @Override
    public void close() {
        client.stop();
    }

    /** Whether the server has said that it speaks SSH. */
    private static final class Greeting implements SessionListener {
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean heard;

        @Override
        public void sessionPeerIdentificationReceived(Session session, String version, List<String> extraLines) {
            heard = true;
            over.countDown();
        }

        @Override
        public void sessionClosed(Session session) {
            over.countDown();
        }
    }
}
