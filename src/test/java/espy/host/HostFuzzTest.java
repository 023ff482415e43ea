package espy.host;

import com.code_intelligence.jazzer.junit.FuzzTest;
import espy.base.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Whatever the machine under the tunnel prints: no parser throws, hangs, or makes more of it than there is. */
final class HostFuzzTest {
    private static final List<Function<String, Parsed<?>>> PARSERS = List.of(
            Counters::parse,
            InterfaceAddress::parse,
            Load::perCpu,
            Mount::parse,
            Neighbour::parse,
            PeerRoute::parse,
            Route::parse,
            Rule::parse,
            Settings::parse,
            Socket::parse);

    @FuzzTest(maxDuration = "15s")
    void anyText(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        long lines = text.chars().filter(c -> c == '\n').count() + 1;
        for (var parser : PARSERS) {
            var parsed = parser.apply(text);
            check(parsed.unparsed().size() <= Math.max(lines, data.length), "more lines than there are");
            check(!(parsed.value() instanceof List<?> l) || l.size() <= data.length, "more things than bytes");
        }
        Memory.freePercent(text).ifPresent(p -> check(p >= 0 && p <= 100, "percent"));
        check(
                !Clock.synchronised(text).isPresent()
                        || text.contains(":")
                        || text.contains("=")
                        || text.contains("leap_"),
                "clock");
        check(Links.ipsec(text).size() <= data.length, "more links than bytes");
        for (Socket s : Socket.parse(text).value()) {
            check(s.port() >= 0 && s.port() <= 65535, "port");
        }
        for (Route r : Route.parse(text).value()) {
            var routing = new Routing(List.of(r), Rule.parse(text).value());
            routing.lookup(r.to().address(), r.src(), "lo");
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
