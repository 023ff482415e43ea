package espy.host;

import espy.base.Address;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The routing tables and the order in which they are asked. A model of the kernel's choice for packets without marks: no VRF.
 *
 * @param rules empty when they could not be seen; then the usual ones count, with strongSwan's table 220 before {@code main}
 */
public record Routing(List<Route> routes, List<Rule> rules) {
    /** Among routes that fit, the longest prefix wins, then the least metric. */
    private static final Comparator<Route> BEST = Comparator.comparingInt((Route r) -> r.to().length())
            .thenComparing(Route::metric, Comparator.reverseOrder());

    public Routing {
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
    }

    /**
     * The route that a packet takes, which may be one that refuses it ({@link Route#out} is "" then); empty when no table has any.
     *
     * @param source as far as it is known
     * @param by     the interface by which the packet comes in; {@code lo} for one of this host
     */
    public Optional<Route> lookup(Address destination, Optional<Address> source, String by) {
        var family = rules.stream().filter(r -> r.v6() == destination.isV6()).toList();
        for (Rule rule : family.isEmpty() ? Rule.usual(destination.isV6()) : family) {
            if (!rule.fits(destination, source, by)) {
                continue;
            }
            var route = rule.action().equals("lookup") ? inTable(rule, destination) : Optional.<Route>empty();
            if (route.isPresent()) {
                return route;
            }
            if (rule.refuses()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The best route of the rule's table; empty when there is none or when it sends the search on to the next rule. */
    private Optional<Route> inTable(Rule rule, Address destination) {
        return routes.stream()
                .filter(r -> r.table().equals(rule.table()) && r.to().contains(destination))
                .max(BEST)
                .filter(r -> r.to().length() > rule.suppressed() && !r.type().equals("throw"));
    }
}
