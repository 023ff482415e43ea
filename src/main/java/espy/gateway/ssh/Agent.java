package espy.gateway.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/** The agent of the person, for logging in only: nothing is forwarded to the gateway. */
final class Agent implements SshAgentFactory {
    private final Optional<Path> socket;
    private final boolean onlyFiles;
    private final List<Path> files;
    private volatile int offered;

    Agent(Hop hop) {
        this.socket = hop.agent();
        this.onlyFiles = hop.onlyFiles();
        this.files = hop.identities();
    }

    /** How many keys the agent had for us. */
    int offered() {
        return offered;
    }

    @Override
    public @Nullable SshAgent createClient(@Nullable Session session, @Nullable FactoryManager manager) {
        if (socket.isEmpty()) {
            return null;
        }
        List<PublicKey> known = onlyFiles ? Identities.publicKeys(files) : List.of();
        try {
            var agent = new SocketAgent(
                    socket.get(), key -> !onlyFiles || known.stream().anyMatch(k -> KeyUtils.compareKeys(k, key)));
            offered = agent.getIdentities().size();
            return agent;
        } catch (IOException e) {
            return null; // nobody listens on that socket any more; there may be key files
        }
    }

    @Override
    public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
        return List.of();
    }

    @Override
    public SshAgentServer createServer(ConnectionService service) throws IOException {
        throw new IOException("agent forwarding is not offered");
    }
}
