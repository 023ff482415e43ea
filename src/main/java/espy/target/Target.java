package espy.target;

import espy.demo.DemoGateway;
import espy.demo.Scenario;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.LocalGateway;
import espy.gateway.Prompts;
import espy.gateway.RecordedGateway;
import espy.gateway.Root;
import espy.gateway.ssh.SshGateway;
import espy.gateway.ssh.SshOptions;
import espy.probe.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a person typed as a target, understood. */
public sealed interface Target {
    /** This machine. */
    record Local() implements Target {}

    /** A recorded gateway of the demo. */
    record Demo(Scenario scenario) implements Target {}

    /** A file: a snapshot, or text that some commands read. */
    record File(Path path) implements Target {}

    /** Standard input. */
    record Input() implements Target {}

    /** A gateway over SSH, as it was typed. */
    record Ssh(String typed) implements Target {}

    /** The target cannot be meant, or names a file that cannot be read. The message is for people. */
    final class Unusable extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        public Unusable(String message) {
            super(message);
        }

        public Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** {@code local}, {@code demo:SCENARIO}, {@code -}, a file, or else a host; files are looked for, hosts are not. */
    static Target of(String typed) throws Unusable {
        if (typed.equals("local")) {
            return new Local();
        }
        if (typed.equals("-")) {
            return new Input();
        }
        if (typed.equals("demo") || typed.startsWith("demo:")) {
            return new Demo(scenario(typed.equals("demo") ? Scenario.DEFAULT : typed.substring("demo:".length())));
        }
        if (typed.contains("/") || typed.endsWith(".zip") || typed.endsWith(".txt")) {
            return new File(file(typed));
        }
        if (!SshGateway.looksLikeHost(typed)) {
            throw new Unusable(
                    "“" + printable(typed) + "” is neither a host nor a file. A gateway is written [user@]host[:port], "
                            + "a file with a / in it, this machine is “local”, and the demo is “demo:"
                            + Scenario.DEFAULT + "”.");
        }
        return new Ssh(typed);
    }

    private static String printable(String text) {
        String short_ = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return short_.replaceAll("\\p{C}", "?");
    }

    private static Scenario scenario(String name) throws Unusable {
        return Scenario.named(name)
                .orElseThrow(() -> new Unusable("The demo has no scenario “" + printable(name) + "”. It has: "
                        + Scenario.all().stream().map(Scenario::name).collect(Collectors.joining(", "))
                        + "."));
    }

    private static Path file(String typed) throws Unusable {
        Path path;
        try {
            path = Path.of(typed);
        } catch (InvalidPathException e) {
            throw new Unusable(printable(typed) + " cannot be the name of a file.", e);
        }
        if (Files.isDirectory(path)) {
            throw new Unusable(path + " is a folder, not a file.");
        }
        if (!Files.exists(path)) {
            throw new Unusable("There is no file " + path + ".");
        }
        if (!Files.isReadable(path)) {
            throw new Unusable("The file " + path + " cannot be read: permission denied.");
        }
        return path;
    }

    /**
     * A gateway that was reached.
     *
     * @param live whether it answers now, so that its clock may be compared with ours
     */
    record Opened(Gateway gateway, boolean live) implements AutoCloseable {
        @Override
        public void close() {
            gateway.close();
        }
    }

    /**
     * Reaches the target; blocks.
     *
     * @throws Unusable         when it can be no gateway: standard input, or a file that is no snapshot
     * @throws GatewayException when it could not be reached or would not let us in
     */
    default Opened open(SshOptions options, Root root, Prompts prompts)
            throws Unusable, GatewayException, InterruptedException {
        return switch (this) {
            case Local l -> new Opened(new LocalGateway(root, prompts), true);
            case Demo d -> new Opened(DemoGateway.open(d.scenario()), false);
            case Ssh s -> new Opened(SshGateway.connect(s.typed(), options, root, prompts), true);
            case Input i ->
                throw new Unusable("Standard input cannot be looked at. Give a gateway, or a snapshot as a file.");
            case File f -> new Opened(recorded(f.path()), false);
        };
    }

    private static Gateway recorded(Path path) throws Unusable {
        try {
            var snapshot = SnapshotFile.load(path);
            return new RecordedGateway(snapshot.gateway(), snapshot.look(true));
        } catch (IOException e) {
            throw new Unusable(e.getMessage() == null ? path + " cannot be read." : e.getMessage(), e);
        }
    }
}
