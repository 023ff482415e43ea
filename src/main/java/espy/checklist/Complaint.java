package espy.checklist;

/**
 * What is wrong with a file that a person wrote, and where.
 *
 * @param line       counted from 1
 * @param column     counted from 1
 * @param sourceLine the line as it stands in the file
 */
public record Complaint(String file, int line, int column, String what, String sourceLine) {

    /** {@code file:line:column: what}, the source line, and a caret under the place. */
    public String text() {
        var text = new StringBuilder(head());
        if (!sourceLine.isBlank()) {
            text.append('\n').append("    ").append(Clean.line(sourceLine)).append('\n');
            text.append(" ".repeat(4 + Math.min(column, Clean.LONGEST) - 1)).append('^');
        }
        return text.toString();
    }

    /** The first line of {@link #text}. */
    public String head() {
        return file + ":" + line + ":" + column + ": " + what;
    }
}
