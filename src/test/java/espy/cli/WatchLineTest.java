package espy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import espy.xfrm.MonitorObjects;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the monitor prints, as lines. */
class WatchLineTest {
    private static final String NOW = "2026-11-22T09:00:00Z";
    private static final String KEY = "0x101112131415161718191a1b1c1d1e1f20212223";

    private static List<WatchLine> lines(String monitor) {
        var objects = new MonitorObjects();
        var found = new ArrayList<WatchLine>();
        monitor.lines()
                .forEach(l -> objects.line(l).flatMap(o -> WatchLine.of(o, NOW)).ifPresent(found::add));
        objects.idle().flatMap(o -> WatchLine.of(o, NOW)).ifPresent(found::add);
        return found;
    }

    private static String sa(String verb) {
        return """
                [2026-11-22T08:11:07.001903] %ssrc 192.0.2.1 dst 198.51.100.2
                \tproto esp spi 0xc0000001 reqid 1 mode tunnel
                \treplay-window 32 flag af-unspec
                \taead rfc4106(gcm(aes)) %s 128
                """.formatted(verb, KEY);
    }

    @Test
    void eventsOfSasSayWhichOne() {
        assertThat(lines(sa("") + sa("Updated ") + sa("Deleted ")))
                .extracting(WatchLine::event)
                .containsExactly("sa-added", "sa-updated", "sa-deleted");
        assertThat(lines(sa("")).getFirst().text())
                .isEqualTo(
                        "2026-11-22T08:11:07.001903Z sa-added       192.0.2.1 → 198.51.100.2 esp 0xc0000001 reqid 1 tunnel");
        assertThat(lines(sa("")).getFirst().json())
                .isEqualTo(
                        "{\"time\":\"2026-11-22T08:11:07.001903Z\",\"event\":\"sa-added\",\"src\":\"192.0.2.1\","
                                + "\"dst\":\"198.51.100.2\",\"proto\":\"esp\",\"spi\":\"0xc0000001\",\"reqid\":1,\"mode\":\"tunnel\"}");
    }

    @Test
    void withoutTimesWhatIsAddedIsToldApartFromATable() {
        String policy = "src 10.1.0.0/24 dst 10.2.0.0/24\n\tdir out priority 5 ptype main\n";
        String socket = "src 0.0.0.0/0 dst 0.0.0.0/0\n\tsocket in priority 0 ptype main\n";
        String plain = sa("").substring(sa("").indexOf(' ') + 1);
        assertThat(lines(plain + policy + socket + "Deleted " + plain))
                .extracting(WatchLine::event)
                .containsExactly("sa-added", "policy-added", "sa-deleted");
        assertThat(lines(plain).getFirst().time()).isEqualTo(NOW);
    }

    @Test
    void keysAreMaskedBeforeAnythingIsKept() {
        var objects = new MonitorObjects();
        sa("").lines().forEach(objects::line);
        assertThat(objects.idle().orElseThrow()).contains("<key:").doesNotContain(KEY.substring(2, 20));
        assertThat(lines(sa("Unheard of "))).allMatch(l -> !l.text().contains(KEY.substring(2, 20)));
    }

    @Test
    void expiryTellsSoftFromHard() {
        String expired = """
                Expired src 192.0.2.1 dst 198.51.100.2
                \tproto esp spi 0xc0000001 reqid 1 mode tunnel
                \treplay-window 32 flag af-unspec
                \thard 1
                """;
        assertThat(lines(expired).getFirst().words()).endsWith("hard: it is gone");
        assertThat(lines(expired.replace("hard 1", "hard 0")).getFirst().words())
                .endsWith("soft: time to rekey");
        assertThat(lines(expired).getFirst().time()).isEqualTo(NOW);
    }

    @Test
    void otherEventsKeepTheirWordsAndCounterSyncsAreSilent() {
        String text = """
                [2026-11-22T08:11:07.001903] acquire proto esp\s
                  sel src 10.1.0.1/32 dst 10.2.0.1/32\s
                  policy src 10.1.0.0/24 dst 10.2.0.0/24\s
                    \tdir out priority 1 ptype main\s

                [2026-11-22T08:11:07.101903] Async event  (0x20)  timer expired\s
                \tsrc 192.0.2.1 dst 198.51.100.2  reqid 0x1 protocol esp  SPI 0xc0000001
                [2026-11-22T08:11:08.001903] Mapping change 192.0.2.1:4500 -> 192.0.2.9:61022
                \tdst 192.0.2.1  reqid 0x1 protocol esp  SPI 0x1001
                [2026-11-22T08:11:09.001903] Flushed state proto 0
                """;
        assertThat(lines(text)).extracting(WatchLine::event).containsExactly("acquire", "mapping", "flushed");
        assertThat(lines(text).getFirst().words())
                .isEqualTo("esp wanted for src 10.1.0.1/32 dst 10.2.0.1/32, policy src 10.1.0.0/24 dst 10.2.0.0/24");
    }

    @Test
    void nothingMovesTheCursor() {
        var line = lines("Flushed \u001b[2Jstate \u009b3m proto \u0007 0\n").getFirst();
        assertThat((line.text() + line.json()).chars()).noneMatch(c -> c < 0x20 || c == 0x7f || c == 0x9b);
    }
}
