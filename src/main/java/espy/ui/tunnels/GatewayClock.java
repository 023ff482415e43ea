package espy.ui.tunnels;

import espy.probe.Snapshot;
import espy.probe.facts.GatewayTime;
import espy.ui.part.Quantity;
import espy.xfrm.Limits;
import espy.xfrm.State;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the gateway's own clock showed when it was looked at. The kernel's times are local times of the gateway without a zone, so only its
 * own clock can be compared with them.
 *
 * @param now absent where the gateway does not say
 */
record GatewayClock(Optional<LocalDateTime> now) {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm:ss");

    static GatewayClock of(Snapshot snapshot) {
        return new GatewayClock(GatewayTime.of(snapshot));
    }

    /** When the kernel will delete the SA because of its age; absent when it has no such limit. */
    static Optional<LocalDateTime> expiry(State s) {
        return earliest(s, l -> l.hardAdd(), l -> l.hardUse());
    }

    /** When the daemon will be asked to rekey; absent when there is no such limit. */
    static Optional<LocalDateTime> rekeying(State s) {
        return earliest(s, l -> l.softAdd(), l -> l.softUse());
    }

    private static Optional<LocalDateTime> earliest(
            State s, Function<Limits, Optional<Long>> sinceAdded, Function<Limits, Optional<Long>> sinceUsed) {
        var limits = s.limits();
        return Stream.of(after(s.added(), limits.flatMap(sinceAdded)), after(s.firstUsed(), limits.flatMap(sinceUsed)))
                .flatMap(Optional::stream)
                .min(LocalDateTime::compareTo);
    }

    private static Optional<LocalDateTime> after(Optional<String> from, Optional<Long> seconds) {
        return seconds.filter(n -> n > 0 && n < 10_000_000_000L)
                .flatMap(n -> from.flatMap(GatewayTime::parse).map(t -> t.plusSeconds(n)));
    }

    /** {@code in 45 min}, {@code is over}; without a clock the time itself. */
    String words(LocalDateTime then) {
        return now.map(n -> Duration.between(n, then))
                .map(left -> left.isPositive() ? "in " + Quantity.seconds(left.toSeconds()) : "is over")
                .orElseGet(() -> "at " + HOUR.format(then));
    }
}
