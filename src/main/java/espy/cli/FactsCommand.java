package espy.cli;

import espy.gateway.GatewayException;
import espy.report.FactsJson;
import espy.run.Runner;
import espy.run.Wish;
import espy.target.Target;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "facts", description = "Print every fact as JSON: what expressions in checklists see.")
final class FactsCommand extends Command.OnGateway {
    @Parameters(paramLabel = "TARGET", description = "A gateway or a snapshot.")
    private String target = "";

    @Option(names = "--tunnel", paramLabel = "NAME", description = "The tunnel, connection or child of this name.")
    private @Nullable String tunnel;

    @Mixin
    private StirArguments stir = new StirArguments();

    FactsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int work() throws Target.Unusable, Runner.NoSuchThing, GatewayException, IOException, InterruptedException {
        var wish = new Wish(Optional.ofNullable(tunnel), Optional.empty(), List.of(), stir.consent(ssh()));
        terminal().out().println(FactsJson.of(run(Target.of(target), wish).facts()));
        return FINE;
    }
}
