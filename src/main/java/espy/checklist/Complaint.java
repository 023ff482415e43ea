package espy.checklist;

/**
 * What is wrong with a file that a person wrote, and where.
 *
 * @param line       counted from 1
 * @param column     counted from 1
 * @param sourceLine the line as it stands in the file
 */
public record Complaint(String file, int line, int column, String what, String sourceLine) {
    /** Characters of the line that are shown before the place, and after it. */
    private static final int AROUND = 200;

    /** {@code file:line:column: what}, the source line, and a caret under the place. */
    public String text() {
        var text = new StringBuilder(head());
        if (!sourceLine.isBlank()) {
            // of a long line, the part around the place; what is not shown takes no room before the caret either
            int at = Math.clamp(column - 1L, 0, sourceLine.length());
            int from = Math.max(0, at - AROUND);
            String before = Clean.line(sourceLine.substring(from, at));
            String after = Clean.line(sourceLine.substring(at, Math.min(sourceLine.length(), at + AROUND)));
            text.append("\n    ").append(before).append(after).append("\n    ");
            before.chars().forEach(c -> text.append(c == '\t' ? '\t' : ' '));
            text.append('^');
        }
        return text.toString();
    }

    /** The first line of {@link #text}. */
    public String head() {
        return file + ":" + line + ":" + column + ": " + what;
    }
}
