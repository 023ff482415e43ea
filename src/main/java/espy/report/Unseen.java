package espy.report;

import espy.checklist.Clean;

/**
 * Makes characters visible that would otherwise act on whoever reads a report: control characters, marks that turn the direction of writing,
 * characters without width, halves of surrogate pairs. Unlike {@link Clean}, which takes them away, this shows that they were there.
 */
final class Unseen {
    /** Code points of U+2400 "Control Pictures" stand in the order of the control characters that they show. */
    private static final int PICTURES = 0x2400;

    private static final int PICTURE_OF_DELETE = 0x2421;

    private Unseen() {}

    /** The whole text; line feeds and tabulators stay. What comes out is well-formed Unicode that XML 1.0 allows. */
    static String shown(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    /** One line of at most {@link Clean#LONGEST} characters and a mark where it was cut. */
    static String line(String text) {
        int end = Math.min(text.length(), Clean.LONGEST);
        boolean split = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        String head = text.substring(0, split ? end - 1 : end);
        return shown(head).replace('\n', ' ').replace('\t', ' ') + (head.length() < text.length() ? "…" : "");
    }

    /** Whether a character does something or cannot be seen, instead of being text. */
    static boolean acts(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static void append(StringBuilder shown, int c) {
        if (c == '\n' || c == '\t' || !acts(c)) {
            shown.appendCodePoint(c);
        } else if (c < ' ') {
            shown.appendCodePoint(PICTURES + c);
        } else if (c == 0x7f) {
            shown.appendCodePoint(PICTURE_OF_DELETE);
        } else {
            shown.append("⟨U+%04X⟩".formatted(c));
        }
    }
}
