package espy.gateway.ssh;

import espy.gateway.CommandStream;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.Look;
import espy.gateway.Looks;
import espy.gateway.Prompts;
import espy.gateway.Question;
import espy.gateway.Root;
import espy.gateway.Shells;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.client.session.ClientSession;

/** A gateway over SSH, with the habits of OpenSSH's client. One connection; each look is one channel on it. */
public final class SshGateway implements Gateway {
    private final SshDoor door;
    private final Shells shells;
    private final List<Login> logins;

    private SshGateway(SshDoor door, Root root, Prompts prompts, List<Login> logins) {
        this.door = door;
        boolean doubtful = logins.stream().anyMatch(Login::doubtful);
        this.shells = new Shells(door, root, doubtful ? new NoSudoPassword(prompts) : prompts);
        this.logins = List.copyOf(logins);
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

    /** As {@link #connect(String, SshOptions, Root, Prompts)}, with root where that needs no password. */
    public static SshGateway connect(String typed, SshOptions options, Prompts prompts)
            throws GatewayException, InterruptedException {
        return connect(typed, options, Root.IF_FREE, prompts);
    }

    /**
     * Connects and logs in, through jump hosts where the options or the configuration say so.
     *
     * @param typed {@code [user@]host[:port]} or a name from the SSH configuration
     * @param root  whether commands are to run as root; nothing is tried before the first of them
     * @throws GatewayException     with one sentence on what happened and what to do
     * @throws InterruptedException when this thread was interrupted; nothing stays connected
     */
    public static SshGateway connect(String typed, SshOptions options, Root root, Prompts prompts)
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
            return new SshGateway(new SshDoor(typed, session.orElseThrow()), root, prompts, logins);
        } catch (GatewayException | InterruptedException | RuntimeException e) {
            close(logins);
            throw e;
        }
    }

    @Override
    public String name() {
        return door.name();
    }

    @Override
    public Look look(List<Question> questions, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        return Looks.look(shells, questions, progress);
    }

    @Override
    public CommandStream stream(String command) throws GatewayException, InterruptedException {
        return CommandStream.open(shells, command);
    }

    @Override
    public Gateway as(Root root, Prompts prompts) {
        return new SshGateway(door, root, prompts, logins);
    }

    @Override
    public void close() {
        shells.close();
        close(logins);
    }

    private static void close(List<Login> logins) {
        logins.reversed().forEach(Login::close);
    }
}
