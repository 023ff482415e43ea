package espy.xfrm;

import static espy.xfrm.Dumps.PEER;
import static espy.xfrm.Dumps.US;
import static espy.xfrm.Dumps.both;
import static espy.xfrm.Dumps.policy;
import static espy.xfrm.Dumps.sa;
import static espy.xfrm.Dumps.three;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChangesTest {
    private static final String NETS = three("10.1.0.0/16", "10.2.0.0/16", PEER, 1);

    private static Reading reading(int second, String text, Map<String, Long> stat) {
        var read = XfrmText.parse(text).value();
        return new Reading(Instant.ofEpochSecond(second), read.states(), read.policies(), stat);
    }

    private static List<Change> between(String before, String after) {
        return Changes.between(reading(0, before, Map.of()), reading(2, after, Map.of()));
    }

    @Test
    void nothingChanged() {
        String text = both(PEER, 0x1001, 1) + NETS;
        assertThat(between(text, text)).isEmpty();
    }

    @Test
    void trafficIsPerSecond() {
        var changes = between(sa(PEER, US, 1, 1, "tunnel", 5), sa(PEER, US, 1, 1, "tunnel", 25));
        assertThat(changes).singleElement().isInstanceOfSatisfying(Change.Traffic.class, t -> {
            assertThat(t.packetsPerSecond()).isEqualTo(10);
            assertThat(t.bytesPerSecond()).isEqualTo(840);
        });
    }

    @Test
    void trafficOfAnSaThatIsNewCountsFromZero() {
        String old = sa(PEER, US, 1, 1, "tunnel", 5);
        var changes = between(old, sa(PEER, US, 2, 1, "tunnel", 6) + old);
        assertThat(changes).hasSize(2);
        assertThat(changes.getLast()).isInstanceOfSatisfying(Change.Traffic.class, t -> {
            assertThat(t.state().spi()).isEqualTo(2);
            assertThat(t.packetsPerSecond()).isEqualTo(3);
        });
    }

    @Test
    void saThatMovesToAnotherAddressKeepsItsCounters() {
        var changes = between(sa(PEER, US, 1, 1, "tunnel", 5000), sa(PEER, "192.0.2.77", 1, 1, "tunnel", 5001));
        assertThat(changes).hasSize(2).noneMatch(c -> c instanceof Change.Traffic);
    }

    @Test
    void newSaForTheSamePacketsIsARekey() {
        String old = both(PEER, 0x1001, 1);
        var changes = between(old, both(PEER, 0x2001, 1) + old);
        assertThat(changes)
                .filteredOn(c -> !(c instanceof Change.Traffic))
                .hasSize(2)
                .allMatch(c -> c instanceof Change.StateRekeyed);
        assertThat(changes.getFirst()).isInstanceOfSatisfying(Change.StateRekeyed.class, r -> {
            assertThat(r.old().spi()).isEqualTo(0x1001);
            assertThat(r.state().spi()).isEqualTo(0x2001);
        });
        assertThat(between(both(PEER, 0x2001, 1) + old, both(PEER, 0x2001, 1)))
                .hasSize(2)
                .allMatch(c -> c instanceof Change.StateDeleted);
    }

    @Test
    void firstSaIsAddedAndItsLarvalOneUpdated() {
        String larval = "src %s dst %s\n\tproto esp spi 0x00001001 reqid 1 mode tunnel\n\treplay-window 0 \n"
                .formatted(PEER, US);
        assertThat(between("", larval)).singleElement().isInstanceOf(Change.StateAdded.class);
        assertThat(between(larval, sa(PEER, US, 0x1001, 1, "tunnel", 0)))
                .singleElement()
                .isInstanceOf(Change.StateUpdated.class);
    }

    @Test
    void policiesComeGoAndChange() {
        String out = policy("10.1.0.0/16", "10.2.0.0/16", "out", 5, US, PEER, 1);
        String other = policy("10.1.0.0/16", "10.3.0.0/16", "out", 5, US, PEER, 1);
        String dearer = policy("10.1.0.0/16", "10.2.0.0/16", "out", 6, US, PEER, 1);
        assertThat(between(out, out + other)).singleElement().isInstanceOf(Change.PolicyAdded.class);
        assertThat(between(out + other, out)).singleElement().isInstanceOf(Change.PolicyDeleted.class);
        assertThat(between(out, dearer)).singleElement().isInstanceOf(Change.PolicyUpdated.class);
        assertThat(between(out, out + "src 0.0.0.0/0 dst 0.0.0.0/0 \n\tsocket in priority 0 \n"))
                .isEmpty();
    }

    @Test
    void countersThatMoved() {
        var before = reading(0, "", Map.of("XfrmInNoStates", 3L, "XfrmInNoPols", 1L));
        var after = reading(2, "", Map.of("XfrmInNoStates", 5L, "XfrmInNoPols", 1L));
        assertThat(Changes.between(before, after)).containsExactly(new Change.Dropped("XfrmInNoStates", 2, 5));
        assertThat(Changes.between(reading(0, "", Map.of()), after)).isEmpty();
    }

    @Test
    void packetsThatAnSaRefused() {
        String stats = "\tstats:\n\t  replay-window 0 replay %d failed %d\n";
        String text = sa(PEER, US, 1, 1, "tunnel", 5);
        assertThat(between(text + stats.formatted(1, 0), text + stats.formatted(3, 4)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Refused.class, r -> assertThat(r.by()).isEqualTo(new Drops(0, 2, 4)));
    }

    @Test
    void monitorIsCutWhereTheNextObjectBegins() {
        var objects = new MonitorObjects();
        var found = new ArrayList<String>();
        String text = """
                [2026-11-22T08:11:07.001903] acquire proto esp\s
                  sel src 10.1.0.1/32 dst 10.2.0.1/32\s
                  policy src 10.1.0.0/24 dst 10.2.0.0/24\s
                    \tdir out priority 1 ptype main\s

                [2026-11-22T08:11:08.001903] Flushed policy ptype main\s
                [2026-11-22T08:11:09.001903] Deleted src 192.0.2.1 dst 198.51.100.2
                \tproto esp spi 0x00001001 reqid 1 mode tunnel
                """;
        text.lines().forEach(l -> objects.line(l).ifPresent(found::add));
        assertThat(found).hasSize(2);
        assertThat(found.getFirst()).contains("acquire").endsWith("dir out priority 1 ptype main \n");
        assertThat(objects.idle())
                .hasValueSatisfying(o -> assertThat(o).contains("Deleted").contains("spi"));
        assertThat(objects.idle()).isEmpty();
    }
}
