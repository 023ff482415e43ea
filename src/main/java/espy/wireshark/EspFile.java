package espy.wireshark;

import espy.wireshark.EspRow.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A file {@code esp_sa} as lines of somebody, among which Espy's own rows come and go. Every line keeps the bytes it was read with; text has one
 * char a byte (ISO 8859-1).
 */
final class EspFile {
    private final String name;
    /** The byte order mark, or nothing. */
    private final String lead;

    private final List<Line> lines;

    /** A row and what it is known by. */
    record Marked(EspRow row, Mark mark) {
        static Marked of(EspRow row) {
            return new Marked(row, row.mark());
        }
    }

    /**
     * A line with its line end.
     *
     * @param row  when it is one
     * @param more what stands behind its eighth column
     */
    record Line(String raw, Optional<Marked> row, String more) {
        static Line of(Marked row, String end) {
            return new Line(row.row().line() + end, Optional.of(row), "");
        }

        /** Whether a Wireshark before 4.4 stops here; it passes over more columns only when they are written like this. */
        private boolean stopsOldReaders() {
            return !more.isEmpty() && !(more.startsWith(",\"") && more.endsWith("\"") && more.length() > 2);
        }

        boolean ended() {
            return raw.endsWith("\n");
        }

        private String end() {
            return raw.endsWith("\r\n") ? "\r\n" : "\n";
        }

        /** As Espy writes it, not as Wireshark saved it since. */
        private boolean isExact() {
            return row.filter(r -> raw.strip().equals(r.row().line())).isPresent();
        }

        @Override
        public String toString() {
            return row.map(r -> r.row().toString()).orElse("no row");
        }
    }

    /**
     * What a table became.
     *
     * @param own      Espy's rows that are in it now
     * @param written  how many rows were wanted and are now Espy's
     * @param already  how many rows were wanted and stand there as somebody else's
     * @param replaced how many older rows of Espy went
     * @param notes    sentences about lines of somebody else: rows that win over Espy's, a row that Wireshark ignores
     */
    record Merged(String text, List<Mark> own, int written, int already, int replaced, List<String> notes) {
        Merged {
            own = List.copyOf(own);
            notes = List.copyOf(notes);
        }

        @Override
        public String toString() {
            return written + " rows";
        }
    }

    private EspFile(String name, String lead, List<Line> lines) {
        this.name = name;
        this.lead = lead;
        this.lines = List.copyOf(lines);
    }

    /**
     * Reads a file's text.
     *
     * @param name of the file, for sentences
     * @throws IOException with {@code file:line: reason} where Wireshark would stop reading, so that rows behind it were useless
     */
    static EspFile read(String name, String text) throws IOException {
        var lines = new ArrayList<Line>();
        String lead = text.startsWith(Uat.BOM) ? Uat.BOM : "";
        for (int from = lead.length(); from < text.length(); ) {
            int end = text.indexOf('\n', from) + 1;
            String raw = text.substring(from, end == 0 ? text.length() : end);
            var row = row(raw);
            if (row instanceof Uat.Line.Flaw f) {
                throw new IOException(name + ":" + (lines.size() + 1) + ": " + f.reason()
                        + ". Wireshark stops reading there, so nothing was changed; mend or delete that line first.");
            }
            lines.add(
                    row instanceof Uat.Line.Cells c
                            ? new Line(raw, Optional.of(Marked.of(new EspRow(c.cells()))), c.more())
                            : new Line(raw, Optional.empty(), ""));
            from += raw.length();
        }
        return new EspFile(name, lead, lines);
    }

    private static Uat.Line row(String raw) {
        var line = Uat.read(raw.endsWith("\n") ? raw.substring(0, raw.length() - 1) : raw, EspRow.COLUMNS);
        if (line instanceof Uat.Line.Cells c
                && !(isKey(c.cells().get(5)) && isKey(c.cells().get(7)))) {
            return new Uat.Line.Flaw("a key has a character that is no hex digit");
        }
        return line;
    }

    private static boolean isKey(String cell) {
        return !(cell.startsWith("0x") || cell.startsWith("0X"))
                || cell.chars().skip(2).allMatch(HexFormat::isHexDigit);
    }

