package espy.cli;

import espy.gateway.GatewayException;
import espy.probe.facts.FactsReader;
import espy.report.FactsJson;
import espy.run.Runner;
import espy.target.Target;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "facts", description = "Print every fact as JSON: what expressions in checklists see.")
final class FactsCommand extends Command.OnGateway {
    @Parameters(paramLabel = "TARGET", description = "A gateway or a snapshot.")
    private String target = "";

    @Option(names = "--tunnel", paramLabel = "NAME", description = "The tunnel, connection or child of this name.")
    private @Nullable String tunnel;

    FactsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int work() throws Target.Unusable, Runner.NoSuchThing, GatewayException, IOException, InterruptedException {
        var read = FactsReader.of(look(Target.of(target)), Optional.ofNullable(tunnel), Optional.empty());
        terminal().out().println(FactsJson.of(read.facts()));
        return FINE;
    }
}
