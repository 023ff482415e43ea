package espy.probe.facts;

import espy.gateway.Answer;
import espy.host.InterfaceAddress;
import espy.host.Links;
import espy.probe.Snapshot;
import espy.xfrm.Policies;
import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.States;
import espy.xfrm.Surroundings;
import espy.xfrm.Tunnel;
import espy.xfrm.Tunnels;
import espy.xfrm.XfrmStat;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the kernel's own tables out of a snapshot: probes P06 and P07. */
public final class XfrmReader {
    private static final String STATE = "P06.state";
    private static final String POLICY = "P06.policy";
    private static final String STAT = "P07";
    /** Evidence is for reading; whoever wants more than this opens the answer itself. */
    private static final int MOST_LINES = 2000;

    private XfrmReader() {}

    /**
     * The facts. An answer that failed gives absent facts, never empty lists: an empty list means that there are no SAs.
     *
     * @param unread gets the lines that were not understood
     * @param missing gets a sentence for each fact that is absent or not complete, by its path
     */
    static XfrmFacts of(Snapshot snapshot, Map<String, String> missing, Unread unread) {
        var states = snapshot.revealed(STATE).map(t -> unread.kept(STATE, States.parse(t)).stream()
                .filter(s -> !s.helper())
                .toList());
        var policies = snapshot.text(POLICY).map(t -> unread.kept(POLICY, Policies.parse(t)).stream()
                .filter(p -> !p.socket())
                .toList());
        var stat = snapshot.text(STAT)
                .map(t -> unread.kept(STAT, XfrmStat.parse(t)))
                .filter(m -> !m.isEmpty());
        why(snapshot, STATE, "SAs").ifPresent(w -> missing.put("xfrm.states", w));
        why(snapshot, POLICY, "policies").ifPresent(w -> missing.put("xfrm.policies", w));
        Stream.of("xfrm.states", "xfrm.policies")
                .filter(missing::containsKey)
                .findFirst()
                .ifPresent(path -> missing.put("xfrm.tunnels", missing.getOrDefault(path, "")));
        if (stat.isEmpty()) {
            String sentence = why(snapshot, STAT, "error counters (xfrm_stat)")
                    .filter(w -> !w.contains("/xfrm_stat"))
                    .orElse("This kernel counts no IPsec errors: /proc/net/xfrm_stat is not there or empty");
            missing.put("xfrm.stat", sentence);
            missing.put("xfrm.moved", sentence);
        }
        var tunnels = states.isPresent() && policies.isPresent()
                ? Optional.of(Tunnels.pair(states, policies, surroundings(snapshot)))
                : Optional.<List<Tunnel>>empty();
        return new XfrmFacts(
                states,
                policies,
                tunnels,
                stat,
                stat.map(XfrmReader::moved),
                Quote.of(STAT, stat.map(XfrmReader::nonZero).orElse(List.of())),
                Quote.of(STATE, quote(states.orElse(List.of()).stream().map(State::lines))),
                Quote.of(POLICY, quote(policies.orElse(List.of()).stream().map(Policy::lines))));
    }

    /** The gateway's own addresses as {@code ip -o addr} lists them, its VTI and XFRM interfaces, and its clock. */
    private static Surroundings surroundings(Snapshot snapshot) {
        var addresses = InterfaceAddress.parse(snapshot.text("P09.addr").orElse("")).value().stream()
                .map(a -> a.address().toString())
                .collect(Collectors.toSet());
        var devices = snapshot.text("P09.link")
                .map(t -> Links.ipsecDevices(t).stream().map(XfrmReader::device).toList());
        return new Surroundings(addresses, devices, GatewayTime.of(snapshot));
    }

    private static Surroundings.Device device(Links.Ipsec d) {
        boolean vti = !d.kind().equals("xfrm");
        return new Surroundings.Device(d.name(), d.up(), vti, d.local(), d.remote(), d.inKey(), d.outKey(), d.ifId());
    }

    private static List<String> moved(Map<String, Long> stat) {
        return stat.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> nonZero(Map<String, Long> stat) {
        return stat.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> "%-24s\t%d".formatted(e.getKey(), e.getValue()))
                .toList();
    }

    private static List<String> quote(Stream<List<String>> blocks) {
        return blocks.flatMap(List::stream).limit(MOST_LINES).toList();
    }

    /** Why the answer does not show all; empty when it does. */
    private static Optional<String> why(Snapshot snapshot, String probe, String what) {
        return snapshot.answer(probe)
                .map(a -> why(snapshot, a, what))
                .orElse(Optional.of("This look did not ask for the " + what));
    }

    private static Optional<String> why(Snapshot snapshot, Answer a, String what) {
        if (a.ok() && !a.cut()) {
            return Optional.empty();
        }
        boolean ran = a.outcome() == Answer.Outcome.DONE;
        if (a.outcome() == Answer.Outcome.NEEDS_ROOT
                || (ran && (a.err().contains("not permitted") || a.err().contains("Permission denied")))) {
            return Optional.of("Only root may see the " + what);
        }
        if (ran && (a.err().contains("\"xfrm\" is unknown") || a.err().contains("BusyBox"))) {
            return Optional.of("The " + what + " could not be read: " + Printed.reduced(snapshot, "ip"));
        }
        return Optional.of("The " + what + Printed.why(snapshot, a));
    }
}
