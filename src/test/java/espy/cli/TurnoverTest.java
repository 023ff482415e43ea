package espy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import espy.xfrm.Change;
import espy.xfrm.State;
import espy.xfrm.States;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events are as a strongSwan gateway's kernel told them at a rekey, and at a tunnel that went down and came back. */
class TurnoverTest {
    private static final Change REKEYED = new Change.StateRekeyed(state("0xc0000001"), state("0xc0000002"));

    private final Turnover turnover = new Turnover();

    private static String text(String spi) {
        return "src 192.0.2.1 dst 198.51.100.2\n\tproto esp spi " + spi
                + " reqid 1 mode tunnel\n\treplay-window 32 flag af-unspec\n";
    }

    private static State state(String spi) {
        return States.parse(text(spi)).value().getFirst();
    }

    private void hear(String verb, String spi) {
        turnover.heard(WatchLine.of(verb + text(spi), "2026-11-22T09:00:00Z").orElseThrow());
    }

    @Test
    void newSaBeforeTheOldOneGoesIsARekey() {
        hear("", "0xc0000002");
        hear("Deleted ", "0xc0000001");
        assertThat(turnover.interrupted(REKEYED)).isFalse();
    }

    @Test
    void newSaAfterTheOldOneWentIsNone() {
        hear("Deleted ", "0xc0000001");
        hear("Updated ", "0xc0000002");
        assertThat(turnover.interrupted(REKEYED)).isTrue();
    }

    @Test
    void withoutEventsTheReadingsDecide() {
        assertThat(turnover.interrupted(REKEYED)).isFalse();
        hear("Deleted ", "0xc0000001");
        assertThat(turnover.interrupted(REKEYED)).isFalse();
    }

    @Test
    void eventsThatComeBeforeAnOlderReadingHold() {
        hear("Deleted ", "0xc0000001");
        turnover.seen(List.of(state("0xc0000001")));
        hear("", "0xc0000002");
        assertThat(turnover.interrupted(REKEYED)).isTrue();
        turnover.seen(List.of(state("0xc0000002")));
        assertThat(turnover.interrupted(REKEYED)).isFalse();
    }
}
