package espy.checklist;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Text with {@code {{expressions}}} in it. What an expression cannot tell shows as "unknown"; rendering never fails. */
public final class Template {
    /** Characters of a rendered text. */
    private static final int LONGEST = 4 * Clean.LONGEST;

    /** Nothing to say. */
    public static final Template EMPTY = new Template(List.of());

    private final List<Object> parts; // String or Expression

    private Template(List<Object> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Takes a text apart; what is wrong with it becomes a complaint of the file. */
    public static Template of(SourceFile file, Node.Scalar scalar) {
        String text = scalar.value();
        var parts = new ArrayList<Object>();
        int at = 0;
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
            int close = close(text, open + 2);
            if (close < 0) {
                var place = Places.of(file, scalar, open);
                file.complain(place.line(), place.column(), "{{ without its }}");
                break;
            }
            parts.add(text.substring(at, open));
            String raw = text.substring(open + 2, close);
            int blanks = raw.length() - raw.stripLeading().length();
            parts.add(new Expression(raw.strip(), file, scalar, open + 2 + blanks));
            at = close + 2;
        }
        parts.add(text.substring(at));
        parts.removeIf(""::equals);
        return new Template(parts);
    }

    /** The index of the next }} that is not inside a string of the expression; -1 when there is none. */
    private static int close(String text, int from) {
        char quote = 0;
        for (int i = from; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '}' && text.charAt(i + 1) == '}') {
                return i;
            }
        }
        return -1;
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether every expression in it has a value. */
    public boolean isKnown(Known known) {
        return parts.stream().allMatch(p -> !(p instanceof Expression e) || e.on(known) instanceof Outcome.Value);
    }

    /** The text with its expressions filled in; what comes from the gateway is cleaned, line ends of the author stay. */
    public String render(Known known) {
        var text = new StringBuilder();
        for (Object part : parts) {
            text.append(part instanceof Expression e ? Clean.line(value(e.on(known))) : part);
        }
        return Clean.cut(text.toString().strip(), LONGEST);
    }

    /** Adds to the file's complaints what is wrong with the expressions, see {@link Expression#check}. */
    public void check(Set<String> signatures) {
        for (Object part : parts) {
            if (part instanceof Expression e) {
                e.check(Expression.Use.TEXT, signatures);
            }
        }
    }

    private static String value(Outcome outcome) {
        return outcome instanceof Outcome.Value v ? text(v.value()) : "unknown";
    }

    private static String text(Object value) {
        return switch (value) {
            case Boolean b -> b ? "yes" : "no";
            case Double d
            when Double.isFinite(d) ->
                new BigDecimal(d).round(new MathContext(4)).stripTrailingZeros().toPlainString();
            case List<?> l ->
                l.stream().limit(20).map(Template::text).collect(Collectors.joining(", "))
                        + (l.size() > 20 ? ", …" : "");
            // a quote shows its lines
            case Map<?, ?> m when m.get("lines") instanceof List<?> l -> text(l);
            case Map<?, ?> m ->
                m.entrySet().stream()
                        .limit(20)
                        .map(e -> e.getKey() + " " + text(e.getValue()))
                        .collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
