package espy.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of weighed causes: a proof that stands before every sum of hints, then by score. A consequence stands after its cause, unless it
 * is proven and its cause is not: what is certain is not hidden under a guess.
 */
final class Ranking {
    private static final Comparator<Weighed> LIKELIEST_FIRST = Comparator.comparing((Weighed w) -> !w.proven())
            .thenComparing(Comparator.comparingDouble(Weighed::score).reversed())
            .thenComparing(w -> w.cause().severity())
            .thenComparing(w -> w.cause().id());

    private Ranking() {}

    /** @param under id of the cause that this one is a consequence of; "" when it stands alone */
    record Ranked(Weighed weighed, String under) {}

    static List<Ranked> ranked(List<Weighed> weighed) {
        List<Weighed> sorted = weighed.stream().sorted(LIKELIEST_FIRST).toList();
        var ranked = new ArrayList<Ranked>();
        var placed = new HashSet<String>();
        for (Weighed w : sorted) {
            if (parent(w, sorted) == null) {
                place(w, "", sorted, ranked, placed);
            }
        }
        // causes that name each other in a circle: the likeliest of them stands alone
        for (Weighed w : sorted) {
            if (!placed.contains(w.cause().id())) {
                place(w, "", sorted, ranked, placed);
            }
        }
        return ranked;
    }

    private static void place(Weighed w, String under, List<Weighed> sorted, List<Ranked> ranked, Set<String> placed) {
        if (!placed.add(w.cause().id())) {
            return;
        }
        ranked.add(new Ranked(w, under));
        for (Weighed other : sorted) {
            Weighed parent = parent(other, sorted);
            if (parent != null && parent.cause().id().equals(w.cause().id())) {
                place(other, w.cause().id(), sorted, ranked, placed);
            }
        }
    }

    /** The likeliest of the shown causes that this one is a consequence of. */
    private static @Nullable Weighed parent(Weighed w, List<Weighed> sorted) {
        for (Weighed other : sorted) {
            boolean brings = w.cause().consequenceOf().contains(other.cause().id());
            boolean itself = other.cause().id().equals(w.cause().id());
            boolean guess = other.score() < Weights.SHOWN && other.score() < w.score();
            if (brings && !itself && !guess && (other.proven() || !w.proven())) {
                return other;
            }
        }
        return null;
    }
}
