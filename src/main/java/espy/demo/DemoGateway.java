package espy.demo;

import espy.gateway.CommandStream;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.Look;
import espy.gateway.Prompts;
import espy.gateway.Question;
import espy.gateway.RecordedGateway;
import espy.gateway.ssh.SshGateway;
import espy.gateway.ssh.SshOptions;
import espy.probe.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A recorded gateway, played by a real SSH server on loopback and reached like any other gateway. */
public final class DemoGateway implements Gateway {
    /** Nothing of the person's own SSH set-up takes part. */
    private static final Map<String, String> OPTIONS = Map.of(
            "userknownhostsfile", "/dev/null",
            "globalknownhostsfile", "/dev/null",
            "stricthostkeychecking", "ask",
            "identityagent", "none",
            "preferredauthentications", "password");

    private final String name;
    private final DemoServer server;
    private final SshGateway ssh;

    private DemoGateway(String name, DemoServer server, SshGateway ssh) {
        this.name = name;
        this.server = server;
        this.ssh = ssh;
    }

    /** Starts the server and logs in to it. Closing the gateway ends both. */
    public static DemoGateway open(Scenario scenario) throws GatewayException, InterruptedException {
        DemoServer server;
        String user;
        try {
            Snapshot recording = scenario.recording();
            user = recording.user();
            server = DemoServer.start(recording.look(true));
        } catch (IOException e) {
            throw new GatewayException("The demo gateway could not be started: " + e.getMessage(), e);
        }
        try {
            var options = new SshOptions(
                    List.of(), Optional.empty(), Optional.of(server.port()), Optional.of("none"), OPTIONS);
            var ssh = SshGateway.connect(user + "@127.0.0.1", options, new OwnKey(server));
            return new DemoGateway("demo:" + scenario.name(), server, ssh);
        } catch (GatewayException | InterruptedException | RuntimeException e) {
            close(server);
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
        return ssh.look(questions, progress);
    }

    @Override
    public CommandStream stream(String command) throws GatewayException {
        throw new GatewayException(RecordedGateway.notLive(name));
    }

    @Override
    public void close() {
        ssh.close();
        close(server);
    }

    private static void close(DemoServer server) {
        try {
            server.close();
        } catch (IOException e) {
            // it ends with the program at the latest
        }
    }

    /** Knows the server's host key and its password, and trusts no other key. */
    private record OwnKey(DemoServer server) implements Prompts {
        @Override
        public boolean trustHostKey(String host, String keyType, String fingerprint) {
            return fingerprint.equals(server.fingerprint());
        }

        @Override
        public Optional<char[]> ask(String prompt, boolean echo) {
            return Optional.of(server.password().toCharArray());
        }
    }
}
