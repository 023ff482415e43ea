package espy.gateway.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One setting as it is written: {@code Keyword value…} or {@code Keyword=value}.
 *
 * @param keyword in lower case, an old name replaced by today's
 * @param rest    the value as written, for keywords that take the rest of the line as it is
 * @param words   the value in words, quotes removed, a comment left out
 * @param where   file and line, for sentences
 */
record ConfigLine(String keyword, String rest, List<String> words, String where) {
    private static final Pattern LINE =
            Pattern.compile("[ \\t\\f\\r]*([^\\s=\"]+)(?:[ \\t]*=[ \\t]*|[ \\t]+)(.*?)\\s*", Pattern.DOTALL);
    /** Names that OpenSSH still takes for others. */
    private static final Map<String, String> OLD_NAMES = Map.of(
            "pubkeyacceptedkeytypes", "pubkeyacceptedalgorithms",
            "hostbasedkeytypes", "hostbasedacceptedalgorithms",
            "challengeresponseauthentication", "kbdinteractiveauthentication",
            "skeyauthentication", "kbdinteractiveauthentication",
            "tisauthentication", "kbdinteractiveauthentication",
            "dsaauthentication", "pubkeyauthentication",
            "identityfile2", "identityfile",
            "smartcarddevice", "pkcs11provider");

    ConfigLine {
        words = List.copyOf(words);
    }

    /** Whether the row holds a setting at all, and is no comment. */
    static boolean isSetting(String row) {
        return !row.isBlank() && !row.strip().startsWith("#");
    }

    /** Empty when it has no value, or a quote that does not end. */
    static Optional<ConfigLine> of(String row, String where) {
        var m = LINE.matcher(row);
        if (!m.matches()) {
            return Optional.empty();
        }
        String written = m.group(1).toLowerCase(Locale.ROOT);
        return words(m.group(2))
                .filter(w -> !w.isEmpty())
                .map(w -> new ConfigLine(OLD_NAMES.getOrDefault(written, written), m.group(2), w, where));
    }

    /** As OpenSSH splits: both kinds of quotes, a backslash before a quote, itself or a blank, {@code #} in front of a word. */
    private static Optional<List<String>> words(String text) {
        var words = new ArrayList<String>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t') {
                i++;
                continue;
            }
            if (c == '#') {
                break;
            }
            var word = new StringBuilder();
            char quote = 0;
            for (; i < text.length(); i++) {
                c = text.charAt(i);
                char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
                if (c == '\\' && (next == '"' || next == '\'' || next == '\\' || (next == ' ' && quote == 0))) {
                    word.append(next);
                    i++;
                } else if (quote == 0 && (c == ' ' || c == '\t')) {
                    break;
                } else if (quote == 0 && (c == '"' || c == '\'')) {
                    quote = c;
                } else if (quote != 0 && c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            }
            if (quote != 0) {
                return Optional.empty();
            }
            words.add(word.toString());
        }
        return Optional.of(words);
    }
}
