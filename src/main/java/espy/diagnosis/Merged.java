package espy.diagnosis;

import espy.checklist.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The findings of two ends as one list. A cause that both ends show is one finding, with the evidence of both. What the other end shows may be the
 * root of what is seen here ({@code root-at-peer} in the causes' file): then it comes first.
 */
public final class Merged {
    private static final String PROOF = "proof";
    private static final String NO_FAULT = "S4";

    private Merged() {}

    /**
     * The findings of both ends.
     *
     * @param name of the gateway at the other end
     */
    public static List<Finding> of(List<Finding> here, List<Finding> there, String name, Causes causes) {
        Map<String, Finding> byCause = new HashMap<>();
        var order = new ArrayList<String>();
        for (Finding f : here) {
            byCause.put(f.cause(), f);
            order.add(f.cause());
        }
        for (Finding f : there) {
            if (f.severity().equals(NO_FAULT) && !here.isEmpty()) {
                continue; // that the other end waits is what a tunnel in trouble looks like from there
            }
            Finding mine = byCause.get(f.cause());
            if (mine == null) {
                order.add(f.cause());
            }
            byCause.put(f.cause(), mine == null ? atPeer(f, name) : joined(mine, f, name));
        }
        var all = order.stream()
                .map(byCause::get)
                .map(f -> rooted(f, byCause, here, there, causes))
                .toList();
        return sorted(all);
    }

    private static Finding rooted(
            Finding f, Map<String, Finding> all, List<Finding> here, List<Finding> there, Causes causes) {
        var roots = causes.rootsAtPeer(f.cause());
        List<Finding> opposite = has(here, f) ? there : here;
        return opposite.stream()
                .filter(r -> roots.contains(r.cause()) && !r.cause().equals(f.cause()))
                // the same cause on this end is no root of itself, and a guess is none of what is proven
                .filter(r -> r.strength().equals(PROOF) || !f.strength().equals(PROOF))
                .max(Comparator.comparingDouble(Finding::score))
                .filter(r -> all.containsKey(r.cause()))
                .map(r -> f.with(r.cause()))
                .orElse(f);
    }

    private static boolean has(List<Finding> list, Finding f) {
        return list.stream().anyMatch(x -> x.cause().equals(f.cause()));
    }

    private static Finding atPeer(Finding f, String name) {
        return f.with("On " + name + ": " + f.summary(), f.score(), f.strength(), ends(f.evidence()));
    }

    private static Finding joined(Finding mine, Finding its, String name) {
        boolean stronger = its.strength().equals(PROOF) && !mine.strength().equals(PROOF);
        var evidence = stronger
                ? Stream.concat(ends(its.evidence()).stream(), mine.evidence().stream())
                        .toList()
                : Stream.concat(mine.evidence().stream(), ends(its.evidence()).stream())
                        .toList();
        return mine.with(
                stronger ? "On " + name + ": " + its.summary() : mine.summary(),
                Math.max(mine.score(), its.score()) + 1,
                stronger ? its.strength() : mine.strength(),
                evidence);
    }

    private static List<Evidence> ends(List<Evidence> evidence) {
        return evidence.stream()
                .map(e -> new Evidence(e.probe(), e.command(), e.lines(), "peer", e.time(), e.note()))
                .toList();
    }

    /** Roots first, proofs before guesses; what follows from a root right behind it. */
    private static List<Finding> sorted(List<Finding> all) {
        var best = all.stream()
                .sorted(Comparator.comparing((Finding f) -> !f.strength().equals(PROOF))
                        .thenComparing(
                                Comparator.comparingDouble(Finding::score).reversed())
                        .thenComparing(Finding::severity)
                        .thenComparing(Finding::cause))
                .toList();
        var sorted = new LinkedHashSet<Finding>();
        for (Finding f : best) {
            boolean follows = best.stream().anyMatch(r -> r.cause().equals(f.under()));
            if (!follows) {
                place(f, best, sorted);
            }
        }
        sorted.addAll(best); // those that name each other in a circle
        return List.copyOf(sorted);
    }

    private static void place(Finding f, List<Finding> all, Set<Finding> sorted) {
        if (sorted.add(f)) {
            all.stream().filter(x -> x.under().equals(f.cause())).forEach(x -> place(x, all, sorted));
        }
    }
}
