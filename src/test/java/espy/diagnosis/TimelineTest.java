package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-11-28T02:00:00Z");

    @Test
    void whatCameInStandsBehindWhatWasSentThoughTheClocksDiffer() {
        // the peer's clock is two seconds behind, and nobody knows
        var here = List.of(
                event("here", 10, "generating IKE_SA_INIT request 0 [ SA KE No ]"),
                event("here", 11, "parsed IKE_SA_INIT response 0 [ SA KE No ]"),
                event("here", 11, "generating IKE_AUTH request 1 [ IDi AUTH ]"),
                event("here", 12, "parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]"));
        var there = List.of(
                event("peer", 8, "parsed IKE_SA_INIT request 0 [ SA KE No ]"),
                event("peer", 8, "generating IKE_SA_INIT response 0 [ SA KE No ]"),
                event("peer", 9, "parsed IKE_AUTH request 1 [ IDi AUTH ]"),
                event("peer", 9, "tried 1 shared key, but MAC mismatched"),
                event("peer", 9, "generating IKE_AUTH response 1 [ N(AUTH_FAILED) ]"));

        assertThat(Timeline.merged(here, there))
                .containsExactly(
                        here.get(0),
                        there.get(0),
                        there.get(1),
                        here.get(1),
                        here.get(2),
                        there.get(2),
                        there.get(3),
                        there.get(4),
                        here.get(3));
    }

    @Test
    void linesThatTellOfNoMessageStandByTime() {
        var here = List.of(event("here", 1, "a"), event("here", 5, "c"));
        var there = List.of(event("peer", 3, "b"), event("peer", 9, "d"));

        assertThat(Timeline.merged(here, there)).extracting(Event::text).containsExactly("a", "b", "c", "d");
    }

    @Test
    void bothDaemonsNameTheirMessages() {
        assertThat(Message.of("08[ENC] parsed CREATE_CHILD_SA response 3 [ N(NO_PROP) ]"))
                .contains(new Message("CREATE_CHILD_SA", true, 3, false));
        assertThat(Message.of("\"t\" #1: sent IKE_AUTH request {cipher=AES_CBC_256}"))
                .contains(new Message("IKE_AUTH", false, -1, true));
        assertThat(Message.of("\"t\" #1: processing decrypted IKE_AUTH request: SK{IDi}"))
                .contains(new Message("IKE_AUTH", false, -1, false));
        assertThat(Message.of("IKE_SA site-to-site[1] established")).isEmpty();
    }

    @Test
    void repeatedMessagesWaitForOneAnotherOnce() {
        // two lines claim the same message: the second one has no counterpart and stands by its time
        var here = List.of(event("here", 4, "generating QUICK_MODE request 77 [ HASH SA ]"));
        var there = List.of(
                event("peer", 2, "parsed QUICK_MODE request 77 [ HASH SA ]"),
                event("peer", 3, "parsed QUICK_MODE request 77 [ HASH SA ]"));

        assertThat(Timeline.merged(here, there)).containsExactly(here.getFirst(), there.get(0), there.get(1));
    }

    private static Event event(String end, int second, String text) {
        return new Event(Optional.of(START.plusSeconds(second)), end, text, "", "", Message.of(text), true);
    }
}
