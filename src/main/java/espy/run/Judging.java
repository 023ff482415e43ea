package espy.run;

import espy.base.Address;
import espy.checklist.CheckResult;
import espy.checklist.Checklist;
import espy.checklist.Judge;
import espy.diagnosis.Diagnosis;
import espy.diagnosis.Finding;
import espy.diagnosis.Ladder;
import espy.diagnosis.Library;
import espy.diagnosis.Merged;
import espy.diagnosis.Mirror;
import espy.diagnosis.PeerQuestions;
import espy.diagnosis.Relation;
import espy.diagnosis.Timeline;
import espy.host.InterfaceAddress;
import espy.probe.Snapshot;
import espy.probe.facts.Facts;
import espy.probe.facts.FactsReader;
import espy.probe.facts.TunnelFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was seen at one end or at both, judged. */
final class Judging {
    private final Library library;
    private final List<Checklist> lists;

    Judging(Library library, List<Checklist> lists) {
        this.library = library;
        this.lists = lists;
    }

    /** The verdicts on this end, and the findings of all ends. */
    record Verdicts(Facts facts, List<CheckResult> checks, List<Finding> diagnosis, Insight insight) {}

    Verdicts one(Looking.Seen seen, FactsReader read, List<String> warnings) {
        Facts facts = read.facts();
        var checks = Judge.checks(lists, facts, seen.snapshot());
        var diagnosis = Diagnosis.of(library.causes(), facts, seen.snapshot(), checks);
        boolean trouble = !diagnosis.isEmpty();
        var insight = new Insight(
                Ladder.of(facts, seen.snapshot()),
                Timeline.of(seen.snapshot(), facts, "here"),
                List.of(),
                trouble && facts.tunnel().chosen() ? PeerQuestions.of(facts, Instant.now()) : List.of(),
                warnings,
                Optional.empty());
        return new Verdicts(facts, checks, diagnosis, insight);
    }

    Verdicts both(Looking.Seen mine, FactsReader read, Looking.Seen its) {
        Snapshot here = mine.snapshot();
        Snapshot there = its.snapshot();
        Facts near = read.facts();
        Facts far = mirrored(its, near, here);
        List<Relation> relations =
                far.tunnel().chosen() ? Mirror.of(new Mirror.End(here, near), new Mirror.End(there, far)) : List.of();
        near = near.with(Mirror.facts(relations, near, far));
        // from there, the same relations are seen the other way round
        var back = far.tunnel().chosen()
                ? Mirror.of(new Mirror.End(there, far), new Mirror.End(here, read.facts()))
                : relations;
        Facts other = far.with(Mirror.facts(back, far, read.facts()));
        var checks = Judge.checks(lists, near, here);
        var findings = Diagnosis.of(library.causes(), near, here, checks);
        var theirs = Diagnosis.of(library.causes(), other, there, Judge.checks(lists, other, there));
        var diagnosis = Merged.of(findings, theirs, there.gateway(), library.causes());
        var insight = new Insight(
                Ladder.of(near, here),
                Timeline.merged(Timeline.of(here, near, "here"), Timeline.of(there, other, "peer")),
                relations,
                List.of(),
                List.of(),
                Optional.of(there.gateway()));
        return new Verdicts(near, checks, diagnosis, insight);
    }

    /** The facts of the other end about the tunnel that leads here: by our addresses, else by its networks turned round. */
    private static Facts mirrored(Looking.Seen its, Facts near, Snapshot here) {
        var any = FactsReader.of(its.snapshot(), Optional.empty(), Optional.empty(), its.stirring());
        Set<String> ours = InterfaceAddress.parse(here.text("P09.addr").orElse("")).value().stream()
                .map(InterfaceAddress::address)
                .map(Address::toString)
                .collect(Collectors.toSet());
        TunnelFacts t = near.tunnel();
        ours.add(t.local());
        return any.tunnels().stream()
                .filter(x -> turned(x, t) && ours.contains(x.peer()))
                .findFirst()
                .or(() -> any.tunnels().stream().filter(x -> turned(x, t)).findFirst())
                .or(() -> any.tunnels().stream()
                        .filter(x -> ours.contains(x.peer()))
                        .findFirst())
                .filter(x -> !x.name().equals(any.facts().tunnel().name()))
                .map(x -> FactsReader.of(its.snapshot(), Optional.of(x.name()), Optional.empty(), its.stirring())
                        .facts())
                .orElse(any.facts());
    }

    private static boolean turned(TunnelFacts there, TunnelFacts here) {
        return !here.remoteTs().isEmpty()
                && there.localTs().stream().anyMatch(here.remoteTs()::contains)
                && there.remoteTs().stream().anyMatch(here.localTs()::contains);
    }
}
