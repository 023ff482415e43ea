package espy.base;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of text as blank-separated words, read from left to right. Blanks are space, TAB, carriage return and the no-break space that
 * text copied from web pages holds. Reading past the end gives "" and never throws.
 */
public final class Words {
    private final List<String> words;
    private int at;

    private Words(List<String> words) {
        this.words = words;
    }

    public static Words of(String line) {
        var words = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || blank(line.charAt(i))) {
                if (i > start) {
                    words.add(line.substring(start, i));
                }
                start = i + 1;
            }
        }
        return new Words(words);
    }

    private static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\u00a0';
    }

    /** Whether all words were read. */
    public boolean done() {
        return at >= words.size();
    }

    /** The next word, which stays there; "" at the end. */
    public String peek() {
        return done() ? "" : words.get(at);
    }

    /** The next word; "" at the end. */
    public String next() {
        return done() ? "" : words.get(at++);
    }

    /** Reads these words if they are next, all of them or none. */
    public boolean accept(String... expected) {
        if (at + expected.length > words.size()) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (!words.get(at + i).equals(expected[i])) {
                return false;
            }
        }
        at += expected.length;
        return true;
    }

    /** The words before this one, joined by single blanks; it is read too. Reads to the end when it is not there. */
    public String until(String word) {
        var text = new StringBuilder();
        while (!done()) {
            String next = next();
            if (next.equals(word)) {
                break;
            }
            text.append(text.isEmpty() ? "" : " ").append(next);
        }
        return text.toString();
    }

    /** Whether the word is still to come. */
    public boolean holds(String word) {
        return words.subList(Math.min(at, words.size()), words.size()).contains(word);
    }

    /** All words not yet read, joined by single blanks. */
    public String rest() {
        String text = String.join(" ", words.subList(Math.min(at, words.size()), words.size()));
        at = words.size();
        return text;
    }
}
