package espy.host;

import espy.base.Address;
import espy.base.Parsed;
import espy.base.Prefix;
import espy.base.Words;
import java.util.List;
import java.util.Optional;

/**
 * An address of this host, from {@code ip -o addr show}.
 *
 * @param dev     the interface
 * @param address without its prefix length
 */
public record InterfaceAddress(String dev, Address address) {
    public static Parsed<List<InterfaceAddress>> parse(String text) {
        return Lines.each(text, InterfaceAddress::line);
    }

    /** Whether other hosts could use it: neither of the loopback network nor link-local. */
    public boolean reachable() {
        return NOT_REACHABLE.stream().noneMatch(p -> p.contains(address));
    }

    private static final List<Prefix> NOT_REACHABLE =
            List.of("127.0.0.0/8", "::1/128", "169.254.0.0/16", "fe80::/10").stream()
                    .map(Prefix::parse)
                    .flatMap(Optional::stream)
                    .toList();

    private static Optional<InterfaceAddress> line(Words words) {
        words.next(); // the index
        String dev = Links.plain(words.next());
        if (!words.accept("inet") && !words.accept("inet6")) {
            return Optional.empty();
        }
        // with a peer, the length stands behind the peer's address
        return Prefix.parse(words.next()).map(p -> new InterfaceAddress(dev, p.address()));
    }
}
