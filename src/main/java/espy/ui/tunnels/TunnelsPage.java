package espy.ui.tunnels;

import espy.daemon.Connection;
import espy.probe.Snapshot;
import espy.probe.facts.Facts;
import espy.probe.facts.FactsReader;
import espy.run.Run;
import espy.ui.part.Quantity;
import espy.xfrm.Tunnel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the Tunnels screen shows of a look; made off the window's thread.
 *
 * @param known    what only a whole run can tell
 * @param at       when the gateway was looked at, by this machine's clock
 * @param rows     a row a tunnel, in the kernel's order
 * @param first    id of the row to show at first; "" when there are none
 * @param troubled how many rows have something that does not fit together
 * @param remark   what to know about the list, for example that it is cut; "" when nothing
 * @param empty    what to say when there are no rows
 */
public record TunnelsPage(
        Known known, Instant at, List<TunnelRow> rows, String first, int troubled, String remark, Empty empty) {
    /** Before there is a run. */
    static final TunnelsPage NONE =
            new TunnelsPage(new Known("", false, Map.of(), "", ""), Instant.EPOCH, List.of(), "", new Empty("", ""));

    /** Why there is nothing to see, and what to do. */
    public record Empty(String title, String text) {}

    /**
     * What a short look at the kernel's tables alone does not ask for.
     *
     * @param gateway what the person called it
     * @param live    whether it answers now, so that looking again shows something new
     * @param names   of configured children by the traffic they carry
     * @param chosen  the tunnel that the run is about; "" for none
     * @param daemon  {@code strongswan}, …; "" when none was seen
     */
    record Known(String gateway, boolean live, Map<String, String> names, String chosen, String daemon) {
        static Known of(Run run) {
            Facts facts = run.facts();
            return new Known(
                    run.gateway(),
                    run.snapshot().live(),
                    childNames(facts),
                    facts.tunnel().name(),
                    facts.daemon().kind());
        }
    }

    public TunnelsPage {
        rows = List.copyOf(rows);
    }

    private TunnelsPage(Known known, Instant at, List<TunnelRow> rows, String remark, Empty empty) {
        this(
                known,
                at,
                rows,
                first(rows, known.chosen()),
                (int) rows.stream()
                        .filter(r -> !r.tunnel().troubles().isEmpty())
                        .count(),
                rows.isEmpty() ? "" : remark,
                empty);
    }

    public static TunnelsPage of(Run run) {
        return of(Known.of(run), run.facts(), run.snapshot());
    }

    /** The same gateway, of which only the kernel's tables were asked again. */
    public TunnelsPage again(Snapshot tables) {
        return of(
                known,
                FactsReader.of(tables, Optional.empty(), Optional.empty()).facts(),
                tables);
    }

    private static TunnelsPage of(Known known, Facts facts, Snapshot snapshot) {
        var clock = GatewayClock.of(snapshot);
        List<Tunnel> tunnels = facts.xfrm().tunnels().orElse(List.of());
        var rows = tunnels.stream()
                .map(t -> TunnelRow.of(t, name(t, known.names()), clock))
                .toList();
        String remark = Optional.ofNullable(facts.missing().get("xfrm.tunnels")).orElse("");
        return new TunnelsPage(known, snapshot.started(), rows, remark, empty(facts, known.daemon()));
    }

    /** This page with the rates since an earlier one; of another gateway there are none. */
    TunnelsPage after(TunnelsPage earlier) {
        if (!earlier.known.gateway().equals(known.gateway()) || !at.isAfter(earlier.at)) {
            return this;
        }
        var between = Duration.between(earlier.at, at);
        Map<String, TunnelRow> before = new HashMap<>();
        earlier.rows.forEach(r -> before.put(r.id(), r));
        var moved = rows.stream()
                .map(r -> Optional.ofNullable(before.get(r.id()))
                        .map(b -> r.since(b, between))
                        .orElse(r))
                .toList();
        return new TunnelsPage(known, at, moved, first, troubled, remark, empty);
    }

    /** Each look gives its own page: comparing 100 000 rows, only to learn that nothing has changed, costs more than showing them. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Counts for the line above the table, for example {@code 3 tunnels, 1 with a problem}. */
    public String summary() {
        return tunnels(rows.size())
                + switch (Math.min(troubled, 2)) {
                    case 0 -> ", all consistent";
                    case 1 -> ", 1 with a problem";
                    default -> ", " + Quantity.count(troubled) + " with problems";
                };
    }

    static String tunnels(int number) {
        return Quantity.count(number) + (number == 1 ? " tunnel" : " tunnels");
    }

    Optional<TunnelRow> row(String id) {
        return rows.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    private static String first(List<TunnelRow> rows, String chosen) {
        return rows.stream()
                .filter(r -> !chosen.isEmpty() && r.name().equals(chosen))
                .findFirst()
                .or(() -> rows.stream()
                        .filter(r -> !r.tunnel().troubles().isEmpty())
                        .findFirst())
                .or(() -> rows.stream().findFirst())
                .map(TunnelRow::id)
                .orElse("");
    }

    private static Empty empty(Facts facts, String daemon) {
        if (facts.xfrm().tunnels().isEmpty()) {
            String why = Optional.ofNullable(facts.missing().get("xfrm.tunnels"))
                    .map(w -> w.endsWith(".") ? w : w + ".")
                    .orElse("Nobody could read the kernel's SAs and policies.");
            String then = facts.gateway().root() ? "" : " Become root (Ctrl+U), or log in as root.";
            return new Empty("The tunnels cannot be seen", why + then);
        }
        return new Empty(
                "No SAs and no policies",
                "The kernel of this gateway holds none, so no traffic is encrypted. Check (Ctrl+2) says what keeps the tunnel"
                        + " down. When a connection is only not started yet, start it on the gateway: "
                        + start(daemon)
                        + " Then run again (F5).");
    }

    private static String start(String daemon) {
        return switch (daemon) {
            case "strongswan" -> "swanctl --initiate --child NAME, or ipsec up NAME.";
            case "libreswan" -> "ipsec auto --up NAME.";
            case "racoon" -> "racoonctl vpn-connect PEER, or send traffic that a policy matches.";
            default -> "first install and start an IKE daemon.";
        };
    }

    /** Names of configured children by the traffic they carry; traffic that several carry has no name. */
    private static Map<String, String> childNames(Facts facts) {
        var names = new HashMap<String, String>();
        List<Connection> all = facts.daemon()
                .connections()
                .or(() -> facts.daemon().configured())
                .orElse(List.of());
        for (Connection c : all) {
            for (var child : c.children()) {
                for (String local : child.localTs()) {
                    for (String remote : child.remoteTs()) {
                        names.merge(
                                local + " " + remote, c.name() + "/" + child.name(), (a, b) -> a.equals(b) ? a : "");
                    }
                }
            }
        }
        return Map.copyOf(names);
    }

    private static String name(Tunnel tunnel, Map<String, String> names) {
        return tunnel.selectors().stream()
                .map(s -> names.getOrDefault(s.src() + " " + s.dst(), ""))
                .filter(n -> !n.isEmpty())
                .findFirst()
                .orElse("");
    }
}
