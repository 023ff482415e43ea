package espy.checklist;

import espy.probe.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns quotes into evidence: cleaned lines, with the command that a person types to see the same. */
public final class Witness {
    private static final int MOST_QUOTES = 12;

    private Witness() {}

    /**
     * The evidence that an expression gives; empty when it cannot be evaluated.
     *
     * @param note stands at the first piece
     */
    public static List<Evidence> of(Expression quotes, Known known, Snapshot snapshot, String note) {
        if (!(quotes.on(known) instanceof Outcome.Value v)) {
            return List.of();
        }
        var found = new ArrayList<Map<?, ?>>();
        collect(v.value(), found);
        var evidence = new LinkedHashSet<Evidence>();
        for (Map<?, ?> quote : found) {
            if (evidence.size() < MOST_QUOTES) {
                evidence.add(evidence(quote, snapshot, evidence.isEmpty() ? note : ""));
            }
        }
        return List.copyOf(evidence);
    }

    private static void collect(Object value, List<Map<?, ?>> found) {
        switch (value) {
            case List<?> l -> l.forEach(x -> collect(x, found));
            case Map<?, ?> m when m.get("probe") instanceof String && m.get("lines") instanceof List<?> -> found.add(m);
            default -> {}
        }
    }

    private static Evidence evidence(Map<?, ?> quote, Snapshot snapshot, String note) {
        String probe = String.valueOf(quote.get("probe"));
        List<String> lines = ((List<?>)
                        Optional.<Object>ofNullable(quote.get("lines")).orElse(List.of()))
                .stream().map(String::valueOf).toList();
        String command = snapshot.command(probe);
        Optional<String> time = Optional.<Object>ofNullable(quote.get("time")).map(t -> Clean.line(String.valueOf(t)));
        return new Evidence(probe, command, Clean.lines(lines), "here", time, note);
    }
}
