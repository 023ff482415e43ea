package espy.gateway.ssh;

import espy.gateway.Batch;
import espy.gateway.BatchReader;
import espy.gateway.CommandStream;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.Look;
import espy.gateway.Prompts;
import espy.gateway.Question;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** A gateway over SSH, with the habits of OpenSSH's client. One connection; each look is one channel on it. */
public final class SshGateway implements Gateway {
    private static final Duration OPENING = Duration.ofSeconds(30);
    /** For what is only good manners: ending a command that nobody waits for any more. */
    private static final Duration LEAVING = Duration.ofSeconds(2);

    private final String name;
    private final List<Login> logins;
    private final ClientSession session;

    private SshGateway(String name, List<Login> logins, ClientSession session) {
        this.name = name;
        this.logins = List.copyOf(logins);
        this.session = session;
    }

    /** The hosts that the person's SSH configuration names, for a list to choose from; empty when there is none. */
    public static List<String> configuredHosts() {
        try {
            return SshConfig.of(Optional.empty(), Hop.home()).names();
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
     * @throws GatewayException     with one sentence on what happened and what to do
     * @throws InterruptedException when this thread was interrupted; nothing stays connected
     */
    public static SshGateway connect(String typed, SshOptions options, Prompts prompts)
            throws GatewayException, InterruptedException {
        var logins = new ArrayList<Login>();
        try {
            Optional<ClientSession> session = Optional.empty();
            Optional<Hop> via = Optional.empty();
            Route route = Route.to(typed, options);
            route.notices().forEach(prompts::notice);
            for (Hop hop : route.hops()) {
                var login = new Login(hop, via, prompts);
                logins.add(login);
                session = Optional.of(login.open(session));
                via = Optional.of(hop);
            }
            return new SshGateway(typed, logins, session.orElseThrow());
        } catch (GatewayException | InterruptedException | RuntimeException e) {
            close(logins);
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Look look(List<Question> questions, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        String nonce = Batch.nonce();
        String mark = "ESPY_LOOK=" + Batch.nonce();
        Instant started = Instant.now();
        var feed = new Feed(new BatchReader(questions, nonce, progress));
        Duration most = questions.stream().map(Question::limit).reduce(OPENING, Duration::plus);
        try {
            if (!run("export " + mark + "\n" + Batch.script(questions, nonce), feed, most)) {
                sweep(mark);
            }
        } catch (InterruptedException e) {
            sweep(mark);
            throw e;
        } catch (IOException e) {
            throw refused(e);
        }
        if (feed.greeted()) {
            return feed.look(started);
        }
        throw noShell();
    }

    private GatewayException refused(IOException e) {
        if (Stream.iterate((Throwable) e, t -> t != null, Throwable::getCause)
                .anyMatch(TimeoutException.class::isInstance)) {
            return new GatewayException(
                    "%s has stopped answering. The gateway or the network between is gone or very slow; try again."
                            .formatted(name),
                    e);
        }
        return session.isOpen()
                ? new GatewayException(
                        "%s let us in, but would not run a command. Its account needs a login shell (sh)."
                                .formatted(name),
                        e)
                : new GatewayException(gone(), e);
    }

    private GatewayException noShell() {
        return session.isOpen()
                ? new GatewayException(
                        "%s let us in, but did not start a POSIX shell; its account may be limited to other commands. Log in as a user with an ordinary shell."
                                .formatted(name))
                : new GatewayException(gone());
    }

    @Override
    public CommandStream stream(String command) throws GatewayException, InterruptedException {
        try {
            ClientChannel channel = channel();
            channel.open().verify(OPENING);
            return CommandStream.open(new Pipes(channel), command).orElseThrow(this::noShell);
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** A channel on which a shell runs. What is not read stays with the gateway: the channel's window is its limit. */
    private record Pipes(ClientChannel channel) implements CommandStream.Pipes {
        @Override
        public OutputStream in() {
            return channel.getInvertedIn();
        }

        @Override
        public InputStream out() {
            return channel.getInvertedOut();
        }

        @Override
        public InputStream err() {
            return channel.getInvertedErr();
        }

        @Override
        public void end() {
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LEAVING);
            channel.close(true);
        }
    }

    private String gone() {
        return "The connection to %s has ended. The gateway or the network went away; connect again.".formatted(name);
    }

    /**
     * Runs a script in a shell of its own.
     *
     * @return whether the shell came to its end within the time
     */
    private boolean run(String script, Feed out, Duration most) throws IOException, InterruptedException {
        ClientChannel channel = channel();
        try {
            channel.setIn(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)));
            channel.setOut(out);
            channel.setErr(OutputStream.nullOutputStream());
            channel.addCloseFutureListener(closed -> out.over.countDown());
            channel.open().verify(most.compareTo(OPENING) < 0 ? most : OPENING);
            return out.over.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } finally {
            channel.close(false);
        }
    }

    private ClientChannel channel() throws IOException {
        try {
            return session.createExecChannel(Batch.BOOTSTRAP);
        } catch (IllegalStateException e) {
            throw new IOException("the session is closed", e);
        }
    }

    /**
     * Ends what a look left running. A server does not end a command when its channel closes; the mark in its environment finds it. The
     * shell that started the command is stopped by the closed channel as soon as it prints.
     */
    private void sweep(String mark) throws InterruptedException {
        String script = """
                for f in $(grep -ls %s /proc/[0-9]*/environ 2>/dev/null); do p=${f#/proc/}; kill "${p%%/environ}" 2>/dev/null; done
                exit 0
                """.formatted(mark);
        try {
            run(script, new Feed(new BatchReader(List.of(), Batch.nonce(), id -> {})), LEAVING);
        } catch (IOException e) {
            // no way to reach it any more; it ends by its own time limit
        }
    }

    @Override
    public void close() {
        close(logins);
    }

    private static void close(List<Login> logins) {
        logins.reversed().forEach(Login::close);
    }

    /** Hands what arrives to the reader; MINA calls it from its own thread. */
    private static final class Feed extends OutputStream {
        private final BatchReader reader;
        /** The channel has closed, or all has been answered. */
        private final CountDownLatch over = new CountDownLatch(1);

        Feed(BatchReader reader) {
            this.reader = reader;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            reader.feed(Arrays.copyOfRange(bytes, offset, offset + length), length, Instant.now());
            if (reader.finished()) {
                over.countDown();
            }
        }

        synchronized boolean greeted() {
            return reader.greeted();
        }

        synchronized Look look(Instant started) {
            return reader.look(started);
        }
    }
}
