package espy.ui.keys;

import espy.run.Run;
import espy.wireshark.EspSa;
import espy.wireshark.WiresharkVersion;
import espy.xfrm.State;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the Keys screen shows of a run; made off the window's thread. Holds secrets, and never prints them.
 *
 * @param version which Wireshark the table is for
 * @param title   what to say when there is no row; {@code text}: why, and what to do
 */
public record KeysPage(WiresharkVersion version, EspSa table, List<Row> rows, String title, String text) {
    public KeysPage {
        rows = List.copyOf(rows);
    }

    /** One row of the table, cell by cell; two of them are keys. */
    public record Row(
            String protocol,
            String src,
            String dst,
            String spi,
            String encryption,
            String encryptionKey,
            String authentication,
            String authenticationKey) {
        private static final Pattern BETWEEN = Pattern.compile("\",\"");

        /** As {@link EspSa} writes it: cells in quotes, with commas between; no cell holds a quote. */
        static Row of(String line) {
            String[] cells = BETWEEN.split(line.substring(1, line.length() - 1), -1);
            return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]);
        }

        @Override
        public String toString() {
            return "row of SPI " + spi;
        }
    }

    public static KeysPage of(Run run, WiresharkVersion version) {
        Optional<List<State>> states = run.facts().xfrm().states();
        var table = EspSa.table(states.orElse(List.of()), version);
        boolean root = run.facts().gateway().root();
        String why =
                Optional.ofNullable(run.facts().missing().get("xfrm.states")).orElse("The SAs could not be read");
        String title = states.isEmpty()
                ? "The keys cannot be seen"
                : table.cannot().isEmpty() ? "No SAs, so no keys" : "No key can be written for Wireshark";
        String text = states.isEmpty()
                ? why + "."
                        + (root
                                ? ""
                                : " Log in as root, or allow this user sudo without a password, and run again (F5).")
                : table.cannot().isEmpty()
                        ? "The kernel holds no SA with a key. Check (Ctrl+2) says what keeps the tunnel down; run again (F5) when it is up."
                        : "Each SA is named below, with the reason.";
        return new KeysPage(version, table, table.rows().stream().map(Row::of).toList(), title, text);
    }

    /** For example {@code 2 rows for Wireshark 4.0}. */
    public String summary() {
        return rows.size() + (rows.size() == 1 ? " SA" : " SAs") + " in the table esp_sa, for Wireshark " + version;
    }
}
