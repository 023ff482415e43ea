package espy.cli;

import espy.checklist.Clean;
import espy.report.EventJson;
import espy.xfrm.Change;
import espy.xfrm.Drops;
import espy.xfrm.Event;
import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.XfrmText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something that happened on a gateway, as one line.
 *
 * @param time   ISO 8601 in UTC; events carry the gateway's time, what is found by comparing carries ours
 * @param event  {@code sa-added}, {@code rate}, …
 * @param words  for people
 * @param fields for programs
 */
record WatchLine(String time, String event, String words, Map<String, Object> fields) {

    String text() {
        return Clean.line("%s %-14s %s".formatted(time, event, words));
    }

    String json() {
        var all = new LinkedHashMap<String, Object>();
        all.put("time", time);
        all.put("event", event);
        all.putAll(fields);
        return EventJson.line(all);
    }

    static WatchLine of(String time, Change change) {
        return switch (change) {
            case Change.StateAdded c -> of(time, "sa-added", c.state());
            case Change.StateDeleted c -> of(time, "sa-deleted", c.state());
            case Change.StateUpdated c -> of(time, "sa-updated", c.state());
            case Change.StateRekeyed c -> {
                var line = of(time, "sa-rekeyed", c.state());
                line.fields.put("replaces", c.old().spiText());
                yield new WatchLine(
                        time, line.event, line.words + ", before " + c.old().spiText(), line.fields);
            }
            case Change.PolicyAdded c -> of(time, "policy-added", c.policy());
            case Change.PolicyDeleted c -> of(time, "policy-deleted", c.policy());
            case Change.PolicyUpdated c -> of(time, "policy-updated", c.policy());
            case Change.Traffic c -> {
                var line = of(time, "rate", c.state());
                line.fields.put("bytesPerSecond", rounded(c.bytesPerSecond()));
                line.fields.put("packetsPerSecond", rounded(c.packetsPerSecond()));
                String rate = String.format(
                        Locale.ROOT,
                        "%s/s, %.1f packets/s",
                        Amount.bytes(Math.round(c.bytesPerSecond())),
                        c.packetsPerSecond());
                yield new WatchLine(time, line.event, line.words + ": " + rate, line.fields);
            }
            case Change.Refused c -> {
                var line = of(time, "sa-refused", c.state());
                Drops by = c.by();
                line.fields.put("failed", by.failed());
                line.fields.put("replayed", by.replayed());
                line.fields.put("tooOld", by.tooOld());
                String how = ": %d failed, %d replayed, %d too old".formatted(by.failed(), by.replayed(), by.tooOld());
                yield new WatchLine(time, line.event, line.words + how, line.fields);
            }
            case Change.Dropped c -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("counter", c.name());
                fields.put("by", c.by());
                fields.put("total", c.total());
                yield new WatchLine(time, "dropped", "%s +%d = %d".formatted(c.name(), c.by(), c.total()), fields);
            }
        };
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static WatchLine of(String time, String event, State s) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("src", s.src());
        fields.put("dst", s.dst());
        fields.put("proto", s.proto());
        fields.put("spi", s.spiText());
        fields.put("reqid", s.reqid());
        fields.put("mode", s.mode());
        String words =
                "%s → %s %s %s reqid %d %s".formatted(s.src(), s.dst(), s.proto(), s.spiText(), s.reqid(), s.mode());
        return new WatchLine(time, event, words, fields);
    }

    private static WatchLine of(String time, String event, Policy p) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dir", p.dir());
        fields.put("selector", p.selector().toString());
        fields.put("action", p.action());
        fields.put("priority", p.priority());
        String words = "%s %s priority %d%s".formatted(p.dir(), p.selector(), p.priority(), p.blocks() ? " block" : "");
        return new WatchLine(time, event, words, fields);
    }

    /**
     * What the monitor printed of one event, its keys masked. The kernel's counter syncs, which come all the time while traffic flows, say
     * nothing, nor do the policies of single sockets.
     *
     * @param now the time when the event tells none
     */
    static Optional<WatchLine> of(String object, String now) {
        var x = XfrmText.parse(object).value();
        if (!x.events().isEmpty()) {
            var event = x.events().getFirst();
            return of(event, event.time().map(t -> t + "Z").orElse(now)); // the monitor was asked for UTC
        }
        // without a time, what is added looks as in a table
        if (!x.states().isEmpty()) {
            return Optional.of(of(now, "sa-added", x.states().getFirst()));
        }
        if (!x.policies().isEmpty()) {
            return Optional.of(x.policies().getFirst()).filter(p -> !p.socket()).map(p -> of(now, "policy-added", p));
        }
        return Optional.of(plain(now, "other", object));
    }

    /** As above, at that time. */
    static Optional<WatchLine> of(Event event, String time) {
        return switch (event) {
            case Event.OfState e ->
                Optional.of(of(time, "sa-" + verb(e.change()), e.state()).ended(e.hard()));
            case Event.OfPolicy e when e.policy().socket() -> Optional.empty();
            case Event.OfPolicy e ->
                Optional.of(of(time, "policy-" + verb(e.change()), e.policy()).ended(e.hard()));
            case Event.Sync _ -> Optional.empty();
            case Event.Acquire e -> {
                String packet = e.selector().map(Object::toString).orElse("?");
                String policy = e.policy().map(p -> ", policy " + p.selector()).orElse("");
                yield Optional.of(plain(time, "acquire", e.proto() + " wanted for " + packet + policy));
            }
            case Event.Mapping e ->
                Optional.of(plain(
                        time,
                        "mapping",
                        "%s → %s %s 0x%08x reqid %d".formatted(e.from(), e.to(), e.proto(), e.spi(), e.reqid())));
            case Event.Flushed e -> {
                String which = e.what().equals("state") && e.which().equals("0") ? "all" : e.which();
                yield Optional.of(plain(time, "flushed", (e.what().equals("state") ? "SAs: " : "policies: ") + which));
            }
            case Event.Report e ->
                Optional.of(plain(
                        time,
                        "report",
                        e.proto() + e.selector().map(x -> " " + x).orElse("")));
            case Event.Defaults e -> Optional.of(plain(time, "default", actions(e.actions())));
            case Event.Unknown e -> Optional.of(plain(time, "other", e.text()));
        };
    }

    /** {@code in accept, fwd block}: what happens to packets without a policy. */
    static String actions(Map<String, String> actions) {
        return actions.entrySet().stream()
                .map(a -> a.getKey() + " " + a.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String verb(Event.Change change) {
        return change.name().toLowerCase(Locale.ROOT);
    }

    private WatchLine ended(Optional<Boolean> hard) {
        hard.ifPresent(h -> fields.put("hard", h));
        String how = hard.map(h -> h ? ", hard: it is gone" : ", soft: time to rekey")
                .orElse("");
        return new WatchLine(time, event, words + how, fields);
    }

    private static WatchLine plain(String time, String event, String text) {
        String words = text.strip().replaceAll("\\s+", " ");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", Clean.line(words));
        return new WatchLine(time, event, words, fields);
    }
}
