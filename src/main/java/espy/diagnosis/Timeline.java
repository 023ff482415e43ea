package espy.diagnosis;

import espy.checklist.Clean;
import espy.probe.Snapshot;
import espy.probe.facts.Facts;
import espy.probe.facts.LogEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The logs of one or two ends as one story, in the order of this machine's clock. */
public final class Timeline {
    private static final int MOST = 200;

    private Timeline() {}

    /** The lines of one end. */
    public static List<Event> of(Snapshot snapshot, Facts facts, String end) {
        long ahead = facts.gateway().clockOffsetSeconds().orElse(0L);
        return LogEvent.of(snapshot, facts.daemon(), facts.tunnel()).stream()
                .map(e -> new Event(
                        e.time().map(t -> t.minusSeconds(ahead)),
                        end,
                        Clean.line(e.text()),
                        e.signature(),
                        e.meaning(),
                        e.harmless()))
                .toList();
    }

    /** Both, by time; lines without one stay behind the one before them. The last some hundred. */
    public static List<Event> merged(List<Event> here, List<Event> there) {
        record Dated(Instant time, Event event) {}
        var all = new ArrayList<Dated>();
        for (List<Event> end : List.of(here, there)) {
            Instant last = Instant.EPOCH;
            for (Event e : end) {
                last = e.time().orElse(last);
                all.add(new Dated(last, e));
            }
        }
        var sorted = all.stream()
                .sorted(Comparator.comparing(Dated::time))
                .map(Dated::event)
                .toList();
        return List.copyOf(sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size()));
    }
}
