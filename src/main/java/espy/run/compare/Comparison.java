package espy.run.compare;

import espy.diagnosis.Library;
import espy.probe.Snapshot;
import espy.run.Run;
import espy.run.Runner;
import espy.run.Runner.NoSuchThing;
import espy.run.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Two runs side by side.
 *
 * @param headline    what the two are to each other, in a sentence
 * @param left        the earlier one, where they are of one gateway
 * @param differences what matters most first
 * @param notes       what could not be compared, and why
 */
public record Comparison(
        Relation relation, String headline, Side left, Side right, List<Difference> differences, List<String> notes) {
    /**
     * One of the two.
     *
     * @param gateway what the person called it
     * @param host    what it calls itself
     * @param started when the look began, by the clock of the machine that Espy ran on
     */
    public record Side(String gateway, Optional<String> host, Instant started) {
        private static Side of(Run run) {
            return new Side(
                    run.gateway(),
                    run.facts().gateway().hostname(),
                    run.snapshot().started());
        }
    }

    public Comparison {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** Judges both and compares; looks at one gateway are put into the order of time. */
    public static Comparison of(Snapshot one, Snapshot other, Library library) throws NoSuchThing {
        Run right = Runner.judge(other, Wish.ANY, Instant.now(), library);
        Run left = Runner.judge(one, Wish.ANY, Instant.now(), library);
        String tunnel = right.facts().tunnel().name();
        boolean another = !tunnel.equals(left.facts().tunnel().name())
                && left.tunnels().stream().anyMatch(t -> t.name().equals(tunnel));
        if (another) { // checks of two tunnels cannot be compared
            var wish = new Wish(Optional.of(tunnel), Optional.empty(), List.of(), Optional.empty());
            left = Runner.judge(one, wish, Instant.now(), library);
        }
        return of(left, right);
    }

    private static Comparison of(Run one, Run other) {
        var relation = Relation.of(one, other);
        boolean turned = relation == Relation.LATER
                && other.snapshot().started().isBefore(one.snapshot().started());
        Run left = turned ? other : one;
        Run right = turned ? one : other;
        var findings = new Findings(left, right);
        switch (relation) {
            case LATER -> InTime.into(findings);
            case ENDS -> BothEnds.into(findings);
            case UNRELATED -> Machines.into(findings);
        }
        var sorted = new ArrayList<>(findings.differences());
        sorted.sort(Comparator.comparing(Difference::kind)); // stable: within a kind they stay as they were found
        return new Comparison(
                relation, headline(relation, left, right), Side.of(left), Side.of(right), sorted, findings.notes());
    }

    private static String headline(Relation relation, Run left, Run right) {
        return switch (relation) {
            case LATER ->
                "The same gateway, earlier and later: " + name(left) + ", "
                        + Words.span(Duration.between(
                                left.snapshot().started(), right.snapshot().started()))
                        + " between the two looks.";
            case ENDS -> "Two ends of one tunnel: " + name(left) + " and " + name(right) + ".";
            case UNRELATED ->
                "Two unrelated gateways: " + name(left) + " and " + name(right)
                        + " are neither one machine nor the ends of one tunnel, as far as the snapshots show.";
        };
    }

    private static String name(Run run) {
        return run.facts()
                .gateway()
                .hostname()
                .filter(h -> !run.gateway().contains(h))
                .map(h -> run.gateway() + " (" + h + ")")
                .orElse(run.gateway());
    }
}
