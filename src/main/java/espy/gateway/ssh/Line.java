package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a host is reached, and when the line to it counts as dead.
 *
 * @param connectTimeout for the connection and the server's first words
 * @param attempts       so often it is tried
 * @param alive          pause between two questions whether it is still there; zero for none
 * @param unanswered     so many of them may stay without an answer
 * @param family         {@code any}, {@code inet} or {@code inet6}
 * @param from           own address to connect from
 * @param jumps          hosts to go through, nearest first, as written
 * @param command        program whose standard input and output are the connection
 */
record Line(
        Duration connectTimeout,
        int attempts,
        Duration alive,
        int unanswered,
        String family,
        Optional<String> from,
        List<String> jumps,
        Optional<String> command) {
    /** ssh waits as long as the system does, which is minutes. */
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** ssh does not ask at all unless told to; a look should not hang on a dead line. */
    private static final Duration ALIVE = Duration.ofSeconds(5);

    static Line of(Settings settings, Optional<String> jump, Tokens tokens) throws GatewayException {
        Optional<String> family = settings.first("addressfamily").map(f -> f.toLowerCase(Locale.ROOT));
        if (family.filter(f -> !List.of("any", "inet", "inet6").contains(f)).isPresent()) {
            throw settings.wrong("addressfamily", "any, inet or inet6");
        }
        Optional<String> jumps = jump.or(() -> settings.rest("proxyjump")
                        .map(j -> j.replaceFirst("#.*", "").strip()))
                .filter(j -> !j.equalsIgnoreCase("none"));
        Optional<String> command =
                settings.rest("proxycommand").filter(c -> !c.equalsIgnoreCase("none") && jump.isEmpty());
        return new Line(
                settings.time("connecttimeout").filter(Duration::isPositive).orElse(CONNECT),
                settings.number("connectionattempts", 1, 1, 1000),
                settings.time("serveraliveinterval").orElse(ALIVE),
                settings.number("serveralivecountmax", 3, 0, 1_000_000),
                family.orElse("any"),
                settings.first("bindaddress").filter(a -> !a.equals("*")),
                jumps.map(j -> List.of(j.split(",", -1))).orElse(List.of()),
                command.isPresent() ? Optional.of(tokens.command(command.get())) : Optional.empty());
    }

    /** Whether addresses of this kind may be used. */
    boolean takes(InetAddress address) {
        return switch (family) {
            case "inet" -> address instanceof Inet4Address;
            case "inet6" -> !(address instanceof Inet4Address);
            default -> true;
        };
    }
}
