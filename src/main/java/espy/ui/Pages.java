package espy.ui;

import espy.run.Run;
import espy.ui.check.CheckPage;

/** What all screens show of one run; made off the window's thread. */
record Pages(CheckPage check) {
    static Pages of(Run run) {
        return new Pages(CheckPage.of(run));
    }
}
