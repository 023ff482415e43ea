package espy.netfilter;

import java.util.ArrayList;
import java.util.List;

/** Cuts a line into words; what stands in double quotes is one word and comes without them. */
final class Tokens {
    private Tokens() {}

    /**
     * The words of a line.
     *
     * @param alone characters that are words of their own
     */
    static List<String> of(String line, String alone) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        boolean open = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quoted && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
                open = true;
            } else if (quoted || (!Character.isWhitespace(c) && alone.indexOf(c) < 0)) {
                word.append(c);
                open = true;
            } else {
                if (open) {
                    words.add(word.toString());
                }
                word.setLength(0);
                open = false;
                if (!Character.isWhitespace(c)) {
                    words.add(String.valueOf(c));
                }
            }
        }
        if (open) {
            words.add(word.toString());
        }
        return words;
    }
}
