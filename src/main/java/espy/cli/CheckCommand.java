package espy.cli;

import espy.gateway.GatewayException;
import espy.report.CheckJson;
import espy.report.HtmlReport;
import espy.report.JUnitReport;
import espy.report.MarkdownReport;
import espy.run.Run;
import espy.run.Runner;
import espy.run.Wish;
import espy.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "check",
        description = "Run the checklists on a gateway and name the most likely root cause.")
final class CheckCommand extends Command.OnGateway {
    @Parameters(
            paramLabel = "TARGET",
            description = "The gateway: [user@]host[:port], local, demo:SCENARIO, or a snapshot.")
    private String target = "";

    @Option(names = "--peer", paramLabel = "A", description = "The tunnel with this peer.")
    private @Nullable String peer;

    @Option(names = "--tunnel", paramLabel = "NAME", description = "The tunnel, connection or child of this name.")
    private @Nullable String tunnel;

    @Option(
            names = "--peer-gateway",
            paramLabel = "TARGET",
            description = "The gateway at the other end: look at both, compare them, and join their logs.")
    private @Nullable String peerGateway;

    @Mixin
    private StirArguments stir = new StirArguments();

    @Option(names = "--checklist", paramLabel = "ID", description = "Only this checklist; may be repeated.")
    private List<String> checklists = new ArrayList<>();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a report as HTML.")
    private @Nullable Path html;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Also write a report as Markdown.")
    private @Nullable Path markdown;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write the verdicts as JUnit XML.")
    private @Nullable Path junit;

    CheckCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int work() throws Target.Unusable, Runner.NoSuchThing, GatewayException, IOException, InterruptedException {
        var wish = new Wish(Optional.ofNullable(tunnel), Optional.ofNullable(peer), checklists, stir.consent(ssh()));
        Optional<Target> other = peerGateway == null ? Optional.empty() : Optional.of(Target.of(peerGateway));
        Run run = run(Target.of(target), other, wish);
        terminal().out().print(json ? CheckJson.of(run) + "\n" : CheckText.of(run, terminal()));
        terminal().out().flush();
        if (html != null) {
            write(html, HtmlReport.of(run));
        }
        if (markdown != null) {
            write(markdown, MarkdownReport.of(run));
        }
        if (junit != null) {
            write(junit, JUnitReport.of(run));
        }
        return run.exit();
    }
}
