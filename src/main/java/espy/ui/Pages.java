package espy.ui;

import espy.run.Run;
import espy.ui.check.CheckPage;
import espy.ui.keys.KeysPage;
import espy.ui.tunnels.TunnelsPage;
import espy.wireshark.WiresharkVersion;

/** What all screens show of one run; made off the window's thread. */
record Pages(CheckPage check, TunnelsPage tunnels, KeysPage keys) {
    static Pages of(Run run, WiresharkVersion wireshark) {
        return new Pages(CheckPage.of(run), TunnelsPage.of(run), KeysPage.of(run, wireshark));
    }
}
