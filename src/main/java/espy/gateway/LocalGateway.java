package espy.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** This machine. */
public final class LocalGateway implements Gateway {
    private final Shells shells;

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
        return CommandStream.open(shells, command);
    }

    @Override
    public void close() {
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

    private record ProcessPipes(Process process) implements Pipes {
        /** So long a shell may take to end its command once its input has ended. */
        private static final long LEAVING_MS = 2000;

        @Override
        public OutputStream in() {
            return process.getOutputStream();
        }

        @Override
        public InputStream out() {
            return process.getInputStream();
        }

        @Override
        public InputStream err() {
            return process.getErrorStream();
        }

        @Override
        public void end() {
            boolean gone = false;
            try {
                gone = process.waitFor(LEAVING_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!gone) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroyForcibly();
            }
        }
    }
}
