package espy.netfilter;

import java.util.List;
import java.util.Optional;

/**
 * One rule.
 *
 * @param line    as it was printed
 * @param text    for people: without blanks around it and without leading counters
 * @param packets how many packets it has counted; empty when it does not count
 * @param matches all must hold
 */
public record Rule(String line, String text, Optional<Long> packets, List<Match> matches, Action action) {
    public Rule {
        matches = List.copyOf(matches);
    }

    Fit fit(Packet p) {
        return matches.stream().map(m -> m.fit(p)).reduce(Fit.YES, Fit::and);
    }
}
