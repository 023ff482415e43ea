package espy.diagnosis;

import espy.checklist.Clean;
import espy.probe.Snapshot;
import espy.probe.facts.Facts;
import espy.probe.facts.LogEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The logs of one or two ends as one story, in the order of this machine's clock. */
public final class Timeline {
    private static final int MOST = 200;
    /** Seconds of two logs and of two clocks, rounded, may differ so much for one message. */
    private static final Duration APART = Duration.ofSeconds(5);

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
                        Message.of(e.text()),
                        e.harmless()))
                .toList();
    }

    /**
     * Both, by time; lines without one stay behind the one before them. Logs count in seconds and clocks are never quite the same: that is why a
     * message that came in stands behind the line of the other end that sent it, whatever the times say. The last some hundred.
     */
    public static List<Event> merged(List<Event> here, List<Event> there) {
        var mine = new Side(here);
        var its = new Side(there);
        mine.matches(its);
        its.matches(mine);
        var all = new ArrayList<Event>();
        while (!mine.done() || !its.done()) {
            all.add(mine.isNext(its) ? mine.next() : its.next());
        }
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** One end's lines while the two are put together. */
    private static final class Side {
        private final List<Event> events;
        private final List<Instant> times = new ArrayList<>();
        /** For a line that tells of a message that came in: the place of the other end's line that sent it. */
        private final Map<Integer, Integer> sentBy = new HashMap<>();

        private int at;

        Side(List<Event> events) {
            this.events = events;
            Instant last = Instant.EPOCH;
            for (Event e : events) {
                last = e.time().orElse(last);
                times.add(last);
            }
        }

        /** Finds for each message that came in here its line on the other end; a repeated one is taken once. */
        void matches(Side other) {
            var taken = new HashSet<Integer>();
            for (int i = 0; i < events.size(); i++) {
                var received = events.get(i).message();
                for (int k = 0; received.isPresent() && k < other.events.size(); k++) {
                    var sent = other.events.get(k).message();
                    if (sent.isPresent()
                            && sent.get().arrivesAs(received.get())
                            && Duration.between(times.get(i), other.times.get(k))
                                            .abs()
                                            .compareTo(APART)
                                    <= 0
                            && taken.add(k)) {
                        sentBy.put(i, k);
                        break;
                    }
                }
            }
        }

        boolean done() {
            return at == events.size();
        }

        /** Whether this end's line comes next. */
        boolean isNext(Side other) {
            if (done() || other.done()) {
                return other.done();
            }
            if (waitsFor(other) != other.waitsFor(this)) {
                return other.waitsFor(this);
            }
            return !times.get(at).isAfter(other.times.get(other.at));
        }

        /** Whether the next line tells of a message that the other end has not sent yet. */
        private boolean waitsFor(Side other) {
            Integer sender = sentBy.get(at);
            return sender != null && sender >= other.at;
        }

        Event next() {
            return events.get(at++);
        }
    }
}
