package espy.run.compare;

import espy.daemon.GatewayFile;
import espy.run.compare.Difference.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lines of configuration files that were changed. Of a secret, only that it was. */
final class Configurations {
    private static final Pattern TOKEN = Pattern.compile("<(?:key|secret):[0-9a-f]{8,16}>");

    /**
     * A line.
     *
     * @param text  as it is compared
     * @param shown as it is told: no fingerprints
     */
    private record Line(int number, String text, String shown) {
        /** What stands before the equals sign. */
        Optional<String> key() {
            int equals = shown.indexOf('=');
            return equals > 0 ? Optional.of(shown.substring(0, equals).strip()) : Optional.empty();
        }
    }

    private Configurations() {}

    static void compare(Findings f, String before, String after) {
        boolean fingerprints = f.sharesFingerprints();
        if (!fingerprints
                && TOKEN.matcher(before).find()
                && TOKEN.matcher(after).find()) {
            f.note(
                    "Whether keys and secrets are the same cannot be said: the snapshots were taken by different runs of Espy,"
                            + " whose fingerprints cannot be compared. Take both with --with-keys to compare them.");
        }
        var old = files(before, fingerprints);
        var current = files(after, fingerprints);
        old.forEach((path, lines) -> {
            var now = Optional.ofNullable(current.get(path));
            if (now.isEmpty()) {
                f.add(Kind.CONFIGURATION, path, path, "", "The file " + path + " is gone.");
            } else {
                lines(f, path, lines, now.get());
            }
        });
        current.keySet().stream()
                .filter(path -> !old.containsKey(path))
                .forEach(path -> f.add(Kind.CONFIGURATION, path, "", path, "The file " + path + " is new."));
    }

    private static Map<String, List<Line>> files(String text, boolean fingerprints) {
        var files = new LinkedHashMap<String, List<Line>>();
        for (GatewayFile file : GatewayFile.split(text)) {
            var lines = new ArrayList<Line>();
            int number = 0;
            for (String raw : file.text().lines().toList()) {
                number++;
                String line = raw.strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    String shown = TOKEN.matcher(line).replaceAll("(secret)");
                    lines.add(new Line(number, fingerprints ? line : shown, shown));
                }
            }
            files.putIfAbsent(file.path(), lines);
        }
        return files;
    }

    private static void lines(Findings f, String path, List<Line> before, List<Line> after) {
        var gone = without(before, after);
        var fresh = new ArrayList<>(without(after, before));
        for (Line g : gone) {
            var pair = fresh.stream()
                    .filter(l -> (g.key().isPresent() && l.key().equals(g.key())) || l.shown.equals(g.shown))
                    .findFirst();
            pair.ifPresent(fresh::remove);
            String place = path + " line " + pair.map(Line::number).orElse(g.number);
            if (pair.isEmpty()) {
                f.add(Kind.CONFIGURATION, place, g.shown, "", place + " is gone: “" + g.shown + "”.");
            } else if (pair.get().shown.equals(g.shown)) {
                f.add(Kind.KEY, place, "", "", "The secret in " + place + " has changed.");
            } else {
                f.add(
                        Kind.CONFIGURATION,
                        place,
                        g.shown,
                        pair.get().shown,
                        place + ": “" + g.shown + "” became “" + pair.get().shown + "”.");
            }
        }
        for (Line l : fresh) {
            String place = path + " line " + l.number;
            f.add(Kind.CONFIGURATION, place, "", l.shown, place + " is new: “" + l.shown + "”.");
        }
    }

    /** Each line as often as it is there more often than in the others. */
    private static List<Line> without(List<Line> lines, List<Line> others) {
        var counts = new HashMap<String, Integer>();
        others.forEach(l -> counts.merge(l.text, 1, Integer::sum));
        return lines.stream()
                .filter(l -> counts.merge(l.text, -1, Integer::sum) < 0)
                .toList();
    }
}
