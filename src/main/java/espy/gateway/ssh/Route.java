package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.util.ArrayList;
import java.util.List;

/** The hosts on the way to a gateway, nearest first, the gateway itself last. */
final class Route {
    private static final int MOST_HOPS = 8;

    private Route() {}

    /** As ssh goes: a jump host's own {@code ProxyJump} counts only for the first of a list; the others are reached through it. */
    static List<Hop> to(String typed, SshOptions options) throws GatewayException {
        var hops = new ArrayList<Hop>();
        Hop hop = Hop.of(typed, options, false);
        hops.add(hop);
        while (!hop.jumps().isEmpty()) {
            List<String> jumps = hop.jumps();
            for (String jump : jumps.reversed()) {
                hops.addFirst(Hop.of(jump.strip(), options, true));
            }
            hop = hops.getFirst();
            if (hops.size() > MOST_HOPS) {
                throw new GatewayException(
                        "The way to %s has more than %d jump hosts; perhaps two of them name each other. Check ProxyJump in your SSH configuration."
                                .formatted(typed, MOST_HOPS));
            }
        }
        return hops;
    }
}
