package espy.probe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Answer.Outcome;
import espy.probe.Probes;
import espy.probe.Snapshot;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway on which one thing is refused, missing or too slow: what depends on it is unknown, with the reason, and the rest is as before. */
class RefusalsTest {
    private static List<String> probes() {
        return Probes.look().stream().map(q -> q.id()).toList();
    }

    /** The Debian gateway, with one answer exchanged. */
    private static Snapshot with(Answer other) throws IOException {
        return SnapshotsForTests.snapshot(
                Access.ROOT,
                false,
                RecordedLooks.load("debian-12").answers().stream()
                        .map(a -> a.id().equals(other.id()) ? other : a)
                        .toList());
    }

    private static String why(Answer other, String path) throws IOException {
        Facts facts = RecordedLooks.read(with(other)).facts();
        assertThat(RecordedLooks.absent(facts)).contains(path);
        return RecordedLooks.why(facts, path);
    }

    @Test
    void theKernelMayRefuse() throws IOException {
        assertThat(why(
                        SnapshotsForTests.answer(
                                "P14.kernel",
                                Outcome.DONE,
                                1,
                                "",
                                "dmesg: read kernel buffer failed: Operation not permitted\n"),
                        "log.kernel"))
                .endsWith("said: dmesg: read kernel buffer failed: Operation not permitted");
        assertThat(why(
                        SnapshotsForTests.answer(
                                "P15",
                                Outcome.DONE,
                                0,
                                "",
                                "conntrack v1.4.7 (conntrack-tools): Operation failed: such conntrack doesn't exist\n"),
                        "firewall.staleNat"))
                .isEqualTo("The kernel refused to show the connections that it tracks");
    }

    @Test
    void noConnectionsAreNotARefusal() throws IOException {
        var empty = SnapshotsForTests.answer(
                "P15", Outcome.DONE, 0, "", "conntrack v1.4.7 (conntrack-tools): 0 flow entries have been shown.\n");
        assertThat(RecordedLooks.read(with(empty)).facts().firewall().staleNat())
                .contains(List.of());
    }

    @Test
    void nobodySaidWhatRuns() throws IOException {
        var slow = SnapshotsForTests.answer("P02", Outcome.TIMED_OUT, -1, "unit ipsec active", "");
        assertThat(why(slow, "daemon.running"))
                .isEqualTo("The programs that run and are installed could not be read within the time limit");
    }

    /** Whichever answer is missing, for whatever reason, nothing else breaks, and what is absent says why. */
    @ParameterizedTest
    @MethodSource("probes")
    void anyAnswerMayBeMissing(String probe) throws IOException {
        var before = RecordedLooks.absent(
                RecordedLooks.read(RecordedLooks.load("debian-12")).facts());
        var outcomes = List.of(Outcome.NOT_INSTALLED, Outcome.TIMED_OUT, Outcome.NEEDS_ROOT, Outcome.LOST);
        var outcome = outcomes.get(probes().indexOf(probe) % outcomes.size());
        Facts facts = RecordedLooks.read(with(SnapshotsForTests.answer(probe, outcome, -1, "", "")))
                .facts();
        assertThat(RecordedLooks.absent(facts)).containsAll(before);
        for (String path : RecordedLooks.absent(facts)) {
            assertThat(RecordedLooks.why(facts, path)).as(path).isNotEmpty();
        }
    }

    @Test
    void theClockIsKnownWithoutSystemd() {
        var time = LocalDateTime.parse("2026-11-24T04:55:16");
        assertThat(GatewayTime.of(SnapshotsForTests.recorded("P01", "time=1795496116\n")))
                .contains(time);
        assertThat(GatewayTime.of(SnapshotsForTests.recorded(
                        "P01", "time=1795496000\n", "P14.time", "TimeUSec=Tue 2026-11-24 04:55:16 UTC\n")))
                .contains(time);
        assertThat(GatewayTime.of(SnapshotsForTests.recorded("P01", "time=9999999999999999\n")))
                .isEmpty();
    }
}
