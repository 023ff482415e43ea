package espy.daemon;

import espy.base.Parsed;
import espy.base.Unparsed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A section of a file in strongSwan's own syntax, which swanctl.conf has: {@code name { key = value … }} with comments after {@code #}. Sections
 * of the same name are one. References to other sections ({@code name : other}) add what those hold.
 */
final class SettingsSection {
    private static final int DEEPEST = 32;

    final String name;
    final int line;
    final Map<String, String> values = new LinkedHashMap<>();
    final Map<String, SettingsSection> sections = new LinkedHashMap<>();
    private List<String> references = List.of();

    SettingsSection(String name, int line) {
        this.name = name;
        this.line = line;
    }

    Optional<SettingsSection> in(String section) {
        return Optional.ofNullable(sections.get(section));
    }

    /** The value; "" when it is not set. */
    String value(String key) {
        return values.getOrDefault(key, "");
    }

    /** A list of values separated by commas. */
    List<String> list(String key) {
        var items = new ArrayList<String>();
        for (String item : value(key).split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return List.copyOf(items);
    }

    /** The whole file as one section without a name. */
    static Parsed<SettingsSection> parse(String text) {
        var root = new SettingsSection("", 1);
        var unparsed = new ArrayList<Unparsed>();
        Deque<SettingsSection> open = new ArrayDeque<>();
        open.push(root);
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String rest = withoutComment(raw).strip();
            while (!rest.isEmpty()) {
                SettingsSection here = open.getFirst();
                int brace = indexOf(rest, '{');
                int close = indexOf(rest, '}');
                int equals = indexOf(rest, '=');
                if (close == 0) {
                    if (open.size() > 1) {
                        open.pop();
                    }
                    rest = rest.substring(1).strip();
                } else if (brace > 0 && (equals < 0 || brace < equals) && open.size() < DEEPEST) {
                    open.push(here.section(rest.substring(0, brace).strip(), number));
                    rest = rest.substring(brace + 1).strip();
                } else if (equals > 0) {
                    int end = close > equals ? close : rest.length();
                    here.values.put(
                            rest.substring(0, equals).strip(),
                            unquote(rest.substring(equals + 1, end).strip()));
                    rest = rest.substring(end).strip();
                } else {
                    if (!rest.startsWith("include ")) {
                        unparsed.add(new Unparsed(number, raw));
                    }
                    rest = "";
                }
            }
        }
        root.resolve(root, 0);
        return new Parsed<>(root, unparsed);
    }

    private SettingsSection section(String header, int number) {
        int colon = header.indexOf(" : ");
        String plain = colon < 0 ? header : header.substring(0, colon).strip();
        var section = sections.computeIfAbsent(plain, n -> new SettingsSection(n, number));
        if (colon >= 0) {
            section.references = List.of(header.substring(colon + 3).split(" *, *", -1));
        }
        return section;
    }

    private void resolve(SettingsSection root, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (String reference : references) {
            SettingsSection target = root;
            for (String part : reference.strip().split("\\.", -1)) {
                target = target == null ? null : target.sections.get(part);
            }
            if (target != null && target != this) {
                target.values.forEach(values::putIfAbsent);
                target.sections.forEach(sections::putIfAbsent);
            }
        }
        sections.values().forEach(s -> s.resolve(root, depth + 1));
    }

    private static String withoutComment(String line) {
        int hash = indexOf(line, '#');
        return hash < 0 ? line : line.substring(0, hash);
    }

    /** The first such character outside of quotes. */
    private static int indexOf(String text, char wanted) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == wanted && !quoted) {
                return i;
            }
        }
        return -1;
    }

    static String unquote(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
