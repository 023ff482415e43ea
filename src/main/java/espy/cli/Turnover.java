package espy.cli;

import espy.xfrm.Change;
import espy.xfrm.State;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order SAs went and came, as the monitor told it. Two readings alone cannot tell a rekey, where the new SA is there before the old
 * one goes, from a tunnel that was down for a moment.
 */
final class Turnover {
    /** What tells one SA from others: destination, protocol and SPI. */
    private record Name(Object dst, Object proto, Object spi) {}

    private final Map<Name, Integer> came = new HashMap<>();
    private final Map<Name, Integer> went = new HashMap<>();
    private int heard;

    /** The monitor has told an event. */
    void heard(WatchLine line) {
        var fields = line.fields();
        if (!fields.containsKey("spi")) {
            return;
        }
        var name = name(fields);
        heard++;
        switch (line.event()) {
            case "sa-added", "sa-updated" -> came.putIfAbsent(name, heard);
            case "sa-deleted" -> went.put(name, heard);
            default -> {}
        }
    }

    /** Whether this only looks like a rekey: the old SA was gone before the new one came. */
    boolean interrupted(Change change) {
        return change instanceof Change.StateRekeyed r
                && went.getOrDefault(name(r.old()), Integer.MAX_VALUE) < came.getOrDefault(name(r.state()), 0);
    }

    /** A reading was compared with the one before it: what this one holds has come, what it lacks has gone, and is not asked about again. */
    void seen(List<State> states) {
        if (heard > 0) {
            Set<Name> there = new HashSet<>();
            states.forEach(s -> there.add(name(s)));
            came.keySet().removeAll(there);
            went.keySet().retainAll(there);
        }
    }

    private static Name name(State s) {
        return new Name(s.dst(), s.proto(), s.spiText());
    }

    private static Name name(Map<String, Object> fields) {
        return new Name(
                fields.getOrDefault("dst", ""), fields.getOrDefault("proto", ""), fields.getOrDefault("spi", ""));
    }
}
