package espy.host;

import espy.base.Address;
import espy.base.Parsed;
import espy.base.Words;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the neighbour table ({@code ip neigh show}): the link-layer address of a host on the same link, or that it has none.
 *
 * @param state {@code REACHABLE}, {@code STALE}, {@code FAILED}, …
 */
public record Neighbour(Address address, String dev, String state) {
    public static Parsed<List<Neighbour>> parse(String text) {
        return Lines.each(IpJson.neighbours(text), Neighbour::line);
    }

    /** Whether the host did not answer; empty while the kernel is still asking or keeps no state. */
    public Optional<Boolean> failed() {
        return switch (state) {
            case "FAILED", "INCOMPLETE" -> Optional.of(true);
            case "REACHABLE", "STALE", "DELAY", "PERMANENT", "NOARP" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Neighbour> line(Words words) {
        var address = Address.parse(words.next());
        String dev = words.accept("dev") ? words.next() : "";
        String state = "";
        while (!words.done()) {
            state = words.next(); // the last word
        }
        String last = state;
        return address.map(a -> new Neighbour(a, dev, last));
    }
}
