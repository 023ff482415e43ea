package espy.wireshark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What decryption needs in a file {@code preferences} of Wireshark. Text has one char a byte (ISO 8859-1); every other line keeps its bytes and its
 * place.
 */
final class Preferences {
    /** Decode, and check what can be checked. */
    static final List<String> NEEDED = List.of("esp.enable_encryption_decode", "esp.enable_authentication_check");

    private static final String ON = "TRUE";

    /** An indented line goes on with the value above it, also behind blank lines and comments. */
    private static final Pattern GOES_ON = Pattern.compile("(?:(?:[ \t]*\r?|#[^\n]*)\n)*+[ \t]+[^ \t\r\n]");

    /**
     * What a file became.
     *
     * @param before the values that were changed, behind {@code =}; "" where there was none
     */
    record Changed(String text, Map<String, String> before) {
        Changed {
            before = Map.copyOf(before);
        }
    }

    private Preferences() {}

    /**
     * Turns on what is not on. A line that says otherwise gets its new value where it stands; new lines come first.
     *
     * @throws IOException with a sentence when an indented line would go on with the value
     */
    static Changed turnOn(String text) throws IOException {
        String result = text;
        var before = new LinkedHashMap<String, String>();
        for (String name : NEEDED) {
            Optional<String> value = value(result, name);
            if (value.filter(v -> v.equalsIgnoreCase(ON)).isEmpty()) {
                before.put(name, value.map(v -> "=" + v).orElse(""));
                result = value.isPresent() ? put(result, name, ON) : add(result, name);
            }
        }
        for (String name : NEEDED) {
            String below =
                    last(result, name).map(Matcher::end).map(result::substring).orElse("");
            if (GOES_ON.matcher(below).lookingAt()) {
                throw new IOException("An indented line in this profile's preferences would go on with the value of "
                        + name + ", and decryption stay off; nothing was changed. Mend or delete that line first.");
            }
        }
        return new Changed(result, before);
    }

    /** Takes back what {@link #turnOn} did, where the value is still the one it set. */
    static String turnBack(String text, Map<String, String> before) {
        String result = text;
        for (String name : NEEDED) {
            String old = before.get(name);
            if (old != null
                    && value(result, name).filter(v -> v.equalsIgnoreCase(ON)).isPresent()) {
                result = old.isEmpty() ? drop(result, name) : put(result, name, old.substring(1));
            }
        }
        return result;
    }

    /**
     * Wireshark reads from top to bottom, so the last line counts; case does not count in the name. Blanks behind the value belong to it, and a
     * value with blanks is not {@link #ON}.
     */
    private static Optional<Matcher> last(String text, String name) {
        var all = Pattern.compile(
                        "(?dim)^(?:" + Uat.BOM + ")?(" + Pattern.quote(name) + ":[ \t]*([^\r\n]*)\r?(?:\n|\\z))")
                .matcher(text);
        int from = -1;
        while (all.find()) {
            from = all.start();
        }
        return from >= 0 && all.find(from) ? Optional.of(all) : Optional.empty();
    }

    private static Optional<String> value(String text, String name) {
        return last(text, name).map(m -> m.group(2));
    }

    private static String put(String text, String name, String value) {
        return last(text, name)
                .map(m -> text.substring(0, m.start(2)) + value + text.substring(m.end(2)))
                .orElse(text);
    }

    private static String drop(String text, String name) {
        return last(text, name)
                .map(m -> text.substring(0, m.start(1)) + text.substring(m.end(1)))
                .orElse(text);
    }

    /** At the top, because the last line may have no line end. */
    private static String add(String text, String name) {
        int top = text.startsWith(Uat.BOM) ? Uat.BOM.length() : 0;
        int end = text.indexOf('\n');
        String lineEnd = end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
        return text.substring(0, top) + name + ": " + ON + lineEnd + text.substring(top);
    }
}
