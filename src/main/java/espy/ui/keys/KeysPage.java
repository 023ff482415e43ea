package espy.ui.keys;

import espy.run.Run;
import espy.wireshark.EspSa;
import espy.wireshark.WiresharkVersion;
import espy.xfrm.State;
import java.util.List;
import java.util.Optional;

/**
 * What the Keys screen shows of a run; made off the window's thread. Holds secrets, and never prints them.
 *
 * @param version which Wireshark the table is for
 * @param title   what to say when there is no row; {@code text}: why, and what to do
 */
public record KeysPage(WiresharkVersion version, EspSa table, String title, String text) {
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
                ? why + "." + (root ? "" : " Become root (Ctrl+U), or log in as root.")
                : table.cannot().isEmpty()
                        ? "The kernel holds no SA with a key. Check (Ctrl+2) says what keeps the tunnel down; run again (F5) when it is up."
                        : "Each SA is named below, with the reason.";
        return new KeysPage(version, table, title, text);
    }

    /** For example {@code 2 rows for Wireshark 4.0}. */
    public String summary() {
        return table.rows().size() + (table.rows().size() == 1 ? " SA" : " SAs")
                + " in the table esp_sa, for Wireshark " + version;
    }
}
