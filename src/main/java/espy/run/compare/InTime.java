package espy.run.compare;

import espy.checklist.CheckResult;
import espy.checklist.Verdict;
import espy.diagnosis.Finding;
import espy.host.Counters;
import espy.host.Settings;
import espy.run.compare.Difference.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What changed on one gateway between two looks. */
final class InTime {
    /** Of the kernel's hundreds of counters, those that tell of packets that went nowhere. */
    private static final Pattern TROUBLE = Pattern.compile(
            "(?i).*(?:Err|Drop|Discard|Fail|NoRoute|Filter|Abort|Overflow|Prune|NoPorts|Reasm.*Fails|Frag.*Fails).*");

    private static final Pattern PROCESS = Pattern.compile("(?m)^process \\d{1,10} (\\S{1,64})(?: |$)");
    private static final Pattern UNIT = Pattern.compile("(?m)^unit (\\S{1,64} )(\\S{1,64} \\S{1,64})$");

    private InTime() {}

    static void into(Findings f) {
        double seconds =
                Duration.between(f.left.snapshot().started(), f.right.snapshot().started())
                                .toMillis()
                        / 1000.0;
        judged(f);
        SaChanges.into(f, seconds);
        daemons(f);
        f.both("P20", "configuration files", (before, after) -> Configurations.compare(f, before, after));
        Firewalls.into(f, seconds);
        f.both("P09.addr", "addresses", (b, a) -> LineSets.compare(f, Kind.ADDRESS, "address", b, a, LineSets::plain));
        f.both("P09.route", "routes", (b, a) -> LineSets.compare(f, Kind.ROUTE, "route", b, a, LineSets::plain));
        f.both("P09.rule", "routing rules", (b, a) -> LineSets.compare(f, Kind.RULE, "rule", b, a, LineSets::plain));
        f.both("P12", "kernel settings", (b, a) -> LineSets.values(f, Kind.SYSCTL, settings(b), settings(a)));
        f.both(
                "P08",
                "network counters",
                (b, a) -> counters(
                        f, seconds, Counters.parse(b).value(), Counters.parse(a).value()));
        f.both("P09.link", "interface counters", (b, a) -> counters(f, seconds, LinkErrors.of(b), LinkErrors.of(a)));
        machine(f);
        Machines.versions(f, "before", "now");
    }

    /** Causes and verdicts. */
    static void judged(Findings f) {
        var old = by(f.left.diagnosis(), Finding::cause);
        var current = by(f.right.diagnosis(), Finding::cause);
        current.forEach((id, cause) -> {
            if (!old.containsKey(id)) {
                f.add(
                        Kind.CAUSE,
                        id,
                        "",
                        percent(cause),
                        "Now suspected (" + percent(cause) + "): " + cause.title() + ".");
            }
        });
        old.forEach((id, cause) -> {
            var now = Optional.ofNullable(current.get(id)).map(InTime::percent);
            if (now.isEmpty()) {
                f.add(Kind.CAUSE, id, percent(cause), "", "No longer suspected: " + cause.title() + ".");
            } else if (!now.get().equals(percent(cause))) {
                f.add(
                        Kind.CAUSE,
                        id,
                        percent(cause),
                        now.get(),
                        cause.title() + ": " + percent(cause) + " before, " + now.get() + " now.");
            }
        });
        var was = by(f.left.checks(), CheckResult::id);
        var worstFirst = f.right.checks().stream()
                .sorted(Comparator.comparingInt(c -> trouble(c.verdict())))
                .toList();
        for (CheckResult c : worstFirst) {
            Optional.ofNullable(was.get(c.id()))
                    .map(CheckResult::verdict)
                    .filter(v -> v != c.verdict())
                    .ifPresent(v -> f.add(
                            Kind.VERDICT,
                            c.id(),
                            v.word(),
                            c.verdict().word(),
                            "“" + c.title() + "” was " + v.word() + " and is "
                                    + c.verdict().word()
                                    + (c.summary().isEmpty() ? "." : ": " + Words.ended(c.summary()))));
        }
    }

    private static int trouble(Verdict verdict) {
        return switch (verdict) {
            case FAIL -> 0;
            case WARN -> 1;
            case PASS, UNKNOWN, SKIPPED, NEEDS_YOU -> 2;
        };
    }

