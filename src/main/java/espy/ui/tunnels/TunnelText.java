package espy.ui.tunnels;

import espy.xfrm.Policy;
import espy.xfrm.State;
import java.util.ArrayList;
import java.util.List;

/** A tunnel as plain text for the clipboard: what the detail shows, but of all SAs and policies. */
final class TunnelText {
    private TunnelText() {}

    /** @param keys whether a person asked to see the keys themselves */
    static String of(TunnelRow row, boolean keys) {
        var t = row.tunnel();
        var lines = new ArrayList<String>();
        lines.add(row.title() + ": " + row.state());
        lines.add("from " + t.local() + " to " + t.peer());
        t.troubles().forEach(w -> lines.add("! " + w));
        t.notes().forEach(w -> lines.add("· " + w));
        add(lines, "Inbound", t.inbound(), row.clock(), keys);
        add(lines, "Outbound", t.outbound(), row.clock(), keys);
        add(lines, "Larval", t.larval(), row.clock(), keys);
        for (Policy p : t.policies()) {
            add(lines, PolicyFacts.title(p), PolicyFacts.of(p));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void add(List<String> lines, String name, List<State> states, GatewayClock clock, boolean keys) {
        var newestFirst = TunnelRow.generations(states);
        for (State s : newestFirst) {
            add(lines, StateFacts.title(name, s, s.equals(newestFirst.getFirst())), StateFacts.of(s, clock, keys));
        }
    }

    private static void add(List<String> lines, String title, List<Fact> facts) {
        lines.add("");
        lines.add(title);
        facts.forEach(f -> lines.add("  %-18s %s".formatted(f.name(), f.value())));
    }
}
