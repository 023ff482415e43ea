package espy.gateway.ssh;

import espy.gateway.Prompts;
import espy.gateway.Root;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A server that lets everybody in and then does with a command what the test wants. Counts what a visitor has to wait for. */
final class OddServer implements AutoCloseable {
    /** What happens instead of a shell. */
    interface Conduct {
        /** Takes the place of the command; returning ends it with status 1. */
        void with(String command, InputStream in, OutputStream out, OutputStream err)
                throws IOException, InterruptedException;
    }

    /** Openings of channels and requests that want a reply. */
    final AtomicInteger waits = new AtomicInteger();

    private final SshServer server;
    private final Path knownHosts;

    private OddServer(SshServer server, Path knownHosts) {
        this.server = server;
        this.knownHosts = knownHosts;
    }

    static OddServer start(Path folder, Conduct conduct) throws Exception {
        SshServer server = SshServer.setUpDefaultServer();
        var odd = new OddServer(server, folder.resolve("known_hosts"));
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256)));
        server.setPasswordAuthenticator((user, given, session) -> true);
        server.setCommandFactory((channel, command) -> new Play(command, conduct));
        server.addChannelListener(new ChannelListener() {
            @Override
            public void channelInitialized(Channel channel) {
                odd.waits.incrementAndGet();
                channel.addRequestHandler((c, request, wantReply, buffer) -> {
                    if (wantReply) {
                        odd.waits.incrementAndGet();
                    }
                    return RequestHandler.Result.Unsupported;
                });
            }
        });
        server.start();
        return odd;
    }

    SshGateway connect(Root root, Prompts prompts) throws Exception {
        var options = new SshOptions(
                List.of(),
                Optional.empty(),
                Optional.of(server.getPort()),
                Optional.of("none"),
                Map.of(
                        "userknownhostsfile", knownHosts.toString(),
                        "globalknownhostsfile", "none",
                        "stricthostkeychecking", "accept-new",
                        "identityfile", "none",
                        "identityagent", "none"));
        return SshGateway.connect("ann@127.0.0.1", options, root, prompts);
    }

    /** Breaks all connections. */
    void hangUp() {
        server.getActiveSessions().forEach(s -> s.close(true));
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private static final class Play implements Command {
        private final String command;
        private final Conduct conduct;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private OutputStream err = OutputStream.nullOutputStream();
        private ExitCallback callback = (status, message, close) -> {};
        private Thread thread = Thread.currentThread();

        Play(String command, Conduct conduct) {
            this.command = command;
            this.conduct = conduct;
        }

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            this.callback = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment env) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    conduct.with(command, in, out, err);
                } catch (IOException | InterruptedException e) {
                    // the visitor has gone
                } finally {
                    callback.onExit(1, "");
                }
            });
        }

        @Override
        public void destroy(ChannelSession channel) {
            thread.interrupt();
        }
    }

    /** Prints text at once. */
    static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Runs the command in a real shell of this machine. */
    static void really(String command, InputStream in, OutputStream out, OutputStream err)
            throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("/bin/sh", "-c", command).start();
        Thread feeder = Thread.ofVirtual().start(() -> copy(in, shell.getOutputStream()));
        Thread complaints = Thread.ofVirtual().start(() -> copy(shell.getErrorStream(), err));
        try {
            copy(shell.getInputStream(), out);
            complaints.join();
        } finally {
            feeder.interrupt();
            shell.destroy();
        }
    }

    private static void copy(InputStream from, OutputStream to) {
        byte[] buffer = new byte[1 << 14];
        try (to) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
                to.flush();
            }
        } catch (IOException e) {
            // one of both has gone
        }
    }
}
