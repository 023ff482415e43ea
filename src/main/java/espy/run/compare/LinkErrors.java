package espy.run.compare;

import espy.base.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The error counters of interfaces in {@code ip -s link} (iproute2 ip/ipaddress.c), by a name such as {@code eth0 rx dropped}. */
final class LinkErrors {
    private static final Pattern HEAD = Pattern.compile("^\\d{1,9}: ([^:@\\s]{1,64})[:@].*");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final List<String> GOOD = List.of("bytes", "packets", "mcast", "RX", "TX");

    private LinkErrors() {}

    static Map<String, Long> of(String text) {
        var counters = new LinkedHashMap<String, Long>();
        String dev = "";
        List<String> titles = List.of();
        for (String line : text.lines().toList()) {
            var head = HEAD.matcher(line);
            String strip = line.strip();
            if (head.matches()) {
                dev = head.group(1);
                titles = List.of();
            } else if (strip.startsWith("RX:")
                    || strip.startsWith("TX:")
                    || strip.startsWith("RX errors:")
                    || strip.startsWith("TX errors:")) {
                titles = BLANKS.splitAsStream(strip.replace(":", "")).toList();
            } else if (!titles.isEmpty()) {
                values(dev, titles, BLANKS.splitAsStream(strip).toList(), counters);
                titles = List.of();
            }
        }
        return counters;
    }

    /** The titles begin with the direction, for which there is no value. */
    private static void values(String dev, List<String> titles, List<String> values, Map<String, Long> counters) {
        int skip = titles.size() - values.size();
        for (int i = 0; skip >= 1 && i < values.size(); i++) {
            String title = titles.get(i + skip);
            if (!GOOD.contains(title)) {
                String name = dev + " " + titles.getFirst().toLowerCase(Locale.ROOT) + " " + title;
                Numbers.parse(values.get(i)).ifPresent(n -> counters.merge(name, n, Math::max));
            }
        }
    }
}
