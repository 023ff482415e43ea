package espy.cli;

import espy.checklist.Clean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Rows in aligned columns that fit a width. What does not fit is cut and marked with {@code …}; when there is no room at all for some
 * columns, the last ones are left out.
 */
final class Grid<T> {
    private static final String GAP = "  ";

    /**
     * @param least columns to which it may be cut; a value that must not be cut wants the length of the longest
     * @param right whether values stand at the right, as numbers do
     * @param middle whether values are cut in their middle, as addresses are, whose ends tell most
     */
    private record Column<T>(String title, int least, boolean right, boolean middle, Function<T, String> value) {}

    private final List<Column<T>> columns = new ArrayList<>();

    /** Text that may be cut at its end down to so many characters. */
    Grid<T> text(String title, int least, Function<T, String> value) {
        columns.add(new Column<>(title, least, false, false, value));
        return this;
    }

    /** Text of which the beginning and the end tell most. */
    Grid<T> address(String title, int least, Function<T, String> value) {
        columns.add(new Column<>(title, least, false, true, value));
        return this;
    }

    /** Short text that is never cut. */
    Grid<T> whole(String title, Function<T, String> value) {
        columns.add(new Column<>(title, Integer.MAX_VALUE, false, false, value));
        return this;
    }

    /** Numbers, never cut. */
    Grid<T> number(String title, Function<T, String> value) {
        columns.add(new Column<>(title, Integer.MAX_VALUE, true, false, value));
        return this;
    }

    /** The titles and then a line for each row; columns in which nothing stands are left out. */
    List<String> lines(List<T> rows, int width) {
        var cells = new ArrayList<List<String>>();
        var used = new ArrayList<Column<T>>();
        for (Column<T> c : columns) {
            var values = rows.stream().map(c.value).map(Clean::line).toList();
            if (values.stream().anyMatch(v -> !v.isEmpty())) {
                used.add(c);
                cells.add(values);
            }
        }
        int[] widths = widths(used, cells, width);
        var lines = new ArrayList<String>();
        lines.add(line(used, widths, used.stream().map(Column::title).toList()));
        for (int row = 0; row < rows.size(); row++) {
            int at = row;
            lines.add(line(used, widths, cells.stream().map(c -> c.get(at)).toList()));
        }
        return lines;
    }

    /** Each column as wide as its longest value, where that fits; else the columns that may be cut share what is left. */
    private static <T> int[] widths(List<Column<T>> columns, List<List<String>> cells, int width) {
        int n = columns.size();
        int[] longest = new int[n];
        int[] widths = new int[n];
        for (int i = 0; i < n; i++) {
            longest[i] = Math.max(
                    columns.get(i).title.length(),
                    cells.get(i).stream().mapToInt(String::length).max().orElse(0));
            widths[i] = Math.min(longest[i], columns.get(i).least);
        }
        int shown = n;
        while (shown > 1 && sum(widths, shown) > width) {
            shown--;
        }
        int room = width - sum(widths, shown);
        boolean grew = true;
        while (room > 0 && grew) {
            grew = false;
            for (int i = 0; i < shown && room > 0; i++) {
                if (widths[i] < longest[i]) {
                    widths[i]++;
                    room--;
                    grew = true;
                }
            }
        }
        return Arrays.copyOf(widths, shown);
    }

    private static int sum(int[] widths, int shown) {
        return Arrays.stream(widths, 0, shown).sum() + GAP.length() * (shown - 1);
    }

    private static <T> String line(List<Column<T>> columns, int[] widths, List<String> values) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var c = columns.get(i);
            String value = c.middle ? middle(values.get(i), widths[i]) : end(values.get(i), widths[i]);
            String blanks = " ".repeat(widths[i] - value.length());
            line.append(i == 0 ? "" : GAP).append(c.right ? blanks + value : value + blanks);
        }
        return line.toString().stripTrailing();
    }

    /** The beginning of a text that is too long. */
    static String end(String text, int width) {
        return text.length() <= width ? text : text.substring(0, whole(text, width - 1)) + "…";
    }

    /** The beginning and the end of a text that is too long. */
    static String middle(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int head = whole(text, width / 2);
        int tail = whole(text, text.length() - (width - head - 1));
        return text.substring(0, head) + "…" + text.substring(tail);
    }

    /** This place, or the one before it where it would cut a character in half. */
    private static int whole(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
