package espy.base;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of text as blank-separated words, read from left to right. Blanks are all control characters, the space, and the no-break space that
 * text copied from web pages holds. Reading past the end gives "" and never throws.
 *
 * <p>Works on the bytes of the text (UTF-8) and makes a string of a word only when one is asked for, each but once: outputs of 100 000 SAs
 * repeat the same few thousand words. Not for use by several threads.
 */
public final class Words {
    private final byte[] text;
    private final @Nullable Pool pool;
    private int[] places = new int[64]; // start and end of each word, one after the other
    private int count;
    private int at;
    private boolean escaped;
    private boolean joined;

    /** Over a whole text, of which {@link #range} takes one line after the other. */
    public Words(byte[] text) {
        this(text, new Pool());
    }

    private Words(byte[] text, @Nullable Pool pool) {
        this.text = text;
        this.pool = pool;
    }

    /** One line. */
    public static Words of(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        var words = new Words(bytes, null);
        words.range(0, bytes.length);
        return words;
    }

    /** Back to the first word of the line. */
    public void rewind() {
        at = 0;
    }

    /** Takes a part of a line, or several lines as if they were one. */
    public void range(int from, int to) {
        split(from, to);
    }

    private void split(int from, int to) {
        count = 0;
        at = 0;
        escaped = false;
        joined = false;
        int start = from;
        int i = from;
        for (; i < to; i++) {
            byte b = text[i];
            if (b > ' ') {
                continue;
            }
            if (b < 0 && !(b == (byte) 0xc2 && i + 1 < to && text[i + 1] == (byte) 0xa0)) {
                continue; // part of a character beyond ASCII
            }
            if (i > start) {
                word(start, i);
            }
            escaped |= b == 0x1b;
            i += b < 0 ? 1 : 0;
            start = i + 1;
        }
        if (i > start) {
            word(start, i);
        }
    }

