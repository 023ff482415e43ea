package espy.host;

import espy.base.Address;
import espy.base.Parsed;
import espy.base.Prefix;
import espy.base.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An address of this host, from {@code ip addr show}: in lines of its own ({@code -o}), in blocks, brief ({@code -br}) or as JSON.
 *
 * @param dev     the interface
 * @param address without its prefix length
 */
public record InterfaceAddress(String dev, Address address) {
    public static Parsed<List<InterfaceAddress>> parse(String text) {
        var found = new ArrayList<InterfaceAddress>();
        var block = new AtomicReference<>("");
        var refused = Lines.scan(IpJson.addresses(text), words -> {
            String first = words.next();
            if (words.endsWith(":") && first.endsWith(":")) {
                block.set(Links.plain(words.next()));
                return true;
            }
            if (first.endsWith(":")) { // the index
                String dev = Links.plain(words.next());
                return one(words.next(), dev, words, found);
            }
            return one(first, block.get(), words, found) || brief(first, words, found);
        });
        return new Parsed<>(List.copyOf(found), refused);
    }

    /** Whether other hosts could use it: neither of the loopback network nor link-local. */
    public boolean reachable() {
        return NOT_REACHABLE.stream().noneMatch(p -> p.contains(address));
    }

    /** Of an interface (iproute2 ip/ipaddress.c, oper_states). */
    private static final Set<String> STATES =
            Set.of("UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP");

    private static final List<Prefix> NOT_REACHABLE =
            List.of("127.0.0.0/8", "::1/128", "169.254.0.0/16", "fe80::/10").stream()
                    .map(Prefix::parse)
                    .flatMap(Optional::stream)
                    .toList();

    /** From {@code inet} on. Of a block, the lines about the link and about lifetimes hold no address. */
    private static boolean one(String family, String dev, Words words, List<InterfaceAddress> found) {
        if (family.startsWith("link/") || family.equals("valid_lft")) {
            return true;
        }
        // with a peer, the length stands behind the peer's address
        var prefix =
                family.equals("inet") || family.equals("inet6") ? Prefix.parse(words.next()) : Optional.<Prefix>empty();
        prefix.map(p -> new InterfaceAddress(dev, p.address())).ifPresent(found::add);
        return prefix.isPresent();
    }

    private static boolean brief(String dev, Words words, List<InterfaceAddress> found) {
        boolean known = STATES.contains(words.next());
        while (known && !words.done()) {
            Prefix.parse(words.next())
                    .map(p -> new InterfaceAddress(Links.plain(dev), p.address()))
                    .ifPresent(found::add);
        }
        return known;
    }
}
