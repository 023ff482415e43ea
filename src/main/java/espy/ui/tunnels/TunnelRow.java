package espy.ui.tunnels;

import espy.base.Selector;
import espy.checklist.Verdict;
import espy.xfrm.State;
import espy.xfrm.Tunnel;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 * @param rekeysAt   when the daemon is asked to rekey the newest SA of a direction, by the gateway's clock; absent when age does not matter
 * @param endsAt     when the kernel deletes the newest SA of a direction
 * @param words      everything that the filter searches, in lower case
 */
public record TunnelRow(
        String id,
        Verdict health,
        String state,
        String name,
        String selectors,
        String algorithms,
        Optional<LocalDateTime> rekeysAt,
        Optional<LocalDateTime> endsAt,
        String words,
        GatewayClock clock,
        Flow in,
        Flow out,
        Tunnel tunnel) {
    private static final int MOST_SELECTORS = 4;
    private static final Comparator<State> BY_AGE =
            Comparator.comparing(s -> s.added().orElse(""));

    /** By {@code id} first: a table of 100 000 rows looks for the selected one at every change. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TunnelRow row
                && id.equals(row.id)
                && name.equals(row.name)
                && tunnel.equals(row.tunnel);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    static TunnelRow of(Tunnel t, String name, GatewayClock clock) {
        String selectors = selectors(t);
        String algorithms = sas(t).findFirst().map(AlgorithmNames::of).orElse("");
        String state = t.status();
        return new TunnelRow(
                id(t),
                health(t),
                state,
                name,
                selectors,
                algorithms,
                earliest(t, GatewayClock::rekeying),
                earliest(t, GatewayClock::expiry),
                words(t, List.of(name, algorithms, state)),
                clock,
                Flow.of(t.inbound()),
                Flow.of(t.outbound()),
                t);
    }

    /** The same with the rates since an earlier look at it. */
    TunnelRow since(TunnelRow earlier, Duration between) {
        return new TunnelRow(
                id,
                health,
                state,
                name,
                selectors,
                algorithms,
                rekeysAt,
                endsAt,
                words,
                clock,
                in.since(earlier.in, earlier.tunnel.inbound(), tunnel.inbound(), between),
                out.since(earlier.out, earlier.tunnel.outbound(), tunnel.outbound(), between),
                tunnel);
    }

    /** What a list calls it. */
    public String title() {
        return name.isEmpty() ? selectors : name;
    }

    /** When its SAs end, for example {@code in 45 min}; "" when they do not end by age. */
    public String expiry() {
        return endsAt.map(clock::words).orElse("");
    }

    /** When they are to be rekeyed, as {@link #expiry}. */
    String rekeying() {
        return rekeysAt.map(clock::words).orElse("");
    }

    /** {@code 2 problems}, else how many generations of SAs there are; "" when neither is worth a word. */
    String remark() {
        int problems = tunnel.troubles().size();
        if (problems > 0) {
            return problems + (problems == 1 ? " problem" : " problems");
        }
        int generations = Math.max(tunnel.inbound().size(), tunnel.outbound().size());
        return generations > 1 ? generations + " generations" : "";
    }

    /** The newest first. The kernel lists them so, but pasted text may have been sorted. */
    static List<State> generations(List<State> states) {
        return states.stream().sorted(BY_AGE.reversed()).toList();
    }

    private static Stream<State> sas(Tunnel t) {
        return Stream.concat(t.inbound().stream(), t.outbound().stream());
    }

    private static String id(Tunnel t) {
        String traffic = t.reqid() > 0 ? "" : t.name();
        return "%d %s %s %s %s %s %s"
                .formatted(
                        t.reqid(),
                        t.local(),
                        t.peer(),
                        t.ifId().map(String::valueOf).orElse("-"),
                        t.mark().map(String::valueOf).orElse("-"),
                        t.policies().isEmpty() ? "SAs" : t.mode(),
                        traffic);
    }

    private static String selectors(Tunnel t) {
        if (t.selectors().isEmpty()) {
            return t.name();
        }
        String some = t.selectors().stream()
                .limit(MOST_SELECTORS)
                .map(TunnelRow::selector)
                .distinct()
                .collect(Collectors.joining(", "));
        int more = t.selectors().size() - MOST_SELECTORS;
        return more > 0 ? some + " and " + more + " more" : some;
    }

    private static String selector(Selector s) {
        return s.src() + " ⇄ " + s.dst()
                + s.proto().map(p -> " " + p).orElse("")
                + s.sport().map(p -> " from port " + p).orElse("")
                + s.dport().map(p -> " to port " + p).orElse("");
    }

    private static Optional<LocalDateTime> earliest(Tunnel t, Function<State, Optional<LocalDateTime>> time) {
        return Stream.of(t.inbound(), t.outbound())
                .flatMap(states -> newest(states).stream())
                .flatMap(s -> time.apply(s).stream())
                .min(LocalDateTime::compareTo);
    }

    static Optional<State> newest(List<State> states) {
        return states.isEmpty() ? Optional.empty() : Optional.of(Collections.max(states, BY_AGE));
    }

    /** Without any character beyond Latin-1 where possible: 100 000 rows of them are in memory. */
    private static String words(Tunnel t, List<String> shown) {
        var words = new StringBuilder(256);
        shown.forEach(w -> words.append(w).append(' '));
        words.append(t.local()).append(' ').append(t.peer()).append(' ').append(t.mode());
        words.append(" reqid ").append(t.reqid());
        t.mark().ifPresent(m -> words.append(" mark ").append(m));
        t.ifId().ifPresent(i -> words.append(" if_id 0x").append(Long.toHexString(i)));
        for (Selector s : t.selectors()) {
            words.append(' ').append(s.src()).append(' ').append(s.dst());
        }
        for (var states : List.of(t.inbound(), t.outbound(), t.larval())) {
            for (State s : states) {
                words.append(' ').append(s.proto()).append(' ').append(s.spiText());
                s.encap().ifPresent(e -> words.append(' ').append(e.type()));
            }
        }
        Stream.concat(t.troubles().stream(), t.notes().stream())
                .forEach(w -> words.append(' ').append(w.replace('⇄', ' ')));
        return words.toString().toLowerCase(Locale.ROOT);
    }

    private static Verdict health(Tunnel t) {
        boolean both = !t.inbound().isEmpty() && !t.outbound().isEmpty();
        if (both) {
            return t.troubles().isEmpty() ? Verdict.PASS : Verdict.WARN;
        }
        return Verdict.FAIL;
    }
}
