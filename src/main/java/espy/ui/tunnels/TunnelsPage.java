package espy.ui.tunnels;

import espy.daemon.Connection;
import espy.probe.facts.Facts;
import espy.run.Run;
import espy.xfrm.Tunnel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the Tunnels screen shows of a run; made off the window's thread.
 *
 * @param rows   a row a tunnel, in the kernel's order
 * @param first  id of the row to show at first; "" when there are none
 * @param remark what to know about the list, for example that it is cut; "" when nothing
 * @param empty  what to say when there are no rows
 */
public record TunnelsPage(List<TunnelRow> rows, String first, String remark, Empty empty) {
    /** Why there is nothing to see, and what to do. */
    public record Empty(String title, String text) {}

    public TunnelsPage {
        rows = List.copyOf(rows);
    }

    public static TunnelsPage of(Run run) {
        Facts facts = run.facts();
        var clock = GatewayClock.of(run.snapshot());
        var names = names(facts);
        List<Tunnel> tunnels = facts.xfrm().tunnels().orElse(List.of());
        var rows = tunnels.stream()
                .map(t -> TunnelRow.of(t, name(t, names), clock))
                .toList();
        String remark = Optional.ofNullable(facts.missing().get("xfrm.tunnels")).orElse("");
        return new TunnelsPage(rows, first(rows, facts.tunnel().name()), rows.isEmpty() ? "" : remark, empty(facts));
    }

    /** Counts for the line above the table, for example {@code 3 tunnels, 1 with a problem}. */
    public String summary() {
        long troubled =
                rows.stream().filter(r -> !r.tunnel().troubles().isEmpty()).count();
        String all = rows.size() + (rows.size() == 1 ? " tunnel" : " tunnels");
        return all
                + switch ((int) Math.min(troubled, 2)) {
                    case 0 -> ", all consistent";
                    case 1 -> ", 1 with a problem";
                    default -> ", " + troubled + " with problems";
                };
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

    private static Empty empty(Facts facts) {
        if (facts.xfrm().tunnels().isEmpty()) {
            String why = Optional.ofNullable(facts.missing().get("xfrm.tunnels"))
                    .map(w -> w.endsWith(".") ? w : w + ".")
                    .orElse("Nobody could read the kernel's SAs and policies.");
            String then = facts.gateway().root()
                    ? ""
                    : " Log in as root, or allow this user sudo without a password, and run again (F5).";
            return new Empty("The tunnels cannot be seen", why + then);
        }
        return new Empty(
                "No SAs and no policies",
                "The kernel of this gateway holds none, so no traffic is encrypted. Check (Ctrl+2) says what keeps the tunnel"
                        + " down. When a connection is only not started yet, start it on the gateway: "
                        + start(facts.daemon().kind())
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
    private static Map<String, String> names(Facts facts) {
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
        return names;
    }

    private static String name(Tunnel tunnel, Map<String, String> names) {
        return tunnel.selectors().stream()
                .map(s -> names.getOrDefault(s.src() + " " + s.dst(), ""))
                .filter(n -> !n.isEmpty())
                .findFirst()
                .orElse("");
    }
}
