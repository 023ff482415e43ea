package espy.host;

import espy.base.Numbers;
import espy.base.Parsed;
import espy.base.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kernel's network counters since boot, from {@code nstat -azs} or from {@code /proc/net/snmp} and {@code /proc/net/netstat}. */
public final class Counters {
    private Counters() {}

    /** By the names that nstat uses ({@code TcpExtIPReversePathFilter}); a value below zero, which means "no limit", is left out. */
    public static Parsed<Map<String, Long>> parse(String text) {
        var counters = new LinkedHashMap<String, Long>();
        var heads = new LinkedHashMap<String, List<String>>();
        var refused = Lines.scan(text, words -> {
            String first = words.next();
            if (first.endsWith(":")) {
                return group(first, all(words), heads, counters);
            }
            var value = Numbers.parse(words.next());
            value.ifPresent(v -> counters.put(first, v));
            return value.isPresent() || first.startsWith("#");
        });
        return new Parsed<>(Collections.unmodifiableMap(counters), refused);
    }

    /** In /proc, a line of names is followed by a line of values, and both begin with the group. */
    private static boolean group(
            String group, List<String> words, Map<String, List<String>> heads, Map<String, Long> counters) {
        var names = heads.remove(group);
        if (names == null) {
            heads.put(group, words);
            return true;
        }
        String prefix = group.substring(0, group.length() - 1);
        for (int i = 0; i < Math.min(names.size(), words.size()); i++) {
            String name = prefix + names.get(i);
            Numbers.parse(words.get(i)).ifPresent(v -> counters.put(name, v));
        }
        return names.size() == words.size();
    }

    private static List<String> all(Words words) {
        var all = new ArrayList<String>();
        while (!words.done()) {
            all.add(words.next());
        }
        return all;
    }
}
