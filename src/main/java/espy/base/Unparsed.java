package espy.base;

/**
 * A line that a parser did not understand.
 *
 * @param line counted from 1 in the text that was parsed
 * @param text the line as it came, without its line end
 */
public record Unparsed(int line, String text) {}
