package espy.diagnosis;

import espy.checklist.CheckResult;
import espy.checklist.Evidence;
import espy.checklist.Known;
import espy.checklist.Outcome;
import espy.checklist.Template;
import espy.checklist.Verdict;
import espy.checklist.Witness;
import espy.probe.Snapshot;
import espy.probe.facts.Facts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which causes the facts support. Evidence adds as log-odds ({@link Weights}): clues of one kind count once, with the heaviest. A cause that
 * something exculpates goes, whatever speaks for it. What cannot be decided neither counts nor excludes and is listed as not seen.
 */
public final class Diagnosis {
    private static final int MOST_GUESSES = 3;
    /** What is no fault, for example that a tunnel waits for traffic, explains something only where something fails. */
    private static final String NO_FAULT = "S4";

    private final Known known;
    private final Snapshot snapshot;
    private final Set<String> open;

    private Diagnosis(Facts facts, Snapshot snapshot, List<CheckResult> checks) {
        this.known = Known.of(facts);
        this.snapshot = snapshot;
        this.open = checks.stream()
                .filter(c -> c.verdict() != Verdict.PASS && c.verdict() != Verdict.SKIPPED)
                .map(CheckResult::id)
                .collect(Collectors.toSet());
    }

    /**
     * The causes that are worth showing, most likely first, each consequence after the cause it comes from. Empty on a healthy gateway.
     *
     * @param checks judged on the same facts; a finding explains only those that did not pass
     */
    public static List<Finding> of(Causes causes, Facts facts, Snapshot snapshot, List<CheckResult> checks) {
        var diagnosis = new Diagnosis(facts, snapshot, checks);
        boolean failed = checks.stream().anyMatch(c -> c.verdict() == Verdict.FAIL);
        var weighed = causes.all().stream()
                .filter(c -> failed || !c.severity().equals(NO_FAULT))
                .map(diagnosis::weigh)
                .filter(w -> w.best().isPresent())
                .toList();
        var sure = weighed.stream()
                .filter(w -> w.score() >= Weights.SHOWN && !w.contradicted())
                .toList();
        var likely = sure.isEmpty() && failed ? guesses(weighed) : sure;
        var shown = weighed.stream()
                .filter(w -> likely.contains(w) || rival(w, likely))
                .toList();
        return Ranking.ranked(shown).stream().map(diagnosis::finding).toList();
    }

    /** Where something fails and no cause is likely: the few for which something strong speaks, and nothing against them. */
    private static List<Weighed> guesses(List<Weighed> weighed) {
        return weighed.stream()
                .filter(w -> w.best()
                        .filter(b -> b.strength().compareTo(Weights.Strength.STRONG) <= 0)
                        .isPresent())
                .filter(w -> !w.contradicted())
                .sorted(Comparator.comparingDouble(Weighed::score).reversed())
                .limit(MOST_GUESSES)
                .toList();
    }

    /** Whether something speaks for a cause that is easily taken for one of the likely ones, which is not proven, and nothing against it. */
    private static boolean rival(Weighed w, List<Weighed> likely) {
        return !w.contradicted()
                && likely.stream()
                        .filter(l -> !l.proven())
                        .flatMap(l -> l.cause().separate().stream())
                        .anyMatch(s -> s.from().equals(w.cause().id()));
    }

    private Weighed weigh(Cause cause) {
        if (cause.requires().isPresent()
                && cause.requires().get().on(known) instanceof Outcome.Value v
                && v.value().equals(false)) {
            return new Weighed(cause, Double.NEGATIVE_INFINITY, List.of(), List.of());
        }
        var standing = new ArrayList<Cause.Clue>();
        var notSeen = new LinkedHashSet<String>();
        Map<Object, Double> kinds = new HashMap<>();
        for (Cause.Clue clue : cause.clues()) {
            switch (clue.when().on(known)) {
                case Outcome.Value v
                when v.value().equals(true) -> {
                    standing.add(clue);
                    // a clue without a kind is one by itself
                    Object kind = clue.kind().isEmpty() ? clue : clue.kind();
                    kinds.merge(kind, clue.strength().weight, Math::max);
                }
                case Outcome.Value v -> {}
                case Outcome.Undecidable u -> notSeen.add(notSeen(clue.says(), u.why()));
                case Outcome.Broken b -> notSeen.add("this evidence is broken: " + b.what());
            }
        }
        double score = cause.frequency().prior
                + kinds.values().stream().mapToDouble(Double::doubleValue).sum();
        return new Weighed(cause, score, standing, List.copyOf(notSeen));
    }

    private String notSeen(Template says, String why) {
        return says.isKnown(known) ? says.render(known) + " – " + why : why;
    }

    private Finding finding(Ranking.Ranked ranked) {
        Weighed w = ranked.weighed();
        Cause cause = w.cause();
        var fix = new LinkedHashMap<String, String>();
        cause.fix().forEach((daemon, text) -> fix.put(daemon, text.render(known)));
        Cause.Clue best = w.best().orElseThrow();
        return new Finding(
                cause.id(),
                cause.slug(),
                cause.title(),
                Weights.confidence(w.score()),
                w.score(),
                best.strength().word,
                cause.severity(),
                best.says().render(known),
                cause.explains().stream().filter(open::contains).toList(),
                evidence(w),
                w.notSeen(),
                cause.separate().stream().map(s -> s.ask().render(known)).toList(),
                fix,
                ranked.under());
    }

    private List<Evidence> evidence(Weighed w) {
        var evidence = new ArrayList<Evidence>();
        for (Cause.Clue clue : w.standing()) {
            String note = clue.says().render(known);
            clue.quote().ifPresent(q -> evidence.addAll(Witness.of(q, known, snapshot, note)));
        }
        return List.copyOf(evidence);
    }
}
