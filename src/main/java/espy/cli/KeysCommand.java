package espy.cli;

import espy.gateway.GatewayException;
import espy.probe.facts.FactsReader;
import espy.run.Runner;
import espy.target.Target;
import espy.wireshark.EspSa;
import espy.wireshark.Installed;
import espy.wireshark.PrivateFile;
import espy.wireshark.WiresharkVersion;
import espy.xfrm.State;
import espy.xfrm.XfrmText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "keys", description = "Write the keys of the SAs as Wireshark's table esp_sa.")
final class KeysCommand extends Command.OnGateway {
    private static final int UNSEEN = 4;

    @Parameters(
            paramLabel = "TARGET",
            description =
                    "A gateway, a snapshot with keys, a file with the output of `ip xfrm state`, or - for standard input.")
    private String target = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "esp_sa",
            description = "The table; only esp_sa (the default).")
    private String format = "esp_sa";

    @Option(
            names = "--wireshark-version",
            paramLabel = "N.N",
            description = "Which Wireshark will read it; default: the one installed here, else 4.0.")
    private @Nullable String version;

    KeysCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    boolean writes() {
        return true;
    }

    @Override
    int work() throws Target.Unusable, Runner.NoSuchThing, GatewayException, IOException, InterruptedException {
        if (!format.equals("esp_sa")) {
            throw ssh().wrong("--format can be esp_sa.");
        }
        WiresharkVersion wireshark = version == null
                ? Installed.version()
                : WiresharkVersion.parse(version)
                        .orElseThrow(() -> ssh().wrong("--wireshark-version wants a version such as 4.2."));
        Target from = Target.of(target);
        var states = states(from);
        if (states.isEmpty()) {
            return UNSEEN;
        }
        var table = EspSa.table(states.get(), wireshark);
        write(table);
        table.cannot().forEach(s -> terminal().say("not written: " + s));
        table.remarks().forEach(terminal()::say);
        if (table.rows().isEmpty() && table.cannot().isEmpty()) {
            terminal().say("There are no ESP SAs, so there are no keys.");
        }
        return FINE;
    }

    private Optional<List<State>> states(Target from)
            throws Target.Unusable, GatewayException, IOException, InterruptedException {
        var text = Input.text(from);
        if (text.isPresent()) {
            var parsed = XfrmText.parse(text.get());
            if (parsed.value().states().isEmpty() && !parsed.unparsed().isEmpty()) {
                terminal()
                        .say("No SA was found in it; " + parsed.unparsed().size()
                                + " lines were not understood. Wanted is the output of: ip xfrm state");
            }
            return Optional.of(parsed.value().states());
        }
        var facts =
                FactsReader.of(look(from), Optional.empty(), Optional.empty()).facts();
        if (facts.xfrm().states().isEmpty()) {
            terminal().say("espy: " + facts.missing().getOrDefault("xfrm.states", "The SAs could not be seen") + ".");
        }
        return facts.xfrm().states();
    }

    private void write(EspSa table) throws IOException {
        var file = ssh().file();
        if (file.isEmpty()) {
            terminal().out().print(table.text());
            terminal().out().flush();
        } else {
            PrivateFile.write(file.get(), table.text());
            terminal()
                    .say(table.rows().size() + (table.rows().size() == 1 ? " row" : " rows") + " written to "
                            + file.get());
        }
    }
}