    /**
     * Puts rows in. Espy's older rows between the same two ends go, those between others stay; the new ones stand where the old ones stood, else at
     * the end. A row that somebody else has put there is not written again.
     *
     * @param own Espy's rows so far
     */
    Merged with(List<EspRow> wanted, Collection<Mark> own) {
        var rows = wanted.stream().map(Marked::of).toList();
        Set<Set<String>> ends = wanted.stream().map(EspRow::ends).collect(Collectors.toSet());
        var mine = mine(own);
        var gone = new HashSet<Integer>();
        var stay = new ArrayList<Mark>();
        var foreign = new HashSet<Mark>();
        for (int i = 0; i < lines.size(); i++) {
            int at = i;
            lines.get(i).row().ifPresent(r -> {
                if (mine.contains(at) && ends.contains(r.row().ends())) {
                    gone.add(at);
                } else if (mine.contains(at)) {
                    stay.add(r.mark());
                } else if (lines.get(at).ended()) {
                    foreign.add(r.mark());
                }
            });
        }
        var fresh = rows.stream().filter(r -> !foreign.contains(r.mark())).toList();
        var result = result(fresh, gone);
        var marks = fresh.stream().map(Marked::mark).collect(Collectors.toCollection(LinkedHashSet::new));
        int replaced = (int) gone.stream()
                .filter(i -> !marks.contains(lines.get(i).row().orElseThrow().mark()))
                .count();
        marks.addAll(stay);
        var notes = new ArrayList<>(stops(result));
        if (!lines.isEmpty()
                && !lines.getLast().ended()
                && lines.getLast().row().isPresent()) {
            notes.add(name + ":" + result.size() + ": the last row has no line end, so Wireshark ignores it;"
                    + " it was left as it is.");
        }
        notes.addAll(Shadows.notes(name, result, rows));
        return new Merged(text(result), List.copyOf(marks), fresh.size(), rows.size() - fresh.size(), replaced, notes);
    }

    private List<Line> result(List<Marked> fresh, Set<Integer> gone) {
        int place = gone.isEmpty() ? end() : Collections.min(gone);
        String lineEnd = lineEnd(place);
        var result = new ArrayList<Line>();
        for (int i = 0; i <= lines.size(); i++) {
            if (i == place) {
                fresh.forEach(r -> result.add(Line.of(r, lineEnd)));
            }
            if (i < lines.size() && !gone.contains(i)) {
                result.add(lines.get(i));
            }
        }
        return result;
    }

    private List<String> stops(List<Line> all) {
        var notes = new ArrayList<String>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).stopsOldReaders()) {
                notes.add(name + ":" + (i + 1)
                        + ": a Wireshark before 4.4 stops reading here, for what is behind the eighth"
                        + " column; rows below are lost to it. Write ,\"…\" without blanks, or delete these columns.");
            }
        }
        return notes;
    }

    /** The text without Espy's rows. */
    String without(Collection<Mark> own) {
        var mine = mine(own);
        var rest = new ArrayList<Line>();
        for (int i = 0; i < lines.size(); i++) {
            if (!mine.contains(i)) {
                rest.add(lines.get(i));
            }
        }
        return text(rest);
    }

    /** How many lines are Espy's. */
    int count(Collection<Mark> own) {
        return mine(own).size();
    }

    /** Which lines are Espy's: one for each mark, the one that Espy wrote itself before one that was written anew. */
    private Set<Integer> mine(Collection<Mark> own) {
        var byHash = new HashMap<String, Mark>();
        own.forEach(m -> byHash.put(m.whole(), m));
        own.forEach(m -> byHash.put(m.first(), m));
        var used = new HashSet<Mark>();
        var found = new HashSet<Integer>();
        for (boolean exact : new boolean[] {true, false}) {
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                var mark = line.row()
                        .map(r -> byHash.get(
                                r.row().isPlain() ? r.mark().first() : r.mark().whole()));
                if (mark.isPresent() && line.ended() && exact == line.isExact() && used.add(mark.get())) {
                    found.add(i);
                }
            }
        }
        return found;
    }

    /** Before a last line without line end: Wireshark ignores that, and so it stays. */
    private int end() {
        return lines.isEmpty() || lines.getLast().ended() ? lines.size() : lines.size() - 1;
    }

    private String lineEnd(int place) {
        int neighbour = place > 0 ? place - 1 : 0;
        return neighbour < lines.size() ? lines.get(neighbour).end() : "\n";
    }

    private String text(List<Line> all) {
        return lead + all.stream().map(Line::raw).collect(Collectors.joining());
    }
}
