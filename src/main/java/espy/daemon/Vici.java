package espy.daemon;

import espy.base.Parsed;
import espy.base.Unparsed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The one-line form of vici messages that {@code swanctl --raw} prints (strongSwan src/swanctl, vici_dump): {@code list-sa event {name {key=value
 * list=[a b] section {…}}}}. Values stand there without quotes, so that a value ends where the next key, list or section begins.
 */
final class Vici {
    /** Real messages are five deep. */
    private static final int DEEPEST = 16;

    private final String text;
    private int at;

    private Vici(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** One section: its values, its lists and the sections in it, each in the order in which they stand. */
    record Section(Map<String, String> values, Map<String, List<String>> lists, Map<String, Section> sections) {
        Section() {
            this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        String value(String key) {
            return values.getOrDefault(key, "");
        }

        List<String> list(String key) {
            return lists.getOrDefault(key, List.of());
        }

        Map<String, Section> in(String key) {
            Section section = sections.get(key);
            return section == null ? Map.of() : section.sections();
        }
    }

    /**
     * The events of one kind.
     *
     * @param event {@code list-sa} or {@code list-conn}
     * @param read  makes something of each section at the top of an event, which is named by its connection
     */
    static <T> Parsed<List<T>> events(String text, String event, Function<Map.Entry<String, Section>, T> read) {
        return messages(text, event + " event {", read);
    }

    /** As {@link #events}, for a command that answers with one message, for example {@code get-pools}. */
    static <T> Parsed<List<T>> reply(String text, String command, Function<Map.Entry<String, Section>, T> read) {
        return messages(text, command + " reply {", read);
    }

    private static <T> Parsed<List<T>> messages(
            String text, String start, Function<Map.Entry<String, Section>, T> read) {
        var found = new ArrayList<T>();
        var unparsed = new ArrayList<Unparsed>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.startsWith(start)) {
                new Vici(line, start.length()).section(0).sections().entrySet().forEach(e -> found.add(read.apply(e)));
            } else if (!line.isBlank() && !line.contains(" reply {")) {
                unparsed.add(new Unparsed(number, line));
            }
        }
        return new Parsed<>(List.copyOf(found), unparsed);
    }

    private Section section(int depth) {
        var section = new Section();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '}') {
                at++;
                return section;
            }
            if (c == ' ' || c == '{' || c == ']') {
                at++;
                continue;
            }
            int start = at;
            while (at < text.length() && " ={}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(start, at);
            if (next('=')) {
                if (next('[')) {
                    section.lists().put(name, list());
                } else {
                    section.values().put(name, value());
                }
            } else if (at < text.length() && text.startsWith(" {", at) && depth < DEEPEST) {
                at += 2;
                section.sections().put(name, section(depth + 1));
            }
        }
        return section;
    }

    private boolean next(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private List<String> list() {
        var items = new ArrayList<String>();
        int start = at;
        int open = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '[') {
                open++;
            } else if (c == ']' && open > 0) {
                open--;
            } else if (c == ']' || (c == ' ' && open == 0)) {
                if (at > start) {
                    items.add(text.substring(start, at));
                }
                start = at + 1;
                if (c == ']') {
                    at++;
                    break;
                }
            }
        }
        return List.copyOf(items);
    }

    private String value() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '}') {
            if (text.charAt(at) == ' ' && somethingBegins(at + 1) && (at == start || text.charAt(at - 1) != ',')) {
                break;
            }
            at++;
        }
        return text.substring(start, at);
    }

    /** Whether a key, a list or a section begins there. Keys are lower case; {@code O=} in a distinguished name is none. */
    private boolean somethingBegins(int from) {
        int i = from;
        boolean key = true;
        while (i < text.length() && " ={}[]".indexOf(text.charAt(i)) < 0) {
            char c = text.charAt(i);
            key &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            i++;
        }
        return i > from && ((key && i < text.length() && text.charAt(i) == '=') || text.startsWith(" {", i));
    }
}
