package espy.host;

import espy.base.Address;
import espy.base.Numbers;
import espy.base.Parsed;
import espy.base.Words;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A listening UDP socket, as {@code ss -lunp}, {@code netstat -lnup} or {@code /proc/net/udp} and {@code udp6} show it.
 *
 * @param address empty when it listens on all of this host's addresses
 * @param port    0–65535
 * @param process the name of the program behind it; empty where it is not shown, which takes root
 */
public record Socket(Optional<Address> address, int port, Optional<String> process) {
    private static final int HIGHEST_PORT = 65535;
    /** {@code users:(("charon",pid=1,fd=9))} of ss, {@code 1/charon} of netstat. */
    private static final Pattern PROCESS =
            Pattern.compile("users:\\(\\(\"([^\"]{1,64})\"|(?:^| )\\d{1,10}/(\\S{1,64})");

    private static final Pattern SCOPE = Pattern.compile("%[^\\]]*");
    private static final Map<String, String> SERVICES = Map.of("isakmp", "500", "ipsec-nat-t", "4500");

    /** Lines of any of these programs; their heads are passed over. */
    public static Parsed<List<Socket>> parse(String text) {
        var all = Lines.each(text, Socket::line);
        return new Parsed<>(
                all.value(),
                all.unparsed().stream().filter(u -> !head(u.text().strip())).toList());
    }

    private static boolean head(String line) {
        return line.startsWith("State ")
                || line.startsWith("Netid ")
                || line.startsWith("Active Internet ")
                || line.startsWith("Proto ")
                || line.startsWith("sl ");
    }

    private static Optional<Socket> line(Words words) {
        String first = words.next();
        return first.endsWith(":") && Character.isDigit(first.charAt(0)) ? kernel(words.next()) : printed(words);
    }

    /** The first word with a port in it is the socket's own end; before it stand state and queues. */
    private static Optional<Socket> printed(Words words) {
        Optional<Socket> found = Optional.empty();
        while (found.isEmpty() && !words.done()) {
            found = end(words.next());
        }
        String rest = words.rest();
        return found.map(s -> new Socket(
                s.address,
                s.port,
                PROCESS.matcher(rest)
                        .results()
                        .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
                        .findFirst()));
    }

    private static Optional<Socket> end(String word) {
        int colon = word.lastIndexOf(':');
        String host = SCOPE.matcher(word.substring(0, Math.max(colon, 0)))
                .replaceFirst("")
                .replace("[", "")
                .replace("]", "");
        var address = Address.parse(host);
        String service = word.substring(colon + 1);
        return colon > 0 && (host.equals("*") || address.isPresent())
                ? Numbers.parseUpTo(HIGHEST_PORT, SERVICES.getOrDefault(service, service))
                        .map(p -> new Socket(address.filter(a -> !a.isAny()), p, Optional.empty()))
                : Optional.empty();
    }

    /** {@code 0100007F:01F4}: 32-bit words as a little-endian machine holds them (net/ipv4/udp.c); big-endian ones are rare as gateways. */
    private static Optional<Socket> kernel(String word) {
        int colon = word.indexOf(':');
        if ((colon != 8 && colon != 32) || !word.chars().allMatch(c -> c == ':' || HexFormat.isHexDigit(c))) {
            return Optional.empty();
        }
        byte[] bytes = HexFormat.of().parseHex(word, 0, colon);
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = bytes[(i & ~3) + 3 - (i & 3)];
        }
        return Numbers.parseHex(word.substring(colon + 1))
                .filter(p -> p <= HIGHEST_PORT)
                .map(p -> new Socket(
                        Optional.of(Address.of(address)).filter(a -> !a.isAny()), p.intValue(), Optional.empty()));
    }
}
