package espy.daemon;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts of which at least one stands in everything that a regular expression matches. Looking for them first spares the expression itself on
 * nearly all lines of a log.
 */
final class Literals {
    private Literals() {}

    /** One text for each alternative at the top level; empty when some alternative has none of useful length. */
    static List<String> of(String regex) {
        var found = new ArrayList<String>();
        for (String alternative : alternatives(regex)) {
            String longest = longest(alternative);
            if (longest.length() < 4) {
                return List.of();
            }
            found.add(longest);
        }
        return List.copyOf(found);
    }

    private static List<String> alternatives(String regex) {
        var all = new ArrayList<String>();
        int depth = 0;
        boolean set = false;
        int start = 0;
        for (int i = 0; i < regex.length(); i++) {
            switch (regex.charAt(i)) {
                case '\\' -> i++;
                case '[' -> set = true;
                case ']' -> set = false;
                case '(' -> depth += set ? 0 : 1;
                case ')' -> depth -= set ? 0 : 1;
                case '|' -> {
                    if (depth == 0 && !set) {
                        all.add(regex.substring(start, i));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        all.add(regex.substring(start));
        return all;
    }

    private static String longest(String alternative) {
        String best = "";
        var run = new StringBuilder();
        int depth = 0;
        boolean set = false;
        for (int i = 0; i < alternative.length(); i++) {
            char c = alternative.charAt(i);
            boolean escaped = c == '\\' && i + 1 < alternative.length();
            char meant = escaped ? alternative.charAt(++i) : c;
            boolean plain = escaped ? !Character.isLetterOrDigit(meant) : "()[]{}.?*+^$".indexOf(c) < 0;
            if (!set && depth == 0 && plain) {
                run.append(meant);
                continue;
            }
            if (!set && depth == 0 && !escaped && "?*{".indexOf(c) >= 0 && !run.isEmpty()) {
                run.setLength(run.length() - 1); // what is before it may be missing
            }
            best = run.length() > best.length() ? run.toString() : best;
            run.setLength(0);
            if (!escaped) {
                set = c == '[' || (set && c != ']');
                if (!set && (c == '(' || c == '{')) {
                    depth++;
                } else if (!set && (c == ')' || c == '}')) {
                    depth--;
                }
            }
        }
        return run.length() > best.length() ? run.toString() : best;
    }
}