    private static String percent(Finding cause) {
        return Math.round(cause.confidence() * 100) + " %";
    }

    private static <T> Map<String, T> by(List<T> values, Function<T, String> key) {
        return values.stream().collect(Collectors.toMap(key, v -> v, (a, b) -> a, LinkedHashMap::new));
    }

    private static void daemons(Findings f) {
        f.both("P02", "processes", (before, after) -> {
            var old = PROCESS.matcher(before).results().map(m -> m.group(1)).collect(Collectors.toSet());
            var current = PROCESS.matcher(after).results().map(m -> m.group(1)).collect(Collectors.toSet());
            old.stream()
                    .sorted()
                    .filter(p -> !current.contains(p))
                    .forEach(p -> f.add(Kind.DAEMON, p, "running", "", "The process " + p + " does not run any more."));
            current.stream()
                    .sorted()
                    .filter(p -> !old.contains(p))
                    .forEach(p -> f.add(Kind.DAEMON, p, "", "running", "The process " + p + " runs now."));
            LineSets.values(f, Kind.DAEMON, units(before), units(after));
        });
        f.both(
                "daemon's connections",
                f.left.facts().daemon().connections(),
                f.right.facts().daemon().connections(),
                (before, after) -> {
                    var old = before.stream().map(c -> c.name()).toList();
                    var current = after.stream().map(c -> c.name()).toList();
                    old.stream()
                            .filter(c -> !current.contains(c))
                            .forEach(c -> f.add(
                                    Kind.CONNECTION,
                                    c,
                                    "loaded",
                                    "",
                                    "The connection " + c + " is not loaded any more."));
                    current.stream()
                            .filter(c -> !old.contains(c))
                            .forEach(c ->
                                    f.add(Kind.CONNECTION, c, "", "loaded", "The connection " + c + " is loaded now."));
                });
    }

    private static Map<String, String> units(String text) {
        return UNIT.matcher(text)
                .results()
                .collect(Collectors.toMap(
                        m -> "The service " + m.group(1).strip(), m -> m.group(2), (a, b) -> a, LinkedHashMap::new));
    }

    private static Map<String, String> settings(String text) {
        return Settings.parse(text).value().values();
    }

    /** A counter that is smaller than before began anew, when the machine did. */
    private static void counters(Findings f, double seconds, Map<String, Long> before, Map<String, Long> after) {
        after.forEach((name, is) -> {
            long by = is - before.getOrDefault(name, is);
            if (by > 0 && TROUBLE.matcher(name).matches()) {
                f.add(
                        Kind.COUNTER,
                        name,
                        String.valueOf(is - by),
                        String.valueOf(is),
                        name + ": " + Words.more(by, seconds) + ", " + is + " in all.");
            }
        });
    }

    private static void machine(Findings f) {
        var old = f.left.facts().host();
        var current = f.right.facts().host();
        state(
                f,
                "The clock's synchronisation",
                old.clockSynced().map(InTime::onOff),
                current.clockSynced().map(InTime::onOff));
        state(
                f,
                "The list of full disks",
                old.diskFull().map(String::valueOf),
                current.diskFull().map(String::valueOf));
        Findings.ifBoth(old.memoryFreePercent(), current.memoryFreePercent(), (b, a) -> {
            if (Math.abs(a - b) >= 10) {
                f.add(Kind.HOST, "memory", b + " %", a + " %", "Free memory was " + b + " % and is " + a + " %.");
            }
        });
        Findings.ifBoth(old.load(), current.load(), (b, a) -> {
            if (Math.abs(a - b) >= 0.5) {
                String was = String.format(Locale.ROOT, "%.2f", b);
                String is = String.format(Locale.ROOT, "%.2f", a);
                f.add(Kind.HOST, "load", was, is, "The load per CPU was " + was + " and is " + is + ".");
            }
        });
    }

    private static String onOff(boolean value) {
        return value ? "on" : "off";
    }

    private static void state(Findings f, String what, Optional<String> before, Optional<String> after) {
        Findings.ifBoth(before, after, (b, a) -> {
            if (!b.equals(a)) {
                f.add(Kind.HOST, what, b, a, what + " was " + b + " and is " + a + ".");
            }
        });
    }
}
