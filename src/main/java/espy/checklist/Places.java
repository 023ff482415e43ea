package espy.checklist;

/** From a character of a YAML scalar's value back to its place in the file. */
final class Places {
    private Places() {}

    record Place(int line, int column) {}

    /** The place of the character with that index; the scalar's own beginning, or its first line, where that cannot be told. */
    static Place of(SourceFile file, Node.Scalar scalar, int index) {
        String first = file.line(scalar.line());
        int start = scalar.column() - 1;
        char style = start < first.length() ? first.charAt(start) : ' ';
        if (style == '|' || style == '>') {
            return block(file, scalar, index);
        }
        boolean quoted = style == '"' || style == '\'';
        int raw = quoted ? start + 1 : start;
        for (int i = 0; i < index && raw < first.length() && i < scalar.value().length(); i++) {
            raw += width(first, raw, style);
        }
        return raw <= first.length() ? new Place(scalar.line(), raw + 1) : new Place(scalar.line(), scalar.column());
    }

    /** How many characters of the file make the next character of the value. */
    private static int width(String line, int at, char style) {
        char c = line.charAt(at);
        if (style == '\'' && c == '\'') {
            return 2;
        }
        if (style != '"' || c != '\\' || at + 1 == line.length()) {
            return 1;
        }
        return switch (line.charAt(at + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    /** In a block scalar each line of the value is a line of the file, less its indentation; in a folded one only roughly. */
    private static Place block(SourceFile file, Node.Scalar scalar, int index) {
        int end = Math.min(index, scalar.value().length());
        String before = scalar.value().substring(0, end);
        int line =
                scalar.line() + 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = end - (before.lastIndexOf('\n') + 1);
        String source = file.line(line);
        int indent = source.length() - source.stripLeading().length();
        return new Place(line, indent + column + 1);
    }
}
