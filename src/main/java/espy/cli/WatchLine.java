package espy.cli;

import espy.checklist.Clean;
import espy.report.EventJson;
import espy.xfrm.Change;
import espy.xfrm.Drops;
import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.XfrmText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that happened on a gateway, as one line.
 *
 * @param time   ISO 8601 in UTC; events carry the gateway's time, what is found by comparing carries ours
 * @param event  {@code sa-added}, {@code rate}, …
 * @param words  for people
 * @param fields for programs
 */
record WatchLine(String time, String event, String words, Map<String, Object> fields) {
    private static final Pattern TIME = Pattern.compile("^\\[(\\d{4}-\\d\\d-\\d\\dT[\\d:.]{8,20})]\\s*");
    private static final Pattern NAMESPACE = Pattern.compile("^\\[nsid [^\\]]*]\\s*");
    private static final Pattern HARD = Pattern.compile("(?m)^\\s+hard ([01])\\s*$");

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
     */
    static Optional<WatchLine> of(String object, String now) {
        var stamp = TIME.matcher(object);
        boolean stamped = stamp.find();
        String time = stamped ? stamp.group(1) + "Z" : now;
        String text = NAMESPACE
                .matcher(stamped ? object.substring(stamp.end()) : object)
                .replaceFirst("");
        for (var verb : List.of(
                Map.entry("Updated ", "updated"), Map.entry("Deleted ", "deleted"), Map.entry("Expired ", "expired"))) {
            if (text.startsWith(verb.getKey() + "src ")) {
                return block(time, verb.getValue(), text.substring(verb.getKey().length()));
            }
        }
        if (text.startsWith("src ")) {
            return block(time, "added", text);
        }
        return text.startsWith("Async event") ? Optional.empty() : Optional.of(plain(time, kind(text), text));
    }

    private static Optional<WatchLine> block(String time, String verb, String text) {
        var read = XfrmText.parse(text).value();
        if (!read.policies().isEmpty()) {
            var p = read.policies().getFirst();
            return p.socket() ? Optional.empty() : Optional.of(of(time, "policy-" + verb, p));
        }
        if (read.states().isEmpty()) {
            return Optional.of(plain(time, verb, text));
        }
        var line = of(time, "sa-" + verb, read.states().getFirst());
        var hard = HARD.matcher(text);
        if (!verb.equals("expired") || !hard.find()) {
            return Optional.of(line);
        }
        boolean dead = hard.group(1).equals("1");
        line.fields.put("hard", dead);
        return Optional.of(new WatchLine(
                time, line.event, line.words + (dead ? ", hard: it is gone" : ", soft: time to rekey"), line.fields));
    }

    private static String kind(String text) {
        return List.of("acquire", "Mapping", "Flushed", "report", "Default").stream()
                .filter(text::startsWith)
                .findFirst()
                .orElse("other")
                .toLowerCase(Locale.ROOT);
    }

    private static WatchLine plain(String time, String event, String text) {
        String words = text.strip().replaceAll("\\s+", " ");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", Clean.line(words));
        return new WatchLine(time, event, words, fields);
    }
}
