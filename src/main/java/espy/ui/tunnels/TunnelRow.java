package espy.ui.tunnels;

import espy.checklist.Verdict;
import espy.ui.part.Quantity;
import espy.xfrm.State;
import espy.xfrm.Tunnel;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A tunnel as a row of the table.
 *
 * @param id         by which it is found again in the next run
 * @param health     how it looks at a glance; {@code state} says the same
 * @param state      {@code up}, {@code no SA}, …
 * @param name       of the connection and child that it was made from; "" when unknown
 * @param selectors  what goes into it, ours first
 * @param algorithms of the SAs, by their usual names
 * @param expiry     when the first of its SAs ends, as words; "" when it does not end by age
 * @param endsAt     the same as a time of the gateway's clock
 * @param words      everything that the filter searches, in lower case
 */
public record TunnelRow(
        String id,
        Verdict health,
        String state,
        String name,
        String selectors,
        String algorithms,
        String expiry,
        Optional<LocalDateTime> endsAt,
        String words,
        GatewayClock clock,
        Tunnel tunnel) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    static TunnelRow of(Tunnel t, String name, GatewayClock clock) {
        String selectors = t.selectors().isEmpty()
                ? t.name()
                : t.selectors().stream()
                        .limit(4)
                        .map(s -> s.src() + " ⇄ " + s.dst())
                        .distinct()
                        .collect(Collectors.joining(", "));
        if (t.selectors().size() > 4) {
            selectors += " and " + (t.selectors().size() - 4) + " more";
        }
        var endsAt = sas(t).map(GatewayClock::expiry).flatMap(Optional::stream).min(LocalDateTime::compareTo);
        String id = t.name() + " " + t.reqid() + " " + t.peer() + " " + t.ifId().orElse(0L);
        String algorithms = sas(t).findFirst().map(AlgorithmNames::of).orElse("");
        String state = state(t);
        String words = Stream.concat(
                        Stream.of(id, name, selectors, algorithms, state, t.peer(), t.local(), t.mode()),
                        Stream.concat(sas(t), t.larval().stream()).map(State::spiText))
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
        return new TunnelRow(
                id,
                health(t),
                state,
                name,
                selectors,
                algorithms,
                endsAt.map(e -> ends(e, clock)).orElse(""),
                endsAt,
                words,
                clock,
                t);
    }

    /** What a list calls it. */
    public String title() {
        return name.isEmpty() ? selectors : name;
    }

    OptionalLong in(Function<State, Optional<Long>> count) {
        return sum(tunnel.inbound(), count);
    }

    OptionalLong out(Function<State, Optional<Long>> count) {
        return sum(tunnel.outbound(), count);
    }

    String problems() {
        int n = tunnel.troubles().size();
        return n == 0 ? "" : n + (n == 1 ? " problem" : " problems");
    }

    /** Absent when one SA does not tell, and when there is no SA. */
    private static OptionalLong sum(List<State> states, Function<State, Optional<Long>> count) {
        return states.isEmpty() || states.stream().anyMatch(s -> count.apply(s).isEmpty())
                ? OptionalLong.empty()
                : OptionalLong.of(states.stream()
                        .mapToLong(s -> count.apply(s).orElse(0L))
                        .sum());
    }

    static String ends(LocalDateTime at, GatewayClock clock) {
        return clock.until(at).map(TunnelRow::inWords).orElseGet(() -> "at " + CLOCK.format(at));
    }

    private static String inWords(Duration left) {
        return left.isNegative() || left.isZero() ? "is over" : "in " + Quantity.seconds(left.toSeconds());
    }

    static Stream<State> sas(Tunnel t) {
        return Stream.concat(t.inbound().stream(), t.outbound().stream());
    }

    private static Verdict health(Tunnel t) {
        boolean both = !t.inbound().isEmpty() && !t.outbound().isEmpty();
        if (both) {
            return t.troubles().isEmpty() ? Verdict.PASS : Verdict.WARN;
        }
        return Verdict.FAIL;
    }

    private static String state(Tunnel t) {
        boolean in = !t.inbound().isEmpty();
        boolean out = !t.outbound().isEmpty();
        if (in && out) {
            return "up";
        } else if (in || out) {
            return "one way";
        }
        return t.larval().isEmpty() ? "no SA" : "negotiating";
    }
}
