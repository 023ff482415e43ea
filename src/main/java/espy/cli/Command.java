package espy.cli;

import espy.diagnosis.Library;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.KnownSudo;
import espy.gateway.Prompts;
import espy.gateway.Question;
import espy.gateway.RecordedGateway;
import espy.probe.Probes;
import espy.probe.Snapshot;
import espy.run.Run;
import espy.run.Runner;
import espy.run.Wish;
import espy.settings.Folders;
import espy.target.OtherEnd;
import espy.target.Reconnect;
import espy.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Mixin;

/** What all commands share: the terminal, the way to a gateway, and the exit statuses. */
@picocli.CommandLine.Command(mixinStandardHelpOptions = true)
abstract class Command implements Callable<Integer> {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;
    static final int CANCELLED = 130;

    private final Terminal terminal;

    Command(Terminal terminal) {
        this.terminal = terminal;
    }

    final Terminal terminal() {
        return terminal;
    }

    /** Does the work; the errors that {@link #call} knows become a sentence and a status. */
    abstract int work() throws Target.Unusable, Runner.NoSuchThing, GatewayException, IOException, InterruptedException;

    @Override
    public final Integer call() {
        try {
            return work();
        } catch (Target.Unusable | Runner.NoSuchThing e) {
            terminal.say("espy: " + e.getMessage());
            return USAGE;
        } catch (GatewayException e) {
            terminal.say("espy: " + e.getMessage());
            return UNREACHABLE;
        } catch (InterruptedException e) {
            terminal.say("espy: cancelled");
            return CANCELLED;
        } catch (IOException e) {
            terminal.say("espy: " + sentence(e));
            return USAGE;
        } finally {
            terminal.noProgress();
        }
    }

    private static String sentence(IOException e) {
        String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return switch (e) {
            case java.nio.file.NoSuchFileException n -> "There is no file or folder " + what + ".";
            case java.nio.file.AccessDeniedException a -> what + ": permission denied.";
            case java.nio.charset.CharacterCodingException c -> "The file is not UTF-8 text.";
            default -> what;
        };
    }

    /** The knowledge, loading beside whatever else is done first. */
    static CompletableFuture<Library> library() {
        return Library.inBackground(Optional.of(Folders.checklists()));
    }

    /** Says what is wrong with the person's own checklists; the rest of them is used all the same. */
    final Library told(Library library) {
        library.complaints().forEach(c -> terminal.say(c.text()));
        return library;
    }

    /** A command that looks at a gateway. */
    abstract static class OnGateway extends Command {
        /** Where no person is there to type it. */
        private static final String SUDO_PASSWORD = "ESPY_SUDO_PASSWORD";

        @Mixin
        private SshArguments ssh = new SshArguments();

        private Optional<char[]> sudoPassword =
                Optional.ofNullable(System.getenv(SUDO_PASSWORD)).map(String::toCharArray);

        /** The same for all gateways of the command: what concerns them all is said once. */
        private final TerminalPrompts prompts;

        OnGateway(Terminal terminal) {
            super(terminal);
            this.prompts = new TerminalPrompts(terminal, () -> !ssh.batch());
        }

        final SshArguments ssh() {
            return ssh;
        }

        private Prompts prompts() {
            return new KnownSudo(prompts, sudoPassword, typed -> sudoPassword = Optional.of(typed));
        }

        /** Whether {@code -o} may name a file to write. */
        boolean writes() {
            return false;
        }

        private void complainAboutFiles() {
            if (!writes() && !ssh.files().isEmpty()) {
                throw ssh.wrong(
                        "-o wants NAME=VALUE, as ssh does, not “" + ssh.files().getFirst() + "”.");
            }
        }

        /** One look with all probes. */
        final Snapshot look(Target target) throws Target.Unusable, GatewayException, InterruptedException {
            return look(target, Probes.look());
        }

        /** One look with some of the probes; a recording shows all that it has. */
        final Snapshot look(Target target, List<Question> questions)
                throws Target.Unusable, GatewayException, InterruptedException {
            complainAboutFiles();
            terminal().progress("Connecting");
            try (var opened = target.open(ssh.options(), ssh.root(), prompts())) {
                return Runner.look(opened.gateway(), opened.live(), questions, terminal()::progress);
            } finally {
                terminal().noProgress();
            }
        }

        /** Work that needs a gateway which is running. */
        interface Live<T> {
            T on(Gateway gateway) throws GatewayException, InterruptedException;
        }

        /**
         * Connects and works; recordings are refused.
         *
         * @param reconnect whether to go on with a new connection when the line is lost
         */
        final <T> T live(Target target, boolean reconnect, Live<T> work)
                throws Target.Unusable, GatewayException, InterruptedException {
            complainAboutFiles();
            terminal().progress("Connecting");
            Reconnect.Way way = () -> target.open(ssh.options(), ssh.root(), prompts());
            Reconnect.Work<T> all = opened -> {
                if (!opened.live()) {
                    throw new Target.Unusable(
                            RecordedGateway.notLive(opened.gateway().name()));
                }
                return work.on(opened.gateway());
            };
            try {
                if (reconnect) {
                    return Reconnect.work(way, all, sentence -> terminal().say("espy: " + sentence));
                }
                try (var opened = way.open()) {
                    return all.on(opened);
                }
            } finally {
                terminal().noProgress();
            }
        }

        /** A whole run. */
        final Run run(Target target, Wish wish)
                throws Target.Unusable, Runner.NoSuchThing, GatewayException, InterruptedException {
            return run(target, Optional.empty(), wish);
        }

        /** A whole run, at the other end too where that can be reached. */
        final Run run(Target target, Optional<Target> peer, Wish wish)
                throws Target.Unusable, Runner.NoSuchThing, GatewayException, InterruptedException {
            complainAboutFiles();
            Instant started = Instant.now();
            var library = library();
            terminal().progress("Connecting");
            try (var opened = target.open(ssh.options(), ssh.root(), prompts());
                    var other = OtherEnd.open(peer, opened, t -> t.open(ssh.options(), ssh.root(), prompts()))) {
                other.whyNot().ifPresent(w -> terminal().say("espy: " + w));
                return Runner.run(
                        opened.gateway(),
                        opened.live(),
                        new Runner.Peer(other.gateway(), other.whyNot()),
                        wish,
                        started,
                        () -> told(library.join()),
                        terminal()::progress);
            } finally {
                terminal().noProgress();
            }
        }
    }

    /** Writes a text file that others may read. */
    static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !java.nio.file.Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder + ".");
        }
        java.nio.file.Files.writeString(file, text);
    }
}
