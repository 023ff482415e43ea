package espy.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import espy.gateway.Access;
import espy.gateway.ConnectionLostException;
import espy.gateway.GatewayException;
import espy.gateway.Look;
import espy.gateway.RecordedGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconnectTest {
    private final List<String> told = new ArrayList<>();
    private final List<Long> pauses = new ArrayList<>();
    private final ArrayDeque<Boolean> answers = new ArrayDeque<>();

    /** Answers as prepared, then always. */
    private Target.Opened open() throws GatewayException {
        if (!answers.isEmpty() && !answers.poll()) {
            throw new GatewayException("gw1 did not answer.");
        }
        return new Target.Opened(
                new RecordedGateway("gw1", new Look(Access.ROOT, "root", Instant.EPOCH, List.of())), true);
    }

    private <T> T work(Reconnect.Work<T> work) throws Exception {
        return Reconnect.work(this::open, work, told::add, pause -> pauses.add(pause.toSeconds()));
    }

    private static GatewayException lost() {
        return new ConnectionLostException("The connection to gw1 has ended.");
    }

    /** Loses the line until it was there so many times. */
    private static Reconnect.Work<String> doneAt(int visit, List<String> visits) {
        return opened -> {
            visits.add(opened.gateway().name());
            if (visits.size() < visit) {
                throw lost();
            }
            return "done";
        };
    }

    @Test
    void aLostLineIsTriedAgainWithGrowingPauses() throws Exception {
        answers.addAll(List.of(true, false, false, false, false, false, false, false, true));
        assertThat(work(doneAt(2, new ArrayList<>()))).isEqualTo("done");
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(told)
                .startsWith(
                        "The connection to gw1 has ended. Trying again.", "gw1 did not answer. Trying again in 2 s.")
                .endsWith("gw1 did not answer. Trying again in 60 s.", "Connected again.");
    }

    @Test
    void eachLossBeginsWithAShortPause() throws Exception {
        work(doneAt(4, new ArrayList<>()));

        assertThat(pauses).containsExactly(1L, 1L, 1L);
    }

    @Test
    void aFirstConnectionThatFailsIsNotTriedAgain() {
        answers.add(false);

        assertThatThrownBy(() -> work(opened -> "never")).hasMessage("gw1 did not answer.");
        assertThat(pauses).isEmpty();
    }

    @Test
    void otherTroublesAreNotTriedAgain() {
        assertThatThrownBy(() -> work(opened -> {
                    throw new GatewayException("Its account needs a shell.");
                }))
                .hasMessage("Its account needs a shell.");
        assertThat(pauses).isEmpty();
    }

    @Test
    void itEndsWhenTheGatewayNeverComesBack() {
        answers.add(true);
        for (int i = 0; i < 100; i++) {
            answers.add(false);
        }

        assertThatThrownBy(() -> work(doneAt(Integer.MAX_VALUE, new ArrayList<>())))
                .hasMessage("gw1 did not answer.");
        assertThat(pauses).hasSize(35);
        assertThat(Duration.ofSeconds(pauses.stream().mapToLong(p -> p).sum())).isLessThan(Duration.ofHours(1));
    }
}
