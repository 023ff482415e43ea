package espy.probe;

/** How far a secret goes from where it begins. */
enum Reach {
    /** A quoted text, or up to the next blank. */
    WORD {
        @Override
        int end(String text, int from, int limit) {
            if (from < limit && isQuote(text.charAt(from))) {
                return quoted(text, from, limit, '\n');
            }
            int end = from;
            while (end < limit && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            return end;
        }
    },

    /** As strongSwan's settings go: to the end of the line, a comment or a closing brace, with quoted parts that may have several lines. */
    SETTING {
        @Override
        int end(String text, int from, int limit) {
            int at = from;
            while (at < limit) {
                char c = text.charAt(at);
                boolean comment = c == '#' && at > from && Character.isWhitespace(text.charAt(at - 1));
                if (c == '\n' || c == '}' || comment) {
                    break;
                }
                at = c == '"' ? quoted(text, at, limit, '\0') : at + 1;
            }
            return stripped(text, from, at);
        }
    },

    /** To the end of the line or a comment. */
    LINE {
        @Override
        int end(String text, int from, int limit) {
            int at = from;
            while (at < limit
                    && text.charAt(at) != '\n'
                    && !(text.charAt(at) == '#' && at > from && Character.isWhitespace(text.charAt(at - 1)))) {
                at++;
            }
            return stripped(text, from, at);
        }
    };

    /** Longer than any secret: where a quote is not closed, not all the rest of the text is lost. */
    private static final int LONGEST = 8192;

    /** The place behind the secret. */
    abstract int end(String text, int from, int limit);

    static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    /** The place behind the closing quote, or where the text must end when there is none. */
    static int quoted(String text, int from, int limit, char stop) {
        char quote = text.charAt(from);
        int last = Math.min(limit, from + LONGEST);
        int at = from + 1;
        while (at < last && text.charAt(at) != quote && text.charAt(at) != stop) {
            at += text.charAt(at) == '\\' && at + 1 < last && text.charAt(at + 1) != stop ? 2 : 1;
        }
        return at < last && text.charAt(at) == quote ? at + 1 : Math.min(at, last);
    }

    private static int stripped(String text, int from, int to) {
        int end = to;
        while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    static String unquoted(String text) {
        boolean quoted =
                text.length() >= 2 && isQuote(text.charAt(0)) && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
