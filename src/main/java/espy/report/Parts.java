package espy.report;

import espy.checklist.CheckResult;
import espy.checklist.Evidence;
import espy.gateway.Answer;
import espy.probe.facts.TunnelFacts;
import espy.run.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What every report for people says, as plain text still to be escaped. */
final class Parts {
    private static final Map<String, String> DAEMONS =
            Map.of("strongswan", "strongSwan", "libreswan", "Libreswan", "racoon", "racoon", "any", "Any gateway");

    private static final List<String> ORDER = List.of("strongswan", "libreswan", "racoon", "any");

    private Parts() {}

    /** A checklist with its checks in order. */
    record Group(String id, String title, List<CheckResult> checks) {}

    static List<Group> groups(Run run) {
        return run.checks().stream()
                .collect(Collectors.groupingBy(CheckResult::checklist, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(e -> new Group(e.getKey(), e.getValue().getFirst().checklistTitle(), e.getValue()))
                .toList();
    }

    /** Advice by the daemon's name for people, that of the gateway's own daemon first. */
    static Map<String, String> advice(Map<String, String> byDaemon, Run run) {
        var keys = new ArrayList<String>();
        keys.add(run.facts().daemon().kind());
        keys.addAll(ORDER);
        byDaemon.keySet().stream().sorted().forEach(keys::add);
        var advice = new LinkedHashMap<String, String>();
        for (String key : keys) {
            Optional.ofNullable(byDaemon.get(key)).ifPresent(text -> advice.put(DAEMONS.getOrDefault(key, key), text));
        }
        return advice;
    }

    /** What stands above the lines of a piece of evidence; "" when they speak for themselves. */
    static String head(Evidence evidence) {
        var words = new ArrayList<String>();
        evidence.time().filter(t -> !t.isBlank()).ifPresent(words::add);
        if (evidence.end().equals("peer")) {
            words.add("at the other end");
        }
        if (!evidence.note().isBlank()) {
            words.add(evidence.note());
        }
        return String.join(" – ", words);
    }

    /** When and how the gateway was looked at. */
    static String looked(Run run) {
        String as =
                run.snapshot().user().isEmpty() ? "" : ", as " + run.snapshot().user();
        String root = run.facts().gateway().root() ? " with root's view" : " without root's view";
        int probes = run.snapshot().answers().size();
        return run.started() + as + root + ", " + probes + (probes == 1 ? " probe" : " probes") + " in "
                + run.took().toMillis() + " ms";
    }

    /** The tunnel's properties that are known, by what people call them; empty when no tunnel was chosen. */
    static Map<String, String> tunnel(Run run) {
        TunnelFacts t = run.facts().tunnel();
        var rows = new LinkedHashMap<String, String>();
        if (t.chosen()) {
            rows.put("Name", t.name());
            rows.put("Our address", t.local());
            rows.put("Peer", t.peer());
            rows.put("Local networks", String.join(", ", t.localTs()));
            rows.put("Remote networks", String.join(", ", t.remoteTs()));
            rows.put("Mode", t.mode());
            rows.put("IKE version", t.ikeVersion());
            rows.put("Loaded by the daemon", yesNo(t.loaded()));
            rows.put("SAs in both directions", yesNo(t.installed()));
            rows.put("Packets in", number(t.packetsIn()));
            rows.put("Packets out", number(t.packetsOut()));
            rows.put("Packets that failed the integrity check", number(t.failedIn()));
            rows.put("Packets outside the replay window or seen before", number(t.replayIn()));
            rows.put("ESP in UDP", yesNo(t.udpEncap()));
            rows.values().removeIf(String::isEmpty);
        }
        return rows;
    }

    /** What became of a probe. */
    static String outcome(Answer answer) {
        String cut = answer.cut() ? ", cut" : "";
        return switch (answer.outcome()) {
            case DONE -> (answer.exit() == 0 ? "ok" : "exit status " + answer.exit()) + cut;
            case TIMED_OUT -> "took too long" + cut;
            case NEEDS_ROOT -> "needs root";
            case NOT_INSTALLED -> "not installed";
            case LOST -> "connection lost" + cut;
            case NOT_ASKED -> "not asked";
        };
    }

    private static String yesNo(Optional<Boolean> fact) {
        return fact.map(b -> b ? "yes" : "no").orElse("");
    }

    private static String number(Optional<Long> fact) {
        return fact.map(String::valueOf).orElse("");
    }
}
