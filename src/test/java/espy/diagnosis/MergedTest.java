package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import espy.checklist.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The findings of two ends become one list, by the causes' own words on what is the root of what. */
class MergedTest {
    private static final Causes CAUSES = Library.builtIn().causes();

    private static Finding finding(String cause, String strength, double score) {
        var line = new Evidence("P13", "journalctl", List.of("a line"), "here", Optional.empty(), "");
        return new Finding(
                cause,
                "slug",
                "Title",
                Weights.confidence(score),
                score,
                strength,
                "S1",
                "seen " + cause,
                List.of(),
                List.of(line),
                List.of(),
                List.of(),
                Map.of(),
                "");
    }

    private static List<String> order(List<Finding> findings) {
        return findings.stream()
                .map(f -> f.under().isEmpty() ? f.cause() : f.cause() + "<" + f.under())
                .toList();
    }

    @Test
    void whatTheOtherEndProvesIsTheRootOfWhatIsSeenHere() {
        var merged =
                Merged.of(List.of(finding("A03", "strong", 1)), List.of(finding("A02", "proof", 5)), "fra-gw1", CAUSES);
        assertThat(order(merged)).containsExactly("A02", "A03<A02");
        assertThat(merged.getFirst().summary()).isEqualTo("On fra-gw1: seen A02");
        assertThat(merged.getFirst().evidence()).extracting(Evidence::end).containsExactly("peer");
        assertThat(merged.getLast().evidence()).extracting(Evidence::end).containsExactly("here");
    }

    @Test
    void aCauseOfBothEndsIsOneFinding() {
        var merged =
                Merged.of(List.of(finding("B07", "strong", 2)), List.of(finding("B07", "proof", 6)), "fra-gw1", CAUSES);
        assertThat(merged).hasSize(1);
        assertThat(merged.getFirst().strength()).isEqualTo("proof");
        assertThat(merged.getFirst().score()).isEqualTo(7);
        assertThat(merged.getFirst().evidence()).extracting(Evidence::end).containsExactly("peer", "here");
    }

    /** A guess at the other end does not push a proof of this one down. */
    @Test
    void aGuessIsNoRootOfAProof() {
        var merged =
                Merged.of(List.of(finding("D16", "proof", 6)), List.of(finding("F03", "strong", 2)), "fra-gw1", CAUSES);
        assertThat(order(merged)).containsExactly("D16", "F03");
    }

    @Test
    void thatTheOtherEndWaitsIsNoNews() {
        var waits = new Finding(
                "C12", "slug", "Title", 0.7, 1, "strong", "S4", "waits", List.of(), List.of(), List.of(), List.of(),
                Map.of(), "");
        assertThat(order(Merged.of(List.of(finding("A03", "strong", 1)), List.of(waits), "fra-gw1", CAUSES)))
                .containsExactly("A03");
    }
}
