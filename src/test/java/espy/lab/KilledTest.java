package espy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Espy is killed in the middle of an active look at both ends: the gateways end by themselves what it began, and nothing stays behind. */
@Tag("lab")
class KilledTest {
    private static final int MOMENTS = 10;
    /** A machine of the lab may hang, for a fault of its kernel: then no gateway can be looked at any more. */
    private static final int MOST_BOOTS = 3;

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
        int moment = 0;
        for (int boots = 0; moment < MOMENTS; boots++) {
            assertThat(boots).as("machines that hung").isLessThan(MOST_BOOTS);
            try (var lab = LabInstance.up("killed", Scenario.named("healthy"))) {
                var before = Footprint.both(lab, true);
                for (; moment < MOMENTS; moment++) {
                    boolean captures = killed(lab, moment);
                    String which = "moment " + moment + (captures ? ", while it captured" : "");
                    changes(lab, before, which).forEach(c -> left.add(which + ": " + c));
                    captured += captures ? 1 : 0;
                }
            } catch (IOException e) {
                System.out.println("moment " + moment + " once more, on a machine booted anew: " + e.getMessage());
            }
        }
        assertThat(left).isEmpty();
        assertThat(captured).as("moments at which a capture was running").isPositive();
    }

    /** Kills Espy at this moment; whether a capture was running then. */
    private static boolean killed(LabInstance lab, int moment) throws Exception {
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
        espy.descendants().forEach(ProcessHandle::destroyForcibly);
        espy.destroyForcibly().waitFor();
        return captures;
    }

    private static List<String> changes(LabInstance lab, Map<String, Footprint> before, String which) throws Exception {
        var changes = Footprint.changes(before, Footprint.both(lab, false));
        int seconds = 0;
        for (; !changes.isEmpty() && seconds < PATIENCE_SECONDS; seconds++) {
            Thread.sleep(1_000);
            changes = Footprint.changes(before, Footprint.both(lab, false));
        }
        System.out.println(which + ": as before some " + seconds + " s later");
        return changes;
    }

    private static boolean captures(LabInstance lab) throws Exception {
        return lab.exec("lgw", "pgrep", "-x", "tcpdump").exit() == 0;
    }

    private static void awaitCapture(LabInstance lab) throws Exception {
        for (int i = 0; i < CAPTURE_SECONDS && !captures(lab); i++) {
            Thread.sleep(500);
        }
    }
}
