package espy.gateway.ssh;

import espy.gateway.Batch;
import espy.gateway.BatchReader;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.Look;
import espy.gateway.Prompts;
import espy.gateway.Question;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;

/** A gateway over SSH, with the habits of OpenSSH's client. One connection; each look is one channel on it. */
public final class SshGateway implements Gateway {
    private static final Duration LOGIN = Duration.ofMinutes(2);
    private static final Duration ALIVE = Duration.ofSeconds(15);

    private final String name;
    private final List<SshClient> clients = new ArrayList<>();
    private final ClientSession session;

    private SshGateway(String name, List<SshClient> clients, ClientSession session) {
        this.name = name;
        this.clients.addAll(clients);
        this.session = session;
    }

    /** The hosts that the person's SSH configuration names, for a list to choose from; empty when there is none. */
    public static List<String> configuredHosts() {
        try {
            return Hop.config(SshOptions.NONE, Hop.home()).names();
        } catch (GatewayException e) {
            return List.of();
        }
    }

    /** Whether the text could be {@code [user@]host[:port]}. */
    public static boolean looksLikeHost(String text) {
        return Hop.looksLikeHost(text);
    }

    /**
     * Connects and logs in, through jump hosts where the options or the configuration say so.
     *
     * @param typed {@code [user@]host[:port]} or a name from the SSH configuration
     * @throws GatewayException with one sentence on what happened and what to do
     */
    public static SshGateway connect(String typed, SshOptions options, Prompts prompts)
            throws GatewayException, InterruptedException {
        Hop last = Hop.of(typed, options, false);
        var clients = new ArrayList<SshClient>();
        try {
            Optional<ClientSession> before = Optional.empty();
            for (Hop hop : route(last, options)) {
                before = Optional.of(open(hop, before, prompts, clients));
            }
            return new SshGateway(typed, clients, open(last, before, prompts, clients));
        } catch (GatewayException | InterruptedException | RuntimeException e) {
            close(clients);
            throw e;
        }
    }

    private static List<Hop> route(Hop last, SshOptions options) throws GatewayException {
        var hops = new ArrayList<Hop>();
        for (String jump : last.jumps()) {
            hops.add(Hop.of(jump.strip(), options, true));
        }
        return hops;
    }

    private static ClientSession open(
            Hop hop, Optional<ClientSession> through, Prompts prompts, List<SshClient> clients)
            throws GatewayException, InterruptedException {
        var keys = new HostKeys(hop, prompts);
        var identities = new Identities(hop.identities(), prompts, hop.batch());
        SshClient client = client(hop, keys, identities, prompts);
        clients.add(client);
        client.start();
        String host = hop.host();
        int port = hop.port();
        try {
            if (through.isPresent()) {
                var bound = through.get()
                        .startLocalPortForwarding(
                                new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(hop.host(), hop.port()));
                host = "127.0.0.1";
                port = bound.getPort();
            }
            var connecting = client.connect(hop.user(), host, port);
            if (!connecting.await(hop.connectTimeout())) {
                connecting.cancel();
                throw Trouble.noAnswer(hop);
            }
            ClientSession session = connecting.verify().getSession();
            session.auth().verify(LOGIN);
            return session;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw Trouble.of(hop, e, keys, identities);
        }
    }

    private static SshClient client(Hop hop, HostKeys keys, Identities identities, Prompts prompts) {
        SshClient client = ClientBuilder.builder().build();
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setServerKeyVerifier(keys);
        client.setKeyIdentityProvider(identities);
        client.setPasswordIdentityProvider(null);
        client.setUserInteraction(new Answers(hop, prompts));
        client.setUserAuthFactories(List.of(
                UserAuthPublicKeyFactory.INSTANCE,
                UserAuthKeyboardInteractiveFactory.INSTANCE,
                UserAuthPasswordFactory.INSTANCE));
        hop.agent().ifPresent(socket -> client.setAgentFactory(new AgentFactory(socket)));
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, ALIVE);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        client.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                keys.prefer(session);
            }
        });
        return client;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Look look(List<Question> questions, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        String nonce = Batch.nonce();
        var reader = new BatchReader(questions, nonce, progress);
        Instant started = Instant.now();
        byte[] script = Batch.script(questions, nonce).getBytes(StandardCharsets.UTF_8);
        Duration most = questions.stream().map(Question::limit).reduce(Duration.ofSeconds(30), Duration::plus);
        try (ClientChannel channel = session.createExecChannel(Batch.BOOTSTRAP)) {
            channel.setIn(new ByteArrayInputStream(script));
            channel.setOut(new Feed(reader));
            channel.setErr(OutputStream.nullOutputStream());
            channel.open().verify(Duration.ofSeconds(30));
            wait(channel, reader, started.plus(most));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new GatewayException(
                    "%s let us in, but would not run a shell. Its account needs a login shell (sh).".formatted(name),
                    e);
        }
        if (!reader.greeted()) {
            throw new GatewayException(
                    "%s let us in, but did not start a POSIX shell; its account may be limited to other commands. Log in as a user with an ordinary shell."
                            .formatted(name));
        }
        return reader.look(started);
    }

    /** Until the channel ends or the time for all questions together is over. Interrupting ends the wait at once. */
    private static void wait(ClientChannel channel, BatchReader reader, Instant end) throws InterruptedException {
        Set<ClientChannelEvent> closed = EnumSet.of(ClientChannelEvent.CLOSED, ClientChannelEvent.EOF);
        while (Instant.now().isBefore(end)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!channel.waitFor(closed, Duration.ofMillis(100)).contains(ClientChannelEvent.TIMEOUT)
                    || reader.finished()) {
                return;
            }
        }
    }

    @Override
    public void close() {
        close(clients);
    }

    private static void close(List<SshClient> clients) {
        for (SshClient client : clients.reversed()) {
            client.stop();
        }
    }

    /** Hands what arrives to the reader; MINA calls it from one thread at a time. */
    private static final class Feed extends OutputStream {
        private final BatchReader reader;

        Feed(BatchReader reader) {
            this.reader = reader;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            reader.feed(java.util.Arrays.copyOfRange(bytes, offset, offset + length), length, Instant.now());
        }
    }

    /** The agent of the person, for logging in only: nothing is forwarded to the gateway. */
    private record AgentFactory(java.nio.file.Path socket) implements SshAgentFactory {
        @Override
        public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
            return List.of();
        }

        @Override
        public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
            return new SocketAgent(socket);
        }

        @Override
        public SshAgentServer createServer(ConnectionService service) throws IOException {
            throw new IOException("agent forwarding is not offered");
        }
    }
}
