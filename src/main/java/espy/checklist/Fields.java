package espy.checklist;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the fields of one YAML mapping, and complains about what is missing, unknown or of the wrong shape. */
public final class Fields {
    /** Longer words are no misspelt names, and comparing them takes long. */
    private static final int LONGEST_NAME = 100;

    private final SourceFile file;
    private final Node at;
    private final Map<String, Node.Field> fields;

    private Fields(SourceFile file, Node at, Map<String, Node.Field> fields) {
        this.file = file;
        this.at = at;
        this.fields = fields;
    }

    /**
     * The fields of a node; none, with a complaint, when it is no mapping.
     *
     * @param what  the thing that the mapping describes, for complaints: {@code a check}
     * @param known the names that may appear
     */
    public static Fields of(SourceFile file, Node node, String what, Collection<String> known) {
        if (!(node instanceof Node.Mapping mapping)) {
            file.complain(node, "here must be fields (name: value) of " + what);
            return new Fields(file, node, Map.of());
        }
        mapping.fields().forEach((name, field) -> {
            if (!known.contains(name)) {
                file.complain(field, what + " has no field \"" + name + "\"" + didYouMean(name, known));
            }
        });
        return new Fields(file, node, mapping.fields());
    }

    public Node at() {
        return at;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public Optional<Node.Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The text of a field that must be there; "" with a complaint when it is not. */
    public String need(String name) {
        Optional<Node.Scalar> scalar = scalar(name);
        boolean empty = scalar.isPresent() && scalar.get().value().isBlank();
        if (empty || !has(name)) {
            file.complain(at, "\"" + name + "\" is missing");
        }
        return scalar.map(Node.Scalar::value).orElse("");
    }

    /** The text of a field; "" when it is not there. */
    public String text(String name) {
        return scalar(name).map(Node.Scalar::value).orElse("");
    }

    private void complain(String name, String what) {
        field(name).ifPresent(f -> file.complain(f.value(), what));
    }

    /** A field that must be one of some words; the first word, with a complaint, when it is not. */
    public String oneOf(String name, List<String> words) {
        String word = need(name);
        if (!word.isBlank() && !words.contains(word)) {
            complain(name, "\"" + name + "\" is one of " + String.join(", ", words) + didYouMean(word, words));
        }
        return words.contains(word) ? word : words.getFirst();
    }

    public boolean flag(String name) {
        String text = text(name);
        if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            complain(name, "\"" + name + "\" is true or false");
        }
        return text.equals("true");
    }

    public Optional<Node.Scalar> scalar(String name) {
        return field(name).flatMap(f -> {
            if (f.value() instanceof Node.Scalar s) {
                return Optional.of(s);
            }
            file.complain(f, "\"" + name + "\" must be text");
            return Optional.empty();
        });
    }

    /** The items of a list field; none when the field is not there. */
    public List<Node> list(String name) {
        return field(name)
                .map(f -> {
                    if (f.value() instanceof Node.Sequence s) {
                        return s.items();
                    }
                    file.complain(f, "\"" + name + "\" must be a list");
                    return List.<Node>of();
                })
                .orElse(List.of());
    }

    /** The words of a list field. */
    public List<Node.Scalar> words(String name) {
        var words = new ArrayList<Node.Scalar>();
        for (Node item : list(name)) {
            if (item instanceof Node.Scalar s) {
                words.add(s);
            } else {
                file.complain(item, "\"" + name + "\" must be a list of words");
            }
        }
        return words;
    }

    /** Texts by name, as in {@code fix: {strongswan: …, any: …}}. */
    public Map<String, Node.Scalar> texts(String name, Collection<String> known) {
        return field(name)
                .map(f -> {
                    var texts = new LinkedHashMap<String, Node.Scalar>();
                    Fields inner = of(file, f.value(), "\"" + name + "\"", known);
                    inner.fields.keySet().forEach(k -> inner.scalar(k).ifPresent(s -> texts.put(k, s)));
                    return (Map<String, Node.Scalar>) texts;
                })
                .orElse(Map.of());
    }

    /** {@code ; did you mean "x"?} when something known is near, else the known names when they are few. */
    public static String didYouMean(String word, Collection<String> known) {
        if (word.length() > LONGEST_NAME) {
            return "";
        }
        String best = "";
        int least = Math.max(2, word.length() / 3) + 1;
        for (String k : known) {
            int d = distance(word, k);
            if (d < least) {
                least = d;
                best = k;
            }
        }
        if (!best.isEmpty()) {
            return "; did you mean \"" + best + "\"?";
        }
        return known.size() <= 12 ? " (known: " + String.join(", ", known) + ")" : "";
    }

    /** Levenshtein's distance: letters to add, drop or change. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
