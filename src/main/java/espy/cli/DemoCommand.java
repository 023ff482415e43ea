package espy.cli;

import espy.demo.Scenario;
import espy.gateway.GatewayException;
import espy.report.HtmlReport;
import espy.run.Run;
import espy.run.Runner;
import espy.run.Wish;
import espy.target.Target;
import espy.wireshark.EspSa;
import espy.wireshark.Installed;
import espy.wireshark.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@CommandLine.Command(
        name = "demo",
        description = {
            "Look at the built-in demo gateway over real SSH.",
            "Opens the window where there is a display; otherwise prints the verdicts and writes a key table, a report and a picture to the folder espy-demo."
        })
final class DemoCommand extends Command.OnGateway {
    private static final Path FOLDER = Path.of("espy-demo");

    @Parameters(paramLabel = "SCENARIO", arity = "0..1", description = "Which fault the gateway has; see --list.")
    private String scenario = Scenario.DEFAULT;

    @Option(names = "--list", description = "List the scenarios.")
    private boolean list;

    @Option(names = "--json", description = "With --list: as JSON.")
    private boolean json;

    private final Window window;

    DemoCommand(Terminal terminal, Window window) {
        super(terminal);
        this.window = window;
    }

    @Override
    int work() throws Target.Unusable, Runner.NoSuchThing, GatewayException, IOException, InterruptedException {
        if (list) {
            terminal().out().println(json ? json(Scenario.all()) : text(Scenario.all()));
            terminal().out().flush();
            return FINE;
        }
        Target target = Target.of("demo:" + scenario);
        // a display that cannot be used is as good as none; why, has been said
        boolean shown = window.hasDisplay() && window.open(Optional.of("demo:" + scenario)) == FINE;
        return shown ? FINE : onTerminal(target);
    }

    private static String text(List<Scenario> scenarios) {
        return scenarios.stream()
                .map(s -> "%-24s %-9s %s".formatted(s.name(), String.join(" ", s.truth()), s.summary()))
                .collect(Collectors.joining("\n"));
    }

    private record Line(String scenario, List<String> truth, String summary) {}

    private static String json(List<Scenario> scenarios) {
        return JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(scenarios.stream()
                        .map(s -> new Line(s.name(), s.truth(), s.summary()))
                        .toList());
    }

    private int onTerminal(Target target)
            throws Target.Unusable, Runner.NoSuchThing, GatewayException, IOException, InterruptedException {
        Run run = run(target, Wish.ANY);
        terminal().out().print(CheckText.of(run, terminal()));
        terminal().out().flush();
        Files.createDirectories(FOLDER);
        Path keys = FOLDER.resolve("esp_sa");
        Path report = FOLDER.resolve("report.html");
        Path picture = FOLDER.resolve("check.png");
        var table = EspSa.table(run.facts().xfrm().states().orElse(List.of()), Installed.version());
        PrivateFile.write(keys, table.text());
        write(report, HtmlReport.of(run));
        terminal()
                .out()
                .println("Wireshark's table " + keys.toAbsolutePath() + " ("
                        + table.rows().size() + " SAs)");
        terminal().out().println("Report            " + report.toAbsolutePath());
        try {
            terminal().progress("Drawing");
            window.picture(run, picture);
            terminal().noProgress();
            terminal().out().println("Picture           " + picture.toAbsolutePath());
        } catch (IOException e) {
            terminal().say("No picture of the window: " + e.getMessage());
        }
        // the demo has done its job when it has shown the fault that it plays
        return FINE;
    }
}
