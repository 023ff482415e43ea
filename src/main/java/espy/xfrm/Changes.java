package espy.xfrm;

import espy.base.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares two readings of one gateway. */
public final class Changes {
    private static final Drops NONE = new Drops(0, 0, 0);
    private static final Optional<Long> ZERO = Optional.of(0L);

    /** What tells one SA from all others in the kernel. */
    private record Name(String dst, String proto, long spi, Optional<Mark> mark) {}

    /** What an SA and the one that replaces it have in common. */
    private record Purpose(
            String src,
            String dst,
            String proto,
            long reqid,
            String mode,
            Optional<Long> ifId,
            Optional<Selector> selector) {}

    /** What tells one policy from all others in the kernel. */
    private record Place(Selector selector, String dir, Optional<Mark> mark, Optional<Long> ifId, boolean socket) {}

    private Changes() {}

    /** SAs first, then policies, then what moved; each in the order of the later reading. Policies of single sockets are left out. */
    public static List<Change> between(Reading before, Reading after) {
        var all = new ArrayList<Change>();
        states(before, after, all);
        policies(before, after, all);
        moved(before, after, all);
        after.stat().forEach((name, total) -> {
            long by = total - before.stat().getOrDefault(name, 0L);
            if (by > 0 && !before.stat().isEmpty()) {
                all.add(new Change.Dropped(name, by, total));
            }
        });
        return List.copyOf(all);
    }

    private static void states(Reading before, Reading after, List<Change> all) {
        var old = by(before.states(), Changes::name);
        var current = by(after.states(), Changes::name);
        var purposes = by(before.states().reversed(), Changes::purpose); // the newest stands first and is put last
        current.forEach((name, s) -> {
            var same = Optional.ofNullable(old.get(name));
            var predecessor = Optional.ofNullable(purposes.get(purpose(s)));
            if (same.isPresent()) {
                if (updated(same.get(), s)) {
                    all.add(new Change.StateUpdated(same.get(), s));
                }
            } else if (predecessor.isPresent()
                    && !s.larval()
                    && !predecessor.get().larval()) {
                all.add(new Change.StateRekeyed(predecessor.get(), s));
            } else {
                all.add(new Change.StateAdded(s));
            }
        });
        old.forEach((name, s) -> {
            if (!current.containsKey(name)) {
                all.add(new Change.StateDeleted(s));
            }
        });
    }

    private static boolean updated(State a, State b) {
        return a.larval() != b.larval()
                || !a.encap().equals(b.encap())
                || !a.src().equals(b.src());
    }

    private static void policies(Reading before, Reading after, List<Change> all) {
        var old = by(before.policies(), Changes::place);
        var current = by(after.policies(), Changes::place);
        current.forEach((place, p) -> {
            var same = Optional.ofNullable(old.get(place));
            if (place.socket()) {
                return;
            }
            if (same.isEmpty()) {
                all.add(new Change.PolicyAdded(p));
            } else if (!asks(same.get()).equals(asks(p))) {
                all.add(new Change.PolicyUpdated(same.get(), p));
            }
        });
        old.forEach((place, p) -> {
            if (!place.socket() && !current.containsKey(place)) {
                all.add(new Change.PolicyDeleted(p));
            }
        });
    }

    private static List<Object> asks(Policy p) {
        return List.of(p.action(), p.priority(), p.templates());
    }

    private static void moved(Reading before, Reading after, List<Change> all) {
        double seconds = Duration.between(before.at(), after.at()).toNanos() / 1e9;
        var old = by(before.states(), Changes::name);
        var spis = before.states().stream().map(State::spi).collect(Collectors.toSet());
        for (State s : after.states()) {
            var o = Optional.ofNullable(old.get(name(s)));
            if (o.isEmpty() && spis.contains(s.spi())) {
                continue; // moved to another address (MOBIKE) with its counters, which did not begin at zero
            }
            long packets = since(o.map(State::packets).orElse(ZERO), s.packets());
            long bytes = since(o.map(State::bytes).orElse(ZERO), s.bytes());
            if (seconds > 0 && (packets > 0 || bytes > 0)) {
                all.add(new Change.Traffic(s, bytes / seconds, packets / seconds));
            }
            var was = o.flatMap(State::drops).orElse(NONE);
            var is = s.drops().orElse(NONE);
            var by = new Drops(is.tooOld() - was.tooOld(), is.replayed() - was.replayed(), is.failed() - was.failed());
            if (by.tooOld() > 0 || by.replayed() > 0 || by.failed() > 0) {
                all.add(new Change.Refused(s, by));
            }
        }
    }

    private static long since(Optional<Long> before, Optional<Long> after) {
        return before.isPresent() && after.isPresent() ? after.get() - before.get() : 0;
    }

    private static Name name(State s) {
        return new Name(s.dst(), s.proto(), s.spi(), s.mark());
    }

    private static Purpose purpose(State s) {
        return new Purpose(s.src(), s.dst(), s.proto(), s.reqid(), s.mode(), s.ifId(), s.selector());
    }

    private static Place place(Policy p) {
        return new Place(p.selector(), p.dir(), p.mark(), p.ifId(), p.socket());
    }

    private static <K, V> Map<K, V> by(Collection<V> values, Function<V, K> key) {
        var map = new LinkedHashMap<K, V>();
        values.forEach(v -> map.put(key.apply(v), v));
        return map;
    }
}
