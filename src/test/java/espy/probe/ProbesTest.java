package espy.probe;

import static org.assertj.core.api.Assertions.assertThat;

import espy.gateway.Question;
import org.junit.jupiter.api.Test;

class ProbesTest {
    @Test
    void tablesAreAFewOfAllProbes() {
        assertThat(Probes.look()).containsAll(Probes.tables());
        assertThat(Probes.tables())
                .extracting(Question::id)
                .contains("P06.state", "P06.policy", "P07")
                .noneMatch(id -> id.startsWith("P13") || id.startsWith("P11") || id.startsWith("P04"));
    }
}
