package espy.wireshark;

import static org.assertj.core.api.Assertions.assertThat;

import espy.wireshark.EspRow.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random tables of somebody else through random installs, rekeys and removals: not a byte of theirs is lost. */
final class MergePropertyTest {
    private static final int FILES = 10_000;
    private static final int STEPS = 4;
    /** SPIs from here on are Espy's; below, of somebody else. */
    private static final int OURS = 0x10000;

    private final Random random = new Random(20_261_124);

    @Test
    void foreignBytesSurviveAndOwnRowsAreTheWantedOnes() throws IOException {
        for (int n = 0; n < FILES; n++) {
            history(n);
        }
    }

    private void history(int n) throws IOException {
        String foreign = file();
        String text = foreign;
        List<Mark> own = List.of();
        List<EspRow> expected = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(5) == 0) {
                text = EspFile.read("f", text).without(own);
                assertThat(text).as("file %d, removal", n).isEqualTo(foreign);
                own = List.of();
                expected.clear();
            } else {
                var wanted = table();
                var ends = wanted.stream().map(EspRow::ends).collect(Collectors.toSet());
                expected.removeIf(r -> ends.contains(r.ends()));
                var merged = EspFile.read("f", text).with(wanted, own);
                text = merged.text();
                own = merged.own();
                expected.addAll(wanted);
                assertThat(merged.written()).isEqualTo(wanted.size());
                text = random.nextInt(4) == 0 ? savedByWireshark(text, expected) : text;
            }
            assertThat(rows(text)).as("file %d, step %d", n, step).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(rest(text)).as("file %d, step %d", n, step).isEqualTo(foreign);
            assertThat(own)
                    .hasSameElementsAs(expected.stream().map(EspRow::mark).toList());
        }
        assertThat(EspFile.read("f", text).without(own)).isEqualTo(foreign);
    }

    /** Two ends of three, one to three SAs between each. */
    private List<EspRow> table() {
        var rows = new ArrayList<EspRow>();
        for (int pair : random.ints(2, 0, 3).distinct().toArray()) {
            String a = "192.0.2." + pair;
            String b = "198.51.100." + pair;
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                boolean out = random.nextBoolean();
                var row = EspFileTest.row(out ? a : b, out ? b : a, OURS + random.nextInt(1 << 24), "5c");
                rows.add(random.nextInt(3) == 0 ? esn(row) : row);
            }
        }
        return rows;
    }

    private EspRow esn(EspRow row) {
        var cells = new ArrayList<>(row.cells());
        cells.add("64-bit");
        cells.add("0x" + Integer.toHexString(random.nextInt(3)));
        return new EspRow(cells);
    }

    /** Espy's rows in the ten columns of 4.4; lines of others stay, so that they can be compared. */
    private static String savedByWireshark(String text, List<EspRow> own) {
        String saved = text;
        for (EspRow r : own) {
            boolean esn = r.cells().size() > EspRow.COLUMNS;
            String ten = esn
                    ? r.line()
                            .replace(
                                    "\"0x" + r.cells().get(9).substring(2) + "\"",
                                    "\"" + r.cells().get(9).substring(2) + "\"")
                    : r.line() + ",\"32-bit\",\"0\"";
            saved = saved.replace(r.line() + "\n", ten + "\n").replace(r.line() + "\r\n", ten + "\r\n");
        }
        return saved;
    }

    private static boolean ours(String line) {
        return line.startsWith("\"IPv4\",\"1") && line.contains("\"0x5c5c") && line.contains("\",\"0x0");
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
    }

    private static List<EspRow> rows(String text) {
        return lines(text.startsWith(Uat.BOM) ? text.substring(Uat.BOM.length()) : text).stream()
                .filter(MergePropertyTest::ours)
                .map(l -> Uat.read(l.strip(), 8) instanceof Uat.Line.Cells c ? canonical(c.cells()) : null)
                .toList();
    }

    /** As {@link #table} makes them. */
    private static EspRow canonical(List<String> cells) {
        if (cells.size() > 8 && cells.get(8).equals("32-bit")) {
            return new EspRow(cells.subList(0, 8));
        }
        var all = new ArrayList<>(cells);
        if (all.size() > 9 && !all.get(9).startsWith("0x")) {
            all.set(9, "0x" + all.get(9));
        }
        return new EspRow(all);
    }

    private static String rest(String text) {
        String lead = text.startsWith(Uat.BOM) ? Uat.BOM : "";
        return lead
                + lines(text.substring(lead.length())).stream()
                        .filter(l -> !ours(l))
                        .collect(Collectors.joining());
    }

    /** A table that Wireshark reads, as people and programs leave them. */
    private String file() {
        var text = new StringBuilder(random.nextInt(8) == 0 ? Uat.BOM : "");
        int lines = random.nextInt(8);
        boolean mixed = random.nextInt(3) == 0;
        boolean windows = random.nextBoolean();
        for (int i = 0; i < lines; i++) {
            text.append(line());
            boolean last = i == lines - 1;
            if (!last || random.nextInt(3) > 0) {
                text.append((mixed ? random.nextBoolean() : windows) ? "\r\n" : "\n");
            }
        }
        return text.toString();
    }

    private String line() {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> " ".repeat(random.nextInt(4)) + "\t";
            case 2 -> " ".repeat(random.nextInt(3)) + "# Schl\u00c3\u00bcssel \"," + random.nextInt(100);
            default -> row();
        };
    }

    private String row() {
        var cells = new ArrayList<>(List.of(
                random.nextBoolean() ? "\"IPv4\"" : "\"IPv6\"",
                random.nextInt(3) == 0 ? "\"*\"" : "\"192.0.2." + random.nextInt(3) + "\"",
                random.nextInt(3) == 0 ? "\"10.*.0.1\"" : "\"198.51.100." + random.nextInt(3) + "\"",
                random.nextInt(4) == 0 ? "\"*\"" : "\"0x" + Integer.toHexString(random.nextInt(OURS)) + "\"",
                random.nextBoolean() ? "\"NULL\"" : "\"Something \\x22of\\x22 mine\"",
                random.nextBoolean() ? "" : "\"0x" + "4d".repeat(random.nextInt(20)) + "\"",
                "\"NULL\"",
                random.nextBoolean() ? "\"\"" : "\"0x1\""));
        if (random.nextBoolean()) {
            cells.add(random.nextBoolean() ? "\"32-bit\"" : "\"64-bit\"");
            cells.add("\"" + random.nextInt(9) + "\"");
        }
        String between = List.of(",", ", ", " ,", "\t,\t").get(random.nextInt(4));
        return (random.nextInt(5) == 0 ? "  " : "")
                + String.join(between, cells)
                + (random.nextInt(5) == 0 ? " \t" : "");
    }
}
