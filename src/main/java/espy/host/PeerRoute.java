package espy.host;

import espy.base.Address;
import espy.base.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel answered to {@code ip route get PEER}.
 *
 * @param route empty when the kernel said that there is none
 */
public record PeerRoute(Address peer, Optional<Route> route) {
    /** How the kernel names a lookup that found nothing, or an unreachable, prohibit or blackhole route. */
    private static final List<String> REFUSALS =
            List.of("Network is unreachable", "No route to host", "Permission denied", "Invalid argument");

    /** Pairs of {@code peer ADDRESS} and the command's output. An output that says neither yes nor no is left out. */
    public static Parsed<List<PeerRoute>> parse(String text) {
        var found = new ArrayList<PeerRoute>();
        var open = new ArrayList<String>();
        var refused = Lines.scan(text, words -> {
            String line = words.rest();
            if (line.startsWith("peer ")) {
                close(open).ifPresent(found::add);
                open.clear();
            } else if (open.isEmpty()) {
                return false;
            }
            open.add(line);
            return true;
        });
        close(open).ifPresent(found::add);
        return new Parsed<>(List.copyOf(found), refused);
    }

    private static Optional<PeerRoute> close(List<String> lines) {
        if (lines.size() < 2) {
            return Optional.empty();
        }
        String answer = lines.get(1);
        boolean none = answer.contains("RTNETLINK") && REFUSALS.stream().anyMatch(answer::endsWith);
        var route = none ? Optional.<Route>empty() : Route.line(answer);
        return none || route.isPresent()
                ? Address.parse(lines.getFirst().substring("peer ".length())).map(a -> new PeerRoute(a, route))
                : Optional.empty();
    }
}
