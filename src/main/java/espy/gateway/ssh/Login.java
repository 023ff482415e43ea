package espy.gateway.ssh;

import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;

/** Gets into one host: connects, checks its key, proves who the person is. */
final class Login implements AutoCloseable {
    /** A whole login takes no longer than this many connect timeouts, time for thinking not counted. */
    private static final int MOST_TIMEOUTS = 3;

    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** So long a server is given to hear that we leave. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    /** OpenSSH takes no smaller group either. */
    private static final int LEAST_GROUP_BITS = 2048;

    private final Hop hop;
    private final Patience patience;
    private final Trouble trouble;
    private final SshClient client;
    private final List<AutoCloseable> ends = new ArrayList<>();

    /** @param via the host before, if we go through one */
    Login(Hop hop, Optional<Hop> via, Prompts prompts) {
        this.hop = hop;
        Duration most = hop.line().connectTimeout().multipliedBy(MOST_TIMEOUTS);
        this.patience = new Patience(prompts, most.compareTo(LEAST) < 0 ? LEAST : most);
        boolean direct = via.isEmpty() && hop.line().command().isEmpty();
        var keys = new HostKeys(hop, direct, patience);
        this.trouble = new Trouble(
                hop,
                via,
                keys,
                new Keyring(hop, patience, Passphrases.SHARED),
                new Answers(hop, keys, patience),
                new Offered(),
                new Progress());
        this.client = client(hop, trouble);
    }

    /** Whether the host's key has changed and was let pass: it must not get a password. */
    boolean doubtful() {
        return trouble.keys().doubtful();
    }

