package espy.run.compare;

import espy.probe.facts.TunnelFacts;
import espy.run.Run;
import espy.run.compare.Difference.Kind;
import espy.xfrm.Change;
import espy.xfrm.Changes;
import espy.xfrm.Reading;
import espy.xfrm.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What changed in the kernel's tables, and which tunnels came up or went down. */
final class SaChanges {
    /** Of many SAs that carried traffic, those with the most. */
    private static final int MOST_TRAFFIC = 50;

    private SaChanges() {}

    static void into(Findings f, double seconds) {
        tunnels(f);
        f.both(
                "SAs",
                f.left.facts().xfrm().states(),
                f.right.facts().xfrm().states(),
                (sas, sasAfter) -> f.both(
                        "policies",
                        f.left.facts().xfrm().policies(),
                        f.right.facts().xfrm().policies(),
                        (policies, policiesAfter) -> {
                            var before = new Reading(f.left.snapshot().started(), sas, policies, stat(f.left));
                            var after =
                                    new Reading(f.right.snapshot().started(), sasAfter, policiesAfter, stat(f.right));
                            var changes = Changes.between(before, after);
                            var traffic = new ArrayList<Change.Traffic>();
                            var replaced = new HashSet<State>();
                            changes.forEach(c -> {
                                if (c instanceof Change.StateRekeyed r) {
                                    replaced.add(r.old());
                                }
                            });
                            for (Change c : changes) {
                                if (c instanceof Change.Traffic t) {
                                    traffic.add(t);
                                } else if (!(c instanceof Change.StateDeleted d && replaced.contains(d.state()))) {
                                    told(f, c, seconds);
                                }
                            }
                            traffic(f, traffic, seconds);
                        }));
    }

    private static Map<String, Long> stat(Run run) {
        return run.facts().xfrm().stat().orElse(Map.of());
    }

    private static void tunnels(Findings f) {
        var old = states(f.left.tunnels());
        states(f.right.tunnels()).forEach((name, is) -> {
            var was = Optional.ofNullable(old.get(name));
            if (was.isPresent() && !was.get().equals(is)) {
                f.add(
                        Kind.TUNNEL,
                        name,
                        was.get(),
                        is,
                        "The tunnel " + name + " was " + was.get() + " and is " + is + ".");
            }
        });
    }

    private static Map<String, String> states(List<TunnelFacts> tunnels) {
        return tunnels.stream()
                .filter(t -> t.installed().isPresent())
                .collect(Collectors.toMap(
                        TunnelFacts::name,
                        t -> t.installed().orElse(false) ? "up" : "down",
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private static void told(Findings f, Change change, double seconds) {
        switch (change) {
            case Change.StateAdded c ->
                f.add(Kind.SA, c.state().spiText(), "", Words.sa(c.state()), "The " + Words.sa(c.state()) + " is new.");
            case Change.StateDeleted c ->
                f.add(
                        Kind.SA,
                        c.state().spiText(),
                        Words.sa(c.state()),
                        "",
                        "The " + Words.sa(c.state()) + " is gone.");
            case Change.StateRekeyed c ->
                f.add(
                        Kind.SA,
                        c.state().spiText(),
                        c.old().spiText(),
                        c.state().spiText(),
                        "The " + Words.sa(c.state()) + " came for " + c.old().spiText() + " (rekeyed).");
            case Change.StateUpdated c ->
                f.add(
                        Kind.SA,
                        c.state().spiText(),
                        Words.sa(c.old()),
                        Words.sa(c.state()),
                        "The " + Words.sa(c.state()) + " has become ready, or reaches its peer in another way.");
            case Change.PolicyAdded c ->
                f.add(
                        Kind.POLICY,
                        c.policy().selector().toString(),
                        "",
                        Words.policy(c.policy()),
                        "The " + Words.policy(c.policy()) + " is new.");
            case Change.PolicyDeleted c ->
                f.add(
                        Kind.POLICY,
                        c.policy().selector().toString(),
                        Words.policy(c.policy()),
                        "",
                        "The " + Words.policy(c.policy()) + " is gone.");
            case Change.PolicyUpdated c -> {
                String was = Words.asks(c.old());
                String is = Words.asks(c.policy());
                if (!was.equals(is)) { // else only the SPI in its template is another one, as after each rekeying
                    f.add(
                            Kind.POLICY,
                            c.policy().selector().toString(),
                            was,
                            is,
                            "The " + Words.policy(c.policy()) + " was " + was + " and is " + is + ".");
                }
            }
            case Change.Dropped c ->
                f.add(
                        Kind.COUNTER,
                        c.name(),
                        String.valueOf(c.total() - c.by()),
                        String.valueOf(c.total()),
                        "IPsec dropped packets (" + c.name() + "): " + Words.more(c.by(), seconds) + ", " + c.total()
                                + " in all.");
            case Change.Refused c ->
                f.add(
                        Kind.COUNTER,
                        c.state().spiText(),
                        "",
                        "",
                        "The " + Words.sa(c.state()) + " refused packets: " + c.by().failed() + " with a wrong ICV, "
                                + c.by().replayed() + " replayed, " + c.by().tooOld() + " too old.");
            case Change.Traffic c -> throw new IllegalArgumentException("traffic is told apart: " + c);
        }
    }

    private static void traffic(Findings f, List<Change.Traffic> traffic, double seconds) {
        traffic.sort(Comparator.comparingDouble(Change.Traffic::bytesPerSecond).reversed());
        for (var t : traffic.subList(0, Math.min(MOST_TRAFFIC, traffic.size()))) {
            long packets = Math.round(t.packetsPerSecond() * seconds);
            long bytes = Math.round(t.bytesPerSecond() * seconds);
            f.add(
                    Kind.TRAFFIC,
                    t.state().spiText(),
                    "",
                    bytes + " bytes, " + packets + " packets",
                    "Through the " + Words.sa(t.state()) + " went " + bytes + " bytes in " + packets + " packets ("
                            + String.format(Locale.ROOT, "%.1f", t.packetsPerSecond()) + " packets/s).");
        }
        if (traffic.size() > MOST_TRAFFIC) {
            f.note("Traffic is told for the " + MOST_TRAFFIC + " busiest of " + traffic.size() + " SAs.");
        }
    }
}
