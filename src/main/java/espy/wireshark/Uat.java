package espy.wireshark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Lines of Wireshark's user accessible tables, by the rules of its reader (epan/uat_load.l) and of its writer (epan/uat.c). Text that was read
 * from a file has one char a byte (ISO 8859-1), so that every byte comes out again as it went in.
 */
final class Uat {
    /** The byte order mark of UTF-8, which Wireshark passes over at the start of a file. */
    static final String BOM = "\u00ef\u00bb\u00bf";

    /** What a line is to Wireshark. */
    sealed interface Line {
        /** Blank, or a comment. */
        record Nothing() implements Line {}

        /**
         * The columns, without quotes and escapes. May hold keys.
         *
         * @param more what stands behind the columns that every row has, as it is written
         */
        record Cells(List<String> cells, String more) implements Line {
            public Cells {
                cells = List.copyOf(cells);
            }

            @Override
            public String toString() {
                return cells.size() + " columns";
            }
        }

        /** Where Wireshark stops: this line and all after it are lost to it. {@code reason} never quotes the line. */
        record Flaw(String reason) implements Line {}
    }

    private Uat() {}

    /** A row as Wireshark writes it, without line end: quotes, backslashes and what cannot be printed are {@code \xNN}. */
    static String row(List<String> cells) {
        var text = new StringBuilder();
        for (String cell : cells) {
            text.append(text.isEmpty() ? "\"" : ",\"");
            for (byte b : cell.getBytes(StandardCharsets.UTF_8)) {
                if (b < 0x20 || b > 0x7e || b == '"' || b == '\\') {
                    text.append("\\x").append(HexFormat.of().toHexDigits(b));
                } else {
                    text.append((char) b);
                }
            }
            text.append('"');
        }
        return text.toString();
    }

    /**
     * Reads a line.
     *
     * @param line without its line feed
     * @param columns how many columns a row has at least
     */
    static Line read(String line, int columns) {
        String text = line.replaceFirst("[ \t]*\r?$", "");
        int start = blanks(text, 0);
        if (start == text.length() || text.charAt(start) == '#') {
            return new Line.Nothing();
        }
        var cells = new ArrayList<String>();
        int enough = text.length();
        int at = start;
        while (true) {
            at = blanks(text, at);
            int end = fieldEnd(text, at);
            if (end < 0) {
                return new Line.Flaw("the quoted text in column " + (cells.size() + 1) + " does not end");
            }
            boolean quoted = end > at && text.charAt(at) == '"';
            if (!quoted && ((end - at) % 2 != 0 || (end > at && cells.size() >= columns))) {
                return new Line.Flaw("column " + (cells.size() + 1) + " is not in quotes");
            }
            cells.add(quoted ? unescape(text.substring(at + 1, end - 1)) : octets(text.substring(at, end)));
            at = blanks(text, end);
            if (cells.size() == columns) {
                enough = at;
            }
            if (at == text.length()) {
                break;
            }
            if (text.charAt(at) != ',') {
                return new Line.Flaw(
                        "column " + cells.size() + (quoted ? " has something behind its quotes" : " is not in quotes"));
            }
            at++;
        }
        return cells.size() < columns
                ? new Line.Flaw("a row has " + columns + " columns, this one " + cells.size())
                : new Line.Cells(cells, text.substring(enough));
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** Behind the field that starts here: its closing quote or its last hex digit; −1 when it never ends. */
    private static int fieldEnd(String text, int from) {
        int at = from;
        if (at < text.length() && text.charAt(at) == '"') {
            for (at++; at < text.length(); at++) {
                if (text.startsWith("\\\"", at)) {
                    at++; // also where the backslash is itself behind one: Wireshark does not see the difference
                } else if (text.charAt(at) == '"') {
                    return at + 1;
                }
            }
            return -1;
        }
        while (at < text.length() && HexFormat.isHexDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** What is not in quotes is read as bytes in hex. */
    private static String octets(String digits) {
        return new String(HexFormat.of().parseHex(digits), StandardCharsets.ISO_8859_1);
    }

    private static String unescape(String quoted) {
        var text = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c != '\\' || i + 1 == quoted.length()) {
                text.append(c);
            } else if (quoted.charAt(i + 1) == 'x'
                    && i + 3 < quoted.length()
                    && HexFormat.isHexDigit(quoted.charAt(i + 2))
                    && HexFormat.isHexDigit(quoted.charAt(i + 3))) {
                text.append((char) HexFormat.fromHexDigits(quoted, i + 2, i + 4));
                i += 3;
            } else {
                text.append(quoted.charAt(++i));
            }
        }
        return text.toString();
    }
}
