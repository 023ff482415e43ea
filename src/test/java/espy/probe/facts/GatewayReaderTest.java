package espy.probe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Access;
import espy.gateway.Answer;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GatewayReaderTest {
    private static final String IDENTITY = """
            time=%d
            uid=0
            user=root
            host=moon
            kernel=6.1.0-18-amd64
            vendor=Amazon EC2
            PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
            NAME="Debian GNU/Linux"
            """.formatted(SnapshotsForTests.AT.getEpochSecond() - 400);

    private final TreeMap<String, String> missing = new TreeMap<>();

    @Test
    void whoWeAre() {
        var facts = GatewayReader.of(
                SnapshotsForTests.snapshot(Access.SUDO, true, SnapshotsForTests.answers("P01", IDENTITY)), missing);
        assertThat(facts.name()).isEqualTo("moon");
        assertThat(facts.root()).isTrue();
        assertThat(facts.hostname()).contains("moon");
        assertThat(facts.os()).contains("Debian GNU/Linux 12 (bookworm)");
        assertThat(facts.kernel()).contains("6.1.0-18-amd64");
        assertThat(facts.cloud()).contains("Amazon EC2");
        assertThat(facts.clockOffsetSeconds()).contains(-400L);
        assertThat(facts.quote().lines())
                .startsWith(IDENTITY.lines().findFirst().orElseThrow());
        assertThat(missing).isEmpty();
    }

    @Test
    void clocksOfRecordedGatewaysAreNotCompared() {
        var facts = GatewayReader.of(SnapshotsForTests.recorded("P01", IDENTITY.replace("Amazon EC2", "")), missing);
        assertThat(facts.clockOffsetSeconds()).isEmpty();
        assertThat(facts.cloud()).isEmpty();
        assertThat(missing).containsOnlyKeys("gateway.clockOffsetSeconds", "gateway.cloud");
    }

    @Test
    void withoutAnAnswerEveryAbsentFactHasItsReason() {
        var lost = SnapshotsForTests.answer("P01", Answer.Outcome.LOST, -1, "", "");
        var facts = GatewayReader.of(SnapshotsForTests.snapshot(Access.USER, true, List.of(lost)), missing);
        assertThat(facts.root()).isFalse();
        assertThat(missing)
                .containsOnlyKeys(
                        "gateway.hostname",
                        "gateway.os",
                        "gateway.kernel",
                        "gateway.clockOffsetSeconds",
                        "gateway.cloud");
        assertThat(missing.values()).allMatch(s -> s.contains("connection was lost"));
    }
}
