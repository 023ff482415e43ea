package espy.checklist;

import espy.probe.Snapshot;
import espy.probe.facts.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From checklists and facts to verdicts. The first rule that holds wins. A rule that could not be decided, before the one that holds, makes the
 * verdict unknown, unless the one that holds is marked {@code regardless}: what cannot be decided stays undecided.
 */
public final class Judge {
    private final Known known;
    private final Snapshot snapshot;

    private Judge(Facts facts, Snapshot snapshot) {
        this.known = Known.of(facts);
        this.snapshot = snapshot;
    }

    /** One result for each check, in the order of the files. */
    public static List<CheckResult> checks(List<Checklist> checklists, Facts facts, Snapshot snapshot) {
        var judge = new Judge(facts, snapshot);
        var results = new ArrayList<CheckResult>();
        for (Checklist list : checklists) {
            list.checks().forEach(check -> results.add(judge.result(list, check)));
        }
        return List.copyOf(results);
    }

    private record Finding(Verdict verdict, String summary, List<Evidence> evidence) {}

    private CheckResult result(Checklist list, Checklist.Check check) {
        Finding found = find(check);
        boolean open = found.verdict() == Verdict.UNKNOWN || found.verdict() == Verdict.NEEDS_YOU;
        boolean bad = found.verdict() == Verdict.FAIL || found.verdict() == Verdict.WARN;
        return new CheckResult(
                check.id(),
                list.id(),
                list.title(),
                check.seed(),
                check.title(),
                check.why(),
                found.verdict(),
                found.summary(),
                found.evidence(),
                open ? check.ask().render(known) : "",
                open || bad ? rendered(check.todo()) : Map.of(),
                check.links(),
                check.parent());
    }

    private Map<String, String> rendered(Map<String, Template> texts) {
        var rendered = new LinkedHashMap<String, String>();
        texts.forEach((daemon, text) -> rendered.put(daemon, text.render(known)));
        return rendered;
    }

    private Finding find(Checklist.Check check) {
        if (check.skip().isPresent() && check.skip().get().when().on(known).holds()) {
            return new Finding(Verdict.SKIPPED, check.skip().get().because().render(known), List.of());
        }
        if (check.verdicts().isEmpty()) {
            return new Finding(Verdict.NEEDS_YOU, check.ask().render(known), List.of());
        }
        String undecided = "";
        for (Checklist.Rule rule : check.verdicts()) {
            switch (rule.when().on(known)) {
                case Outcome.Value v
                when v.value().equals(true) -> {
                    if (undecided.isEmpty() || rule.regardless()) {
                        return new Finding(rule.verdict(), rule.says().render(known), evidence(rule));
                    }
                    return unknown(undecided);
                }
                case Outcome.Value v -> {}
                case Outcome.Undecidable u -> undecided = undecided.isEmpty() ? u.why() : undecided;
                case Outcome.Broken b ->
                    undecided = undecided.isEmpty() ? "this check is broken: " + b.what() : undecided;
            }
        }
        if (!undecided.isEmpty()) {
            return unknown(undecided);
        }
        return check.ask().isEmpty()
                ? unknown("nothing that was seen decides this")
                : new Finding(Verdict.NEEDS_YOU, "Nothing that was seen decides this", List.of());
    }

    private static Finding unknown(String why) {
        return new Finding(Verdict.UNKNOWN, "Could not be decided: " + why, List.of());
    }

    private List<Evidence> evidence(Checklist.Rule rule) {
        return rule.evidence().map(e -> Witness.of(e, known, snapshot, "")).orElse(List.of());
    }
}
