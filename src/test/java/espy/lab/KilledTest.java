package espy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Espy is killed in the middle of an active look at both ends: the gateways end by themselves what it began, and nothing stays behind. */
@Tag("lab")
class KilledTest {
    private static final int MOMENTS = 10;
    /** So many of them are in the first look, before anything is captured or sent. */
    private static final int EARLY = 3;

    private static final long EARLY_STEP_MILLIS = 2_000;
    private static final long STEP_MILLIS = 1_500;
    private static final int CAPTURE_SECONDS = 60;
    /** A capture ends by itself after this time at the latest, and whatever else was begun sooner. */
    private static final int PATIENCE_SECONDS = 45;

    @Test
    void nothingStaysBehind() throws Exception {
        assumeTrue(
                Files.isExecutable(LabInstance.STATE.resolve("kernel/linux")),
                "the lab is not set up: src/lab/lab setup");
        var left = new ArrayList<String>();
        int captured = 0;
        try (var lab = LabInstance.up("killed", Scenario.named("healthy"))) {
            Map<String, Footprint> before = look(lab, true);
            for (int moment = 0; moment < MOMENTS; moment++) {
                Process espy = lab.espyBegins(List.of(
                        "check",
                        LabInstance.gateway("left"),
                        "--active",
                        "--from=10.1.0.10",
                        "--to=10.2.0.10",
                        "--peer-gateway=" + LabInstance.gateway("right")));
                if (moment < EARLY) {
                    Thread.sleep((moment + 1) * EARLY_STEP_MILLIS);
                } else {
                    awaitCapture(lab);
                    Thread.sleep((moment - EARLY) * STEP_MILLIS);
                }
                boolean captures = captures(lab);
                captured += captures ? 1 : 0;
                espy.descendants().forEach(ProcessHandle::destroyForcibly);
                espy.destroyForcibly().waitFor();
                long seconds = 0;
                List<String> changes = changes(before, look(lab, false));
                while (!changes.isEmpty() && seconds < PATIENCE_SECONDS) {
                    Thread.sleep(1_000);
                    seconds++;
                    changes = changes(before, look(lab, false));
                }
                String which = "moment " + moment + (captures ? ", while it captured" : "");
                System.out.println(which + ": as before some " + seconds + " s later");
                changes.forEach(c -> left.add(which + ": " + c));
            }
        }
        assertThat(left).isEmpty();
        assertThat(captured).as("moments at which a capture was running").isPositive();
    }

    private static boolean captures(LabInstance lab) throws Exception {
        return lab.exec("lgw", "pgrep", "-x", "tcpdump").exit() == 0;
    }

    private static void awaitCapture(LabInstance lab) throws Exception {
        for (int i = 0; i < CAPTURE_SECONDS && !captures(lab); i++) {
            Thread.sleep(500);
        }
    }

    private static Map<String, Footprint> look(LabInstance lab, boolean first) throws Exception {
        var all = new HashMap<String, Footprint>();
        for (String node : List.of("lgw", "rgw")) {
            if (first) {
                Footprint.mark(lab, node);
            }
            all.put(node, Footprint.of(lab, node));
        }
        return all;
    }

    private static List<String> changes(Map<String, Footprint> before, Map<String, Footprint> after) {
        return before.keySet().stream()
                .flatMap(node ->
                        before.get(node).changedTo(after.get(node)).stream().map(c -> node + ": " + c))
                .toList();
    }
}
