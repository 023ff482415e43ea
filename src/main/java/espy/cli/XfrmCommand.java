package espy.cli;

import espy.base.Unparsed;
import espy.gateway.GatewayException;
import espy.probe.Probes;
import espy.probe.facts.FactsReader;
import espy.report.XfrmJson;
import espy.run.Runner;
import espy.target.Target;
import espy.xfrm.Counts;
import espy.xfrm.Event;
import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.Surroundings;
import espy.xfrm.Tunnel;
import espy.xfrm.Tunnels;
import espy.xfrm.XfrmText;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "xfrm", description = "Show SAs, policies and error counters, paired into tunnels.")
final class XfrmCommand extends Command.OnGateway {
    /** Seen, but not all of it, or nothing that decides. */
    private static final int UNSEEN = 4;

    @Parameters(
            paramLabel = "TARGET",
            description =
                    "A gateway, a snapshot, a file with the output of `ip xfrm state` and `ip xfrm policy`, or - for standard input.")
    private String target = "";

    @Option(names = "--json", description = "Print everything as JSON.")
    private boolean json;

    @Option(names = "--show-keys", description = "Print the keys themselves, not only their fingerprints.")
    private boolean showKeys;

    @Option(
            names = "--watch",
            description =
                    "Follow what happens on a gateway: events as they come, and every two seconds what moved. One line each.")
    private boolean watch;

    @Option(
            names = "--reconnect",
            description =
                    "With --watch: when the line is lost, connect anew, with pauses from one second to one minute.")
    private boolean reconnect;

    @Option(names = "--seconds", paramLabel = "N", description = "With --watch: end after so many seconds.")
    private Optional<Integer> seconds = Optional.empty();

    XfrmCommand(Terminal terminal) {
        super(terminal);
    }

    /**
     * The kernel's tables, from wherever; what was not seen is empty.
     *
     * @param why says of each what kept it from being seen
     */
    record Tables(
            Optional<List<State>> states,
            Optional<List<Policy>> policies,
            Optional<Map<String, Long>> stat,
            Optional<List<Tunnel>> tunnels,
            List<Event> events,
            Optional<Counts> counts,
            Map<String, String> defaults,
            List<String> messages,
            List<Unparsed> unparsed,
            Map<String, String> why) {

        static Tables of(byte[] text) {
            var parsed = XfrmText.parse(text);
            var x = parsed.value();
            var states = x.states().isEmpty() ? Optional.<List<State>>empty() : Optional.of(x.states());
            var policies = x.policies().isEmpty() ? Optional.<List<Policy>>empty() : Optional.of(x.policies());
            var stat = x.stat().isEmpty() ? Optional.<Map<String, Long>>empty() : Optional.of(x.stat());
            var tunnels = states.isEmpty() && policies.isEmpty()
                    ? Optional.<List<Tunnel>>empty()
                    : Optional.of(Tunnels.pair(states, policies, Surroundings.UNKNOWN));
            return new Tables(
                    states,
                    policies,
                    stat,
                    tunnels,
                    x.events(),
                    x.counts(),
                    x.defaults(),
                    x.messages(),
                    parsed.unparsed(),
                    Map.of());
        }

        XfrmJson.Content content() {
            return new XfrmJson.Content(states, policies, stat, tunnels, events, counts, defaults, messages, unparsed);
        }

        static Tables of(FactsReader read) {
            var x = read.facts().xfrm();
            var unparsed = read.unparsed().stream()
                    .filter(u -> u.text().startsWith("P06") || u.text().startsWith("P07"))
                    .toList();
            return new Tables(
                    x.states(),
                    x.policies(),
                    x.stat(),
                    x.tunnels(),
                    List.of(),
                    Optional.empty(),
                    Map.of(),
                    List.of(),
                    unparsed,
                    read.facts().missing());
        }
    }

    @Override
    int work() throws Target.Unusable, Runner.NoSuchThing, GatewayException, IOException, InterruptedException {
        Target from = Target.of(target);
        if (watch) {
            return watch(from) ? FINE : UNSEEN;
        }
        var text = Input.bytes(from);
        Tables tables = text.isPresent()
                ? Tables.of(text.get())
                : Tables.of(FactsReader.of(look(from, Probes.tables()), Optional.empty(), Optional.empty()));
        print(tables);
        terminal().out().flush();
        boolean unseen = text.isEmpty() && tables.states().isEmpty();
        if (unseen) {
            terminal().say("espy: " + tables.why().getOrDefault("xfrm.states", "The SAs could not be seen") + ".");
        }
        return unseen ? UNSEEN : FINE;
    }

    private boolean watch(Target from) throws Target.Unusable, GatewayException, InterruptedException {
        var until = seconds.map(n -> Instant.now().plusSeconds(Math.max(1, n)));
        return live(from, reconnect, gateway -> new XfrmWatch(gateway, terminal(), json).watch(until));
    }

    private void print(Tables tables) throws IOException {
        if (!json) {
            terminal().out().print(XfrmTable.of(tables, terminal(), showKeys));
            return;
        }
        Writer out = new OutputStreamWriter(terminal().out(), StandardCharsets.UTF_8); // closing is not ours
        XfrmJson.write(out, tables.content(), showKeys);
        out.write('\n');
        out.flush();
    }
}
