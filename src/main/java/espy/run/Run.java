package espy.run;

import espy.base.Unparsed;
import espy.checklist.CheckResult;
import espy.diagnosis.Finding;
import espy.probe.Snapshot;
import espy.probe.facts.Facts;
import espy.probe.facts.TunnelFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One finished run: what was asked, seen and concluded. A value; views only show it.
 *
 * @param tunnels   all tunnels of the gateway; the run is about {@code facts.tunnel()}
 * @param insight   what it shows beside checks and causes
 * @param unparsed  lines that no parser understood, with the probe they came from as text prefix
 * @param exit      the exit status that the command line ends with: 0, 1 or 4
 */
public record Run(
        String gateway,
        Instant started,
        Duration took,
        Snapshot snapshot,
        Facts facts,
        List<TunnelFacts> tunnels,
        List<CheckResult> checks,
        List<Finding> diagnosis,
        Insight insight,
        List<Unparsed> unparsed,
        int exit) {
    public Run {
        tunnels = List.copyOf(tunnels);
        checks = List.copyOf(checks);
        diagnosis = List.copyOf(diagnosis);
        unparsed = List.copyOf(unparsed);
    }
}
