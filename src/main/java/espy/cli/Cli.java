package espy.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line: one class a command. */
@CommandLine.Command(
        name = "espy",
        mixinStandardHelpOptions = true,
        description = {
            "Says which of the hundred possible things is wrong with an IPsec tunnel.",
            "Without a command: opens the window."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A TARGET is a gateway as ssh takes it ([user@]host[:port] or a name of ~/.ssh/config),",
            "local (this machine), demo:SCENARIO, or a snapshot file.",
            "",
            "Exit status: 0 nothing failed · 1 something failed · 2 wrong usage or unreadable file ·",
            "3 gateway not reached · 4 nothing failed, but what decides could not be seen · 130 cancelled"
        })
public final class Cli implements Callable<Integer> {
    /** How long a cancelled command may take to end what it started on the gateway. */
    private static final long CLEAN_UP_MS = 3000;

    private final Window window;

    private Cli(Window window) {
        this.window = window;
    }

    @Override
    public Integer call() {
        return window.open(Optional.empty());
    }

    /** Runs a command; the result is the exit status. Ctrl-C cancels it cleanly, on the gateway too. */
    public static int run(String[] args, Window window) {
        Terminal terminal = Terminal.own();
        CommandLine line = commands(terminal, window);
        Thread worker = Thread.currentThread();
        var done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (done.getCount() > 0) {
                worker.interrupt();
                try {
                    done.await(
                            CLEAN_UP_MS, TimeUnit.MILLISECONDS); // not for the thread, which waits for us in its exit
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
        int status = line.execute(args);
        done.countDown();
        return status;
    }

    /** The commands, for running and for completion. */
    static CommandLine commands(Terminal terminal, Window window) {
        var line = new CommandLine(new Cli(window));
        line.addSubcommand(new DemoCommand(terminal, window));
        line.addSubcommand(new CheckCommand(terminal));
        line.addSubcommand(new XfrmCommand(terminal));
        line.addSubcommand(new KeysCommand(terminal));
        line.addSubcommand(new SnapshotCommand(terminal));
        line.addSubcommand(new CompareCommand(terminal));
        line.addSubcommand(new FactsCommand(terminal));
        line.addSubcommand(new LintCommand(terminal));
        CommandLine.IVersionProvider provider = () -> new String[] {"espy " + version()};
        line.getCommandSpec().versionProvider(provider);
        line.getSubcommands().values().forEach(c -> c.getCommandSpec().versionProvider(provider));
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(terminal.width());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((e, args) -> {
            CommandSpec spec = e.getCommandLine().getCommandSpec();
            terminal.say("espy: " + e.getMessage());
            terminal.say("See: " + spec.qualifiedName() + " --help");
            return Command.USAGE;
        });
        line.setExecutionExceptionHandler((e, cmd, parsed) -> {
            if (e instanceof CommandLine.ParameterException p) {
                throw p;
            }
            if (Stream.iterate((Throwable) e, t -> t != null, Throwable::getCause)
                    .anyMatch(t -> t instanceof InterruptedException)) {
                return Command.CANCELLED; // the window was closed from outside
            }
            terminal.say("espy: this is a mistake in Espy, please report it: " + mistake(e));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    /** The kinds and places of an exception and its causes; never their messages, which may hold what a gateway said. */
    private static String mistake(Throwable e) {
        var text = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            text.append(text.isEmpty() ? "" : ", because of ")
                    .append(t.getClass().getSimpleName());
            if (t.getStackTrace().length > 0) {
                text.append(" at ").append(t.getStackTrace()[0]);
            }
        }
        return text.toString();
    }

    private static String version() {
        String version = Cli.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}
