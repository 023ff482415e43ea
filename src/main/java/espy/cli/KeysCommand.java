package espy.cli;

import espy.gateway.GatewayException;
import espy.probe.Probes;
import espy.probe.facts.FactsReader;
import espy.run.Runner;
import espy.settings.Folders;
import espy.target.Target;
import espy.wireshark.EspSa;
import espy.wireshark.Installation;
import espy.wireshark.Installed;
import espy.wireshark.PrivateFile;
import espy.wireshark.Profile;
import espy.wireshark.WiresharkFolder;
import espy.wireshark.WiresharkVersion;
import espy.xfrm.State;
import espy.xfrm.XfrmText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "keys",
        description = {
            "Write the keys of the SAs as Wireshark's table esp_sa, so that it shows what is inside ESP packets.",
            "Without -o and --install the table goes to standard output."
        },
        footer = {
            "",
            "--install keeps every line that is not Espy's, byte for byte, and replaces Espy's own rows after a rekey. A line of",
            "yours that comes first and would win over Espy's is named. The two preferences that decryption needs are turned on.",
            "--remove takes all of it out again; it needs no TARGET.",
            "",
            "  espy keys root@fra-gw1 --install && wireshark -C Espy capture.pcap",
            "  ip xfrm state | espy keys - -o esp_sa",
            "",
            "What Wireshark cannot decrypt, and keys that were not printed, are said on standard error.",
            "Exit status: 0 all that can be expressed was written · 2 wrong usage, or a file that cannot be read or changed ·",
            "3 gateway not reached · 4 the SAs could not be seen"
        })
final class KeysCommand extends Command.OnGateway {
    private static final int UNSEEN = 4;

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..1",
            description =
                    "A gateway, a snapshot with keys, a file with the output of `ip xfrm state`, or - for standard input.")
    private @Nullable String target;

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

    @Option(names = "--install", description = "Put the rows into a profile of Wireshark, which is made when missing.")
    private boolean install;

    @Option(names = "--remove", description = "Take out of a profile what --install has put in.")
    private boolean remove;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "Which profile; default: " + Profile.USUAL + ". " + Profile.DEFAULT + " is your own configuration.")
    private @Nullable String profile;

    KeysCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    boolean writes() {
        return true;
    }

    @Override
    int work() throws Target.Unusable, Runner.NoSuchThing, GatewayException, IOException, InterruptedException {
        complainAboutUsage();
        if (remove) {
            installation().remove().farewell().forEach(terminal()::say);
            return FINE;
        }
        if (target == null) {
            throw ssh().wrong("TARGET is missing: a gateway, a file with the output of ip xfrm state, or -.");
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

    private void complainAboutUsage() {
        if (!format.equals("esp_sa")) {
            throw ssh().wrong("--format can be esp_sa.");
        }
        if (Stream.of(install, remove, ssh().file().isPresent()).filter(b -> b).count() > 1) {
            throw ssh().wrong("Only one of -o FILE, --install and --remove can be done at once.");
        }
        if (profile != null && !install && !remove) {
            throw ssh().wrong("--profile says where --install or --remove works.");
        }
        Profile.objection(name()).ifPresent(why -> {
            throw ssh().wrong(why);
        });
    }

    private String name() {
        return profile == null ? Profile.USUAL : profile;
    }

    private Installation installation() {
        return new Installation(new Profile(WiresharkFolder.own(Folders.home()), name()), Folders.ledgers());
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
        var facts = FactsReader.of(look(from, Probes.tables()), Optional.empty(), Optional.empty())
                .facts();
        if (facts.xfrm().states().isEmpty()) {
            terminal().say("espy: " + facts.missing().getOrDefault("xfrm.states", "The SAs could not be seen") + ".");
        }
        return facts.xfrm().states();
    }

    private void write(EspSa table) throws IOException {
        var file = ssh().file();
        if (install) {
            if (table.rows().isEmpty()) {
                terminal().say("Nothing to install; the profile " + name() + " stays as it is.");
            } else {
                installation().install(table).sentences().forEach(terminal()::say);
            }
        } else if (file.isPresent()) {
            PrivateFile.write(file.get(), table.text());
            terminal()
                    .say(table.rows().size() + (table.rows().size() == 1 ? " row" : " rows") + " written to "
                            + file.get());
        } else {
            terminal().out().print(table.text());
            terminal().out().flush();
        }
    }
}
