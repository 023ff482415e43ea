package espy.host;

import espy.base.Numbers;
import espy.base.Parsed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names with values, one to a line: {@code net.ipv4.ip_forward = 1}, {@code NTPSynchronized=yes}, {@code ID="debian"},
 * {@code MemTotal:  16384 kB}, {@code net/ipv4/ip_forward:1}. The parts of a name are parted by points. When a name comes twice, the first counts.
 *
 * @param values in the order of the text; quotes around a value and blanks at its ends are not part of it
 */
public record Settings(Map<String, String> values) {
    private static final String CONF = "net.ipv4.conf.";

    public Settings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Parsed<Settings> parse(String text) {
        var values = new LinkedHashMap<String, String>();
        var refused = Lines.scan(text, words -> {
            String line = words.rest();
            int at = separator(line);
            if (at > 0) {
                values.putIfAbsent(
                        line.substring(0, at).strip().replace('/', '.'),
                        unquoted(line.substring(at + 1).strip()));
            }
            return at > 0 || line.startsWith("#");
        });
        return new Parsed<>(new Settings(values), refused);
    }

    /** Empty when the name is not there or has no value. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(v -> !v.isEmpty());
    }

    /** The number that the value begins with; its unit, if any, is passed over. */
    public Optional<Long> number(String name) {
        return get(name).flatMap(v -> Numbers.parse(v.split(" ", 2)[0]));
    }

    /** The value of a setting such as {@code rp_filter} for each IPv4 interface, {@code all} and {@code default} among them. */
    public Map<String, Long> perInterface(String setting) {
        var found = new LinkedHashMap<String, Long>();
        String end = "." + setting;
        for (String name : values.keySet()) {
            if (name.startsWith(CONF) && name.endsWith(end) && name.length() > CONF.length() + end.length()) {
                String dev = name.substring(CONF.length(), name.length() - end.length());
                number(name).ifPresent(n -> found.put(dev, n));
            }
        }
        return found;
    }

    private static int separator(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
    }

    private static String unquoted(String value) {
        char first = value.isEmpty() ? ' ' : value.charAt(0);
        boolean quoted = value.length() > 1 && (first == '"' || first == '\'') && value.endsWith(String.valueOf(first));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
