package espy.probe.facts;

import espy.base.Unparsed;
import espy.gateway.Answer;
import espy.probe.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that a snapshot shows, as facts: the kernel first, then the daemon, which tunnel it is about, and what the rest of the machine
 * says about that tunnel.
 *
 * @param tunnels  all tunnels that there are, to choose another one from
 * @param unparsed lines that no parser understood
 */
public record FactsReader(Facts facts, List<TunnelFacts> tunnels, List<Unparsed> unparsed) {
    private static final int FIRST_LINES = 20;

    public FactsReader {
        tunnels = List.copyOf(tunnels);
        unparsed = List.copyOf(unparsed);
    }

    /**
     * Reads a snapshot.
     *
     * @param tunnel name of the tunnel, the connection or the child that it is about; empty chooses the one in trouble
     * @param peer   address of its peer
     */
    public static FactsReader of(Snapshot snapshot, Optional<String> tunnel, Optional<String> peer) {
        return of(snapshot, tunnel, peer, Optional.empty());
    }

    /**
     * As {@link #of(Snapshot, Optional, Optional)}, for an active look.
     *
     * @param stirring what was done before this snapshot was taken
     */
    public static FactsReader of(
            Snapshot snapshot, Optional<String> tunnel, Optional<String> peer, Optional<Stirring> stirring) {
        Map<String, String> missing = new HashMap<>();
        var unread = new Unread();
        XfrmFacts xfrm = XfrmReader.of(snapshot, missing, unread);
        DaemonReader.Read daemon = DaemonReader.read(snapshot, missing, unread);
        var tunnels = TunnelReader.all(daemon, xfrm);
        TunnelFacts chosen = TunnelReader.choose(tunnels, tunnel, peer).orElseGet(TunnelReader::none);
        TunnelReader.sayWhatIsMissing(chosen, missing);
        LogReader log = LogReader.of(snapshot, daemon.facts(), chosen, missing);
        LogFacts logFacts = log.facts();
        missing.put("both", "only one end was looked at");
        missing.put("active", "no active look was made");
        missing.put("capture", "no active look was made");
        HostFacts host =
                HostReader.of(snapshot, chosen, stirring.flatMap(s -> s.sent().to()), missing, unread);
        ActiveFacts active = stirring.map(s -> ActiveReader.of(s, snapshot, chosen, xfrm, missing))
                .orElse(ActiveFacts.NONE);
        CaptureFacts capture = stirring.map(s ->
                        CaptureReader.of(s, snapshot, chosen, host.routeToPeer().orElse(""), xfrm, missing))
                .orElse(CaptureFacts.NONE);
        var facts = new Facts(
                GatewayReader.of(snapshot, missing),
                daemon.facts(),
                chosen,
                log.ike(daemon.facts(), daemon.sas()),
                xfrm,
                logFacts,
                FirewallReader.of(snapshot, chosen, missing, unread),
                host,
                active,
                capture,
                BothFacts.NONE,
                answers(snapshot),
                Map.copyOf(missing));
        return new FactsReader(facts, tunnels, unread.lines());
    }

    private static Map<String, Quote> answers(Snapshot snapshot) {
        return snapshot.answers().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Answer::id,
                        a -> Quote.of(a.id(), a.out().lines().limit(FIRST_LINES).toList()),
                        (first, second) -> first));
    }
}
