package espy.run.compare;

import espy.gateway.Answer;
import espy.probe.Snapshot;
import espy.run.Run;
import espy.run.compare.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Two runs that are being compared, and what was found so far. */
final class Findings {
    final Run left;
    final Run right;
    private final List<Difference> differences = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Findings(Run left, Run right) {
        this.left = left;
        this.right = right;
    }

    List<Difference> differences() {
        return differences;
    }

    List<String> notes() {
        return notes;
    }

    void add(Kind kind, String subject, String before, String after, String summary) {
        differences.add(new Difference(kind, subject, before, after, summary));
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /** Whether fingerprints here and there may be compared. */
    boolean sharesFingerprints() {
        return left.snapshot().sharesFingerprintsWith(right.snapshot());
    }

    /** What both printed; where one could not be seen, nothing is compared and a note says so. */
    void both(String probe, String what, BiConsumer<String, String> compare) {
        both(what, whole(left.snapshot(), probe), whole(right.snapshot(), probe), compare);
    }

    /** What both have, if it is worth telling only then. */
    static <T> void ifBoth(Optional<T> here, Optional<T> there, BiConsumer<T, T> compare) {
        here.ifPresent(h -> there.ifPresent(t -> compare.accept(h, t)));
    }

    /** What both have; where one does not, a note says so. Where neither has it there is nothing to say. */
    <T> void both(String what, Optional<T> here, Optional<T> there, BiConsumer<T, T> compare) {
        ifBoth(here, there, compare);
        if (here.isPresent() != there.isPresent()) {
            note("The " + what + " could not be compared: " + (here.isPresent() ? right : left).gateway()
                    + " did not show them, or not all of them.");
        }
    }

    /** Several commands may stand behind an answer, of which one may fail while the others print. */
    private static Optional<String> whole(Snapshot snapshot, String probe) {
        return snapshot.answer(probe)
                .filter(a -> a.outcome() == Answer.Outcome.DONE
                        && !a.cut()
                        && (a.exit() == 0 || !a.out().isBlank()))
                .map(Answer::out);
    }
}
