package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The way to a gateway.
 *
 * @param hops    nearest first, the gateway itself last
 * @param notices what was asked for and is not done, for the person to know
 */
record Route(List<Hop> hops, List<String> notices) {
    private static final int MOST_HOPS = 8;

    /** As ssh goes: a jump host's own {@code ProxyJump} counts only for the first of a list; the others are reached through it. */
    static Route to(String typed, SshOptions options) throws GatewayException {
        var config = SshConfig.of(options.config(), Hop.home());
        var hops = new ArrayList<Hop>();
        Hop hop = Hop.of(typed, options, config, false);
        hops.add(hop);
        while (!hop.line().jumps().isEmpty()) {
            Hop reached = hop;
            for (String jump : hop.line().jumps().reversed()) {
                hops.addFirst(Hop.of(jump.strip(), options, config, true));
            }
            hop = hops.getFirst();
            if (hop.host().equals(reached.host())
                    && hop.port() == reached.port()
                    && hop.user().equals(reached.user())) {
                throw new GatewayException(
                        "%s is its own jump host. Give it “ProxyJump none” in your SSH configuration, above the line for all hosts."
                                .formatted(hop.typed()));
            }
            if (hops.size() > MOST_HOPS) {
                throw new GatewayException(
                        "The way to %s has more than %d jump hosts; perhaps two of them name each other. Check ProxyJump in your SSH configuration."
                                .formatted(typed, MOST_HOPS));
            }
        }
        var notices = new LinkedHashSet<>(Notices.ofPlaces(config.notUnderstood()));
        hops.forEach(h -> notices.addAll(h.notices()));
        return new Route(List.copyOf(hops), List.copyOf(notices));
    }
}
