package espy.cli;

import espy.probe.SnapshotFile;
import espy.report.CompareJson;
import espy.run.Runner;
import espy.run.compare.Comparison;
import espy.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "compare",
        description = {
            "Say what differs between two snapshots.",
            "Whether they are of one gateway, earlier and later, or of the two ends of a tunnel, is found out from them."
        })
final class CompareCommand extends Command {
    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "A file of espy snapshot.")
    private String one = "";

    @Parameters(index = "1", paramLabel = "SNAPSHOT", description = "Another one.")
    private String other = "";

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    CompareCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int work() throws Target.Unusable, Runner.NoSuchThing, IOException {
        var library = library();
        var left = SnapshotFile.load(file(one));
        var right = SnapshotFile.load(file(other));
        var comparison = Comparison.of(left, right, told(library.join()));
        terminal().out().print(json ? CompareJson.of(comparison) + "\n" : CompareText.of(comparison, terminal()));
        terminal().out().flush();
        return FINE;
    }

    private static Path file(String typed) throws Target.Unusable {
        return Target.of(typed.contains("/") ? typed : "./" + typed) instanceof Target.File f
                ? f.path()
                : Path.of(typed);
    }
}