    private void word(int start, int end) {
        if (2 * count == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[2 * count] = start;
        places[2 * count + 1] = end;
        count++;
        joined |= text[end - 1] == '\\';
    }

    /** Whether the line holds an escape character, as coloured output does. */
    public boolean escaped() {
        return escaped;
    }

    /** Whether a word ends with a backslash, with which {@code ip -o} joins what would be lines. */
    public boolean joined() {
        return joined;
    }

    /** Whether all words were read. */
    public boolean done() {
        return at >= count;
    }

    /** How many words are left. */
    public int left() {
        return count - at;
    }

    /** The next word, which stays there; "" at the end. */
    public String peek() {
        return done() ? "" : word(at);
    }

    /** The word behind the next; "" when there is none. Both stay there. */
    public String peekSecond() {
        return left() < 2 ? "" : word(at + 1);
    }

    /** The next word; "" at the end. */
    public String next() {
        return done() ? "" : word(at++);
    }

    private String word(int index) {
        return string(places[2 * index], places[2 * index + 1]);
    }

    private String string(int from, int to) {
        return pool == null ? new String(text, from, to - from, StandardCharsets.UTF_8) : pool.string(text, from, to);
    }

    /** Whether this is the next word; reads nothing. */
    public boolean is(String expected) {
        return at < count && equal(at, expected);
    }

    private boolean equal(int index, String expected) {
        int start = places[2 * index];
        return places[2 * index + 1] - start == expected.length() && matches(start, expected);
    }

    private boolean matches(int start, String expected) {
        for (int i = 0; i < expected.length(); i++) {
            if (text[start + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the next word ends so; reads nothing. */
    public boolean endsWith(String ending) {
        if (done()) {
            return false;
        }
        int start = places[2 * at + 1] - ending.length();
        return start >= places[2 * at] && matches(start, ending);
    }

    /** Whether the last word ends so; reads nothing. */
    public boolean lastEndsWith(String ending) {
        int start = done() ? -1 : places[2 * count - 1] - ending.length();
        return start >= 0 && start >= places[2 * count - 2] && matches(start, ending);
    }

    /** Reads the next word if it is this one. */
    public boolean accept(String expected) {
        boolean found = is(expected);
        at += found ? 1 : 0;
        return found;
    }

    /** Reads these two words if they are next, both or none. */
    public boolean accept(String first, String second) {
        boolean found = at + 1 < count && equal(at, first) && equal(at + 1, second);
        at += found ? 2 : 0;
        return found;
    }

    /** Reads these words if they are next, all of them or none. */
    public boolean accept(String first, String second, String third, String... more) {
        if (at + 3 + more.length > count || !equal(at, first) || !equal(at + 1, second) || !equal(at + 2, third)) {
            return false;
        }
        for (int i = 0; i < more.length; i++) {
            if (!equal(at + 3 + i, more[i])) {
                return false;
            }
        }
        at += 3 + more.length;
        return true;
    }

    /** The words before this one, joined by single blanks; it is read too. Reads to the end when it is not there. */
    public String until(String word) {
        int to = at;
        while (to < count && !equal(to, word)) {
            to++;
        }
        String joined = join(to);
        at += at < count ? 1 : 0;
        return joined;
    }

    /** Whether the word is still to come. */
    public boolean holds(String word) {
        for (int i = at; i < count; i++) {
            if (equal(i, word)) {
                return true;
            }
        }
        return false;
    }

    /** All words not yet read, joined by single blanks. */
    public String rest() {
        return join(count);
    }

    /** The next so many words, joined by single blanks; fewer at the end. */
    public String next(int words) {
        return join(Math.min(count, at + words));
    }

    /** Reads the words up to that one. */
    private String join(int to) {
        int from = at;
        at = Math.max(from, to);
        if (from >= to) {
            return "";
        }
        for (int i = from; i < to - 1; i++) {
            if (places[2 * i + 2] - places[2 * i + 1] != 1 || text[places[2 * i + 1]] != ' ') {
                return joinSlowly(from, to);
            }
        }
        return string(places[2 * from], places[2 * to - 1]);
    }

    private String joinSlowly(int from, int to) {
        var all = new StringBuilder(word(from));
        for (int i = from + 1; i < to; i++) {
            all.append(' ').append(word(i));
        }
        return all.toString();
    }

    /** Reads the next word as {@link Numbers#parse} does; −1, the word read all the same, when it is no number. */
    public long number() {
        if (done()) {
            return -1;
        }
        int start = places[2 * at];
        int end = places[2 * at + 1];
        at++;
        boolean hex = end - start > 2 && text[start] == '0' && (text[start + 1] | 0x20) == 'x';
        long value = digits(hex ? start + 2 : start, end, hex ? 16 : 10);
        return value >= 0 ? value : Numbers.parse(string(start, end)).orElse(-1L);
    }

    /**
     * As {@link #number}, where a person or a program may have blotted the number out: {@code 0x12XX}, {@code REQID}, {@code XXXXXXXX}.
     *
     * @return −1 for a blot, −2 for anything else that is no number
     */
    public long numberOrBlot() {
        boolean blot = at < count && isBlot(places[2 * at], places[2 * at + 1]);
        long number = number();
        return number >= 0 || blot ? number : -2;
    }

    /** Capital letters, two at least, among digits. */
    private boolean isBlot(int start, int end) {
        int capitals = 0;
        for (int i = text[start] == '0' && end - start > 2 && text[start + 1] == 'x' ? start + 2 : start;
                i < end;
                i++) {
            boolean capital = text[i] >= 'A' && text[i] <= 'Z';
            boolean digit = Character.digit(text[i], 16) >= 0;
            capitals += capital ? 1 : 0;
            if (!capital && !digit && text[i] != ',') {
                return false;
            }
        }
        return capitals > 1;
    }

    /** Digits up to the end or a parenthesis; −1 for everything that needs more care. */
    private long digits(int start, int end, int radix) {
        long value = 0;
        int i = start;
        for (; i < end && text[i] != '('; i++) {
            int digit = Character.digit(text[i], radix);
            if (digit < 0 || i - start == 15) {
                return -1;
            }
            value = value * radix + digit;
        }
        return i == start ? -1 : value;
    }

    /** Reads the next word if it is a decimal number and then this text: {@code 123(bytes),}; −1 and nothing read otherwise. */
    public long numberWith(String ending) {
        return numberWith("", ending);
    }

    /** As above, with something before the number, too. */
    public long numberWith(String beginning, String ending) {
        if (!endsWith(ending)) {
            return -1;
        }
        int start = places[2 * at] + beginning.length();
        int end = places[2 * at + 1] - ending.length();
        if (start >= end || !matches(places[2 * at], beginning)) {
            return -1;
        }
        long value = digits(start, end, 10);
        if (value < 0) {
            value = Numbers.parse(string(start, end)).orElse(-1L);
        }
        at += value < 0 ? 0 : 1;
        return value;
    }

    /** Reads the next word if it is {@code 0x} and an even number of hexadecimal digits, at least two. Such words are not kept in memory as text. */
    public Optional<byte[]> octets() {
        if (done()) {
            return Optional.empty();
        }
        int start = places[2 * at] + 2;
        int digits = places[2 * at + 1] - start;
        if (digits < 2 || digits % 2 != 0 || text[start - 2] != '0' || text[start - 1] != 'x') {
            return Optional.empty();
        }
        byte[] octets = new byte[digits / 2];
        for (int i = 0; i < octets.length; i++) {
            int high = HEX[text[start + 2 * i] & 0xff];
            int low = HEX[text[start + 2 * i + 1] & 0xff];
            if ((high | low) < 0) {
                return Optional.empty();
            }
            octets[i] = (byte) (high << 4 | low);
        }
        at++;
        return Optional.of(octets);
    }

    /** The value of each byte as a hexadecimal digit, −1 for none. */
    private static final byte[] HEX = new byte[256];

    static {
        for (int i = 0; i < HEX.length; i++) {
            HEX[i] = (byte) (HexFormat.isHexDigit(i) ? HexFormat.fromHexDigit(i) : -1);
        }
    }

    /** Strings that were made before, found by their bytes. A newer one takes the place of an older one, so that it never grows. */
    private static final class Pool {
        private static final int SIZE = 1 << 12;
        private static final int LONGEST = 64;

        private final String[] strings = new String[SIZE];

        String string(byte[] text, int from, int to) {
            int length = to - from;
            if (length > LONGEST) {
                return new String(text, from, length, StandardCharsets.UTF_8);
            }
            int hash = length;
            for (int i = from; i < to; i++) {
                hash = hash * 31 + text[i];
            }
            int slot = (hash ^ hash >>> 12) & SIZE - 1;
            String known = strings[slot];
            if (known != null && known.length() == length && same(known, text, from)) {
                return known;
            }
            var made = new String(text, from, length, StandardCharsets.UTF_8);
            strings[slot] = made;
            return made;
        }

        /** Beyond ASCII the lengths or the values differ, so such words are made anew each time. */
        private static boolean same(String known, byte[] text, int from) {
            for (int i = 0; i < known.length(); i++) {
                if (known.charAt(i) != text[from + i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
