package espy.wireshark;

import espy.wireshark.EspFile.Line;
import espy.wireshark.EspFile.Marked;
import espy.wireshark.EspRow.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of somebody else that keep Wireshark from using Espy's: it uses the first row that fits a packet, whether its keys do or not. */
final class Shadows {
    private Shadows() {}

    /**
     * A sentence for each row that takes packets from wanted ones behind it; without keys.
     *
     * @param name   of the file
     * @param wanted rows that stand among the lines
     */
    static List<String> notes(String name, List<Line> lines, List<Marked> wanted) {
        var places = new HashMap<Mark, Integer>();
        for (int i = 0; i < lines.size(); i++) {
            int at = i;
            lines.get(i).row().ifPresent(r -> places.putIfAbsent(r.mark(), at));
        }
        var marks = new HashSet<Mark>();
        var bySpi = new HashMap<Optional<Long>, List<Marked>>();
        for (Marked w : wanted) {
            marks.add(w.mark());
            bySpi.computeIfAbsent(Fit.number(w.row().spi()), _ -> new ArrayList<>())
                    .add(w);
        }
        var notes = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            int at = i;
            lines.get(i)
                    .row()
                    .filter(r -> !marks.contains(r.mark()))
                    .flatMap(r -> note(r.row(), at, candidates(r.row(), wanted, bySpi), places))
                    .ifPresent(s -> notes.add(name + ":" + (at + 1) + ": " + s));
        }
        return notes;
    }

    private static List<Marked> candidates(EspRow row, List<Marked> wanted, Map<Optional<Long>, List<Marked>> bySpi) {
        return row.spi().contains("*") ? wanted : bySpi.getOrDefault(Fit.number(row.spi()), List.of());
    }

    private static Optional<String> note(EspRow row, int at, List<Marked> candidates, Map<Mark, Integer> places) {
        var hidden = candidates.stream()
                .filter(w -> places.getOrDefault(w.mark(), 0) > at)
                .map(Marked::row)
                .filter(w -> Fit.fits(row, w) && !row.opensLike(w))
                .toList();
        if (hidden.isEmpty()) {
            return Optional.empty();
        }
        var first = hidden.getFirst();
        String which = "SA " + first.spi() + " " + first.src() + " → " + first.dst()
                + (hidden.size() > 1 ? " and " + (hidden.size() - 1) + " more" : "");
        String what = "this row for " + shown(row.src()) + " → " + shown(row.dst()) + ", SPI " + shown(row.spi()) + ",";
        if (row.src().contains("/") || row.dst().contains("/")) {
            return Optional.of(what + " takes the first packet of " + which
                    + " with other keys or algorithms, and then none: Wireshark does not understand address/length.");
        }
        String all = row.src() + row.dst() + row.spi();
        return Optional.of(what + " shadows " + which + ": it comes first and has other keys or algorithms"
                + (all.contains("*") ? ", and its * fits. " : "; it is stale. ")
                + "Delete it or move it down, or these packets stay closed.");
    }

    private static String shown(String cell) {
        String plain = cell.replaceAll("[^!-~]", "?");
        return plain.length() > 45 ? plain.substring(0, 45) + "…" : plain;
    }
}
