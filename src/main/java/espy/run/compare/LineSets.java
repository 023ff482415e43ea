package espy.run.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Lines that are there once each and in no order that matters: what is gone, and what is new. */
final class LineSets {
    /** What changes by itself. */
    private static final Pattern PASSING = Pattern.compile(
            " (?:expires|valid_lft|preferred_lft|error|age|hoplimit) -?\\w{1,20}|\\\\| dynamic\\b|\\s+$");

    private static final Pattern INDEX = Pattern.compile("^\\d{1,9}: ");
    private static final Pattern BLANKS = Pattern.compile("\\s{1,500}");

    private LineSets() {}

    /** Differences of such a kind, each with its own sentence. */
    static void compare(
            Findings findings,
            Difference.Kind kind,
            String what,
            String before,
            String after,
            Function<String, Optional<String>> plain) {
        var old = lines(before, plain);
        var current = lines(after, plain);
        for (String line : old) {
            if (!current.contains(line)) {
                findings.add(kind, line, line, "", "The " + what + " " + line + " is gone.");
            }
        }
        for (String line : current) {
            if (!old.contains(line)) {
                findings.add(kind, line, "", line, "The " + what + " " + line + " is new.");
            }
        }
    }

    private static Set<String> lines(String text, Function<String, Optional<String>> plain) {
        var lines = new LinkedHashSet<String>();
        text.lines().flatMap(l -> plain.apply(l).stream()).forEach(lines::add);
        return lines;
    }

    /** A line of {@code ip route}, {@code ip rule} or {@code ip -o addr} without what passes by itself; empty for the kernel's own routes. */
    static Optional<String> plain(String line) {
        String one = BLANKS.matcher(
                        PASSING.matcher(INDEX.matcher(line).replaceFirst("")).replaceAll(""))
                .replaceAll(" ")
                .strip();
        return one.isEmpty() || one.contains(" table local ") ? Optional.empty() : Optional.of(one);
    }

    /** Values by name: what changed, what is gone, what is new. */
    static void values(Findings findings, Difference.Kind kind, Map<String, String> before, Map<String, String> after) {
        var names = new LinkedHashMap<String, String>(before);
        after.forEach(names::putIfAbsent);
        for (String name : new ArrayList<>(names.keySet())) {
            String was = before.getOrDefault(name, "");
            String is = after.getOrDefault(name, "");
            if (!was.equals(is)) {
                String sentence = was.isEmpty()
                        ? name + " is new: " + is + "."
                        : is.isEmpty()
                                ? name + " is gone; it was " + was + "."
                                : name + " was " + was + " and is " + is + ".";
                findings.add(kind, name, was, is, sentence);
            }
        }
    }
}
