package espy.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes text from a gateway safe to show: it may hold terminal escape sequences, other control characters, marks that turn the direction of
 * writing, and it may be very long.
 */
public final class Clean {
    /** Characters of a line that are shown. */
    public static final int LONGEST = 500;
    /** Lines of one piece of evidence that are shown. */
    public static final int MOST_LINES = 40;

    /** CSI and OSC sequences and the two-character ones (ECMA-48), so that nothing of them is left as text. */
    private static final Pattern ESCAPES = Pattern.compile(
            "\\x{1b}\\[[0-?]*[ -/]*[@-~]?|\\x{9b}[0-?]*[ -/]*[@-~]?|\\x{1b}\\][^\\x{07}\\x{1b}]*(\\x{07}|\\x{1b}\\\\)?|\\x{1b}.?");

    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}&&[^\\t]]|[\\x{61c}\\x{200b}\\x{200e}\\x{200f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}\\x{feff}]");

    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n\\x{2028}\\x{2029}]\\s*+");

    private Clean() {}

    /** One line of at most {@link #LONGEST} characters and a mark where it was cut. */
    public static String line(String text) {
        return line(text, LONGEST);
    }

    static String line(String text, int longest) {
        // what is cut away in any case need not be looked at; escape sequences make text shorter
        String head = cut(text, 4 * longest);
        String one = LINE_ENDS.matcher(head).replaceAll(" ");
        String plain = UNSEEN.matcher(ESCAPES.matcher(one).replaceAll("")).replaceAll("");
        return cut(plain, longest);
    }

    /** At most so many characters, none of them cut in half, and a mark where text is left out. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    /** Each line clean, and at most {@link #MOST_LINES} of them; one more says how many were left out. */
    public static List<String> lines(List<String> lines) {
        var clean = new ArrayList<String>();
        for (String line : lines.subList(0, Math.min(MOST_LINES, lines.size()))) {
            clean.add(line(line));
        }
        if (lines.size() > MOST_LINES) {
            clean.add("… and " + (lines.size() - MOST_LINES) + " more lines");
        }
        return clean;
    }
}
