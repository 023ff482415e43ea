package espy.ui.tunnels;

import espy.xfrm.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What went one way through a tunnel.
 *
 * @param bytes   of all its SAs; absent when there is none, or when one does not tell
 * @param packets as {@code bytes}
 */
record Flow(Optional<Long> bytes, Optional<Long> packets, Rates rates) {
    static Flow of(List<State> states) {
        return new Flow(sum(states, State::bytes), sum(states, State::packets), Rates.NONE);
    }

    /**
     * The same with the rate since an earlier look. An SA that is new since then brings all its bytes; what an SA carried between that look
     * and its end is not seen.
     */
    Flow since(Flow earlier, List<State> then, List<State> now, Duration between) {
        if (bytes.isEmpty() || between.toMillis() <= 0) {
            return new Flow(bytes, packets, earlier.rates());
        }
        Map<Long, Long> before = new HashMap<>();
        then.forEach(s -> before.put(s.spi(), s.bytes().orElse(0L)));
        long moved = 0;
        for (State s : now) {
            moved += Math.max(0, s.bytes().orElse(0L) - before.getOrDefault(s.spi(), 0L));
        }
        return new Flow(bytes, packets, earlier.rates().and(moved * 1000.0 / between.toMillis()));
    }

    private static Optional<Long> sum(List<State> states, Function<State, Optional<Long>> count) {
        long sum = 0;
        for (State s : states) {
            var one = count.apply(s);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            sum += one.get();
        }
        return states.isEmpty() ? Optional.empty() : Optional.of(sum);
    }
}
