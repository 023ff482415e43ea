package espy.gateway;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** This machine. */
public final class LocalGateway implements Gateway {
    private final Shells shells;
    private final Set<CommandStream> streams = ConcurrentHashMap.newKeySet();

    /** @param prompts asked for the password of sudo, where root is wanted */
    public LocalGateway(Root root, Prompts prompts) {
        this.shells = new Shells(new OwnDoor(), root, prompts);
    }

    @Override
    public String name() {
        return "this machine";
    }

    @Override
    public Look look(List<Question> questions, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        return Looks.look(shells, questions, progress);
    }

    @Override
    public CommandStream stream(String command) throws GatewayException, InterruptedException {
        var stream = CommandStream.open(shells, command);
        streams.add(stream);
        return stream;
    }

    @Override
    public Gateway as(Root root, Prompts prompts) {
        return new LocalGateway(root, prompts);
    }

    @Override
    public void close() {
        streams.forEach(CommandStream::close);
        shells.close();
    }

    private static final class OwnDoor implements Door {
        @Override
        public String name() {
            return "this machine";
        }

        @Override
        public Pipes open(String command) throws IOException {
            return new ProcessPipes(new ProcessBuilder("sh", "-c", command).start());
        }

        @Override
        public GatewayException refused(IOException e) {
            return new GatewayException(
                    "This machine could not be looked at: it has no POSIX shell sh, or that did not start. Espy looks at Linux machines.",
                    e);
        }

        @Override
        public GatewayException noShell(String heard) {
            return new GatewayException("This machine could not be looked at: its shell sh did not start%s."
                    .formatted(heard.isEmpty() ? "" : " (" + heard + ")"));
        }
    }
}
