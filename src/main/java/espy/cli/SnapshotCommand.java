package espy.cli;

import espy.gateway.Answer;
import espy.gateway.GatewayException;
import espy.probe.Mask;
import espy.probe.SnapshotFile;
import espy.run.Runner;
import espy.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "snapshot",
        description = "Save everything that one look at a gateway shows, to look at it later or elsewhere.")
final class SnapshotCommand extends Command.OnGateway {
    @Parameters(paramLabel = "TARGET", description = "The gateway.")
    private String target = "";

    @Option(
            names = "--with-keys",
            description = "Keep keys and secrets. Without it their fingerprints stand in their places.")
    private boolean withKeys;

    @Option(
            names = "--mask",
            description =
                    "Put stand-ins in the places of public addresses and of names of hosts and persons, the same one everywhere, to show it to strangers.")
    private boolean mask;

    SnapshotCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    boolean writes() {
        return true;
    }

    @Override
    int work() throws Target.Unusable, Runner.NoSuchThing, GatewayException, IOException, InterruptedException {
        Path file = ssh().file().orElseThrow(() -> ssh().wrong("-o FILE says where the snapshot goes."));
        if (mask && withKeys) {
            throw ssh().wrong("--mask takes out what --with-keys keeps: give one of them.");
        }
        var looked = Target.of(target) instanceof Target.File recorded
                ? SnapshotFile.load(recorded.path()) // as it is: its answers may be of another version of Espy
                : look(Target.of(target));
        var snapshot = mask ? Mask.of(looked) : looked;
        SnapshotFile.save(snapshot, file, withKeys);
        long answered = snapshot.answers().stream()
                .filter(a -> a.outcome() == Answer.Outcome.DONE)
                .count();
        terminal()
                .say(answered + " of " + snapshot.answers().size() + " answers saved to " + file
                        + (withKeys && !snapshot.vault().isEmpty()
                                ? ", with keys and secrets in it"
                                : ", without keys and secrets")
                        + (mask ? ", public addresses and names masked" : ""));
        return FINE;
    }
}