    private static SshClient client(Hop hop, Trouble trouble) {
        SshClient client = ClientBuilder.builder().build();
        Algorithms algorithms = hop.algorithms();
        client.setKeyExchangeFactories(algorithms.kexFactories());
        client.setCipherFactories(algorithms.cipherFactories());
        client.setMacFactories(algorithms.macFactories());
        client.setSignatureFactories(Algorithms.signatures(algorithms.hostKeys()));
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setServerKeyVerifier(trouble.keys());
        client.setSessionFactory(new NamedSessions(client, hop));
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setPasswordIdentityProvider(null);
        client.setUserInteraction(trouble.answers());
        client.setUserAuthFactories(trouble.offered()
                .watch(hop.methods().names().stream()
                        .map(name -> method(name, hop, trouble))
                        .toList()));
        CoreModuleProperties.PASSWORD_PROMPTS.set(client, Answers.mostRounds(hop.methods()));
        CoreModuleProperties.AUTH_TIMEOUT.set(
                client, Duration.ZERO); // our own patience knows when a person is thinking
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, hop.line().alive());
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, hop.line().unanswered());
        CoreModuleProperties.DISCONNECT_TIMEOUT.set(client, FAREWELL);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.TCP_NODELAY.set(client, true); // packets are small and wait for answers
        // as for ssh: a certificate that is not valid leaves the plain key to be judged
        CoreModuleProperties.ABORT_ON_INVALID_CERTIFICATE.set(client, false);
        CoreModuleProperties.PROP_DHGEX_CLIENT_MIN_KEY.set(client, LEAST_GROUP_BITS);
        client.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                trouble.keys().prefer(session);
            }
        });
        client.addSessionListener(trouble.progress());
        return client;
    }

    private static UserAuthFactory method(String name, Hop hop, Trouble trouble) {
        return switch (name) {
            case Methods.PUBLIC_KEY ->
                new KeyLogin.Factory(
                        trouble.keyring(),
                        Algorithms.signatures(hop.algorithms().userKeys()));
            case Methods.INTERACTIVE -> UserAuthKeyboardInteractiveFactory.INSTANCE;
            default -> UserAuthPasswordFactory.INSTANCE;
        };
    }

    /** @param through a session with the host before, if we go through one */
    ClientSession open(Optional<ClientSession> through) throws GatewayException, InterruptedException {
        client.start();
        try {
            if (hop.line().command().isPresent()) {
                return byCommand(hop.line().command().get());
            }
            return prove(through.isPresent() ? through(through.get()) : dial());
        } catch (SocketTimeoutException e) {
            throw trouble.noAnswer();
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (IOException e) {
            throw trouble.of(e);
        } finally {
            trouble.keyring().close();
        }
    }

    private ClientSession byCommand(String command) throws IOException, GatewayException, InterruptedException {
        ProxyCommand proxy;
        try {
            proxy = ProxyCommand.start(command);
        } catch (IOException e) {
            throw new GatewayException(
                    "ProxyCommand could not be started, because there is no shell /bin/sh. Use ProxyJump instead.", e);
        }
        ends.add(proxy);
        try {
            return prove(over(Bridge.open(proxy.out(), proxy.in())));
        } catch (IOException e) {
            if (trouble.progress().version().isEmpty()) {
                throw trouble.proxy(proxy.complaint(), e);
            }
            throw e;
        }
    }

    private ClientSession through(ClientSession before) throws IOException, GatewayException, InterruptedException {
        var channel = before.createDirectTcpipChannel(
                new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(hop.host(), hop.port()));
        ends.add(() -> channel.close(true));
        var opening = channel.open();
        if (!opening.await(hop.line().connectTimeout())) {
            throw trouble.noAnswer();
        }
        try {
            opening.verify();
        } catch (IOException e) {
            throw trouble.notForwarded(e);
        }
        return over(Bridge.open(channel.getInvertedOut(), channel.getInvertedIn()));
    }

    private ClientSession over(Bridge bridge) throws IOException, GatewayException, InterruptedException {
        ends.add(bridge);
        ClientSession session = dial(bridge.address(), Optional.empty());
        if (session.getIoSession().getLocalAddress() instanceof InetSocketAddress own
                && bridge.welcome(own.getPort())) {
            return session;
        }
        throw new GatewayException(
                "Another program on this machine took the connection to %s that was meant for Espy. Try again, and find out which program scans local ports."
                        .formatted(hop.where()));
    }

    /** A name may have several addresses: the first that answers is taken. */
    private ClientSession dial() throws IOException, InterruptedException {
        IOException last = new SocketTimeoutException();
        Optional<InetSocketAddress> from = Optional.empty();
        if (hop.line().from().isPresent()) {
            from = Optional.of(new InetSocketAddress(
                    InetAddress.getByName(hop.line().from().get()), 0));
        }
        for (int attempt = 0; attempt < hop.line().attempts(); attempt++) {
            if (attempt > 0) {
                Thread.sleep(PAUSE);
            }
            var addresses = Arrays.stream(InetAddress.getAllByName(hop.host()))
                    .filter(hop.line()::takes)
                    .toList();
            if (addresses.isEmpty()) {
                throw new UnknownHostException("no address of that family");
            }
            for (InetAddress address : addresses) {
                try {
                    return dial(new InetSocketAddress(address, hop.port()), from);
                } catch (InterruptedIOException e) {
                    if (!(e instanceof SocketTimeoutException)) {
                        throw e;
                    }
                    last = e;
                } catch (IOException e) {
                    last = e;
                }
            }
        }
        throw last;
    }

    private ClientSession dial(InetSocketAddress address, Optional<InetSocketAddress> from) throws IOException {
        var connecting = from.isPresent()
                ? client.connect(hop.user(), address, from.get())
                : client.connect(hop.user(), address);
        boolean connected = false;
        try {
            connected = connecting.await(hop.line().connectTimeout());
            if (!connected) {
                throw new SocketTimeoutException();
            }
            return connecting.verify().getSession();
        } finally {
            if (!connected) {
                connecting.cancel();
            }
        }
    }

    private ClientSession prove(ClientSession session) throws IOException, GatewayException, InterruptedException {
        if (!trouble.progress().greeted().await(hop.line().connectTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            throw trouble.silent();
        }
        var authenticating = session.auth();
        while (!authenticating.await(patience.left().plus(Duration.ofMillis(1)))) {
            if (!patience.left().isPositive()) {
                throw trouble.slow(patience.most());
            }
        }
        authenticating.verify();
        return session;
    }

    @Override
    public void close() {
        client.stop();
        for (AutoCloseable end : ends.reversed()) {
            try {
                end.close();
            } catch (Exception e) {
                // it has ended by itself
            }
        }
    }
}
