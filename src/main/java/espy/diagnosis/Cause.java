package espy.diagnosis;

import espy.checklist.Expression;
import espy.checklist.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A root cause as its file says it.
 *
 * @param id            in the catalogue, for example {@code B07}
 * @param seenFrom      the end at which proof can lie; "" when the file does not say
 * @param requires      when this does not hold, the cause is out of the question
 * @param consequenceOf ids of causes that bring this one about
 * @param rootsAtPeer   ids of causes that, seen at the other end, are the root of this one
 * @param explains      ids of the checks that fail because of it
 */
record Cause(
        String id,
        String slug,
        String title,
        Weights.Frequency frequency,
        String severity,
        String seenFrom,
        Optional<Expression> requires,
        List<Clue> clues,
        List<String> consequenceOf,
        List<String> rootsAtPeer,
        List<String> explains,
        List<Separate> separate,
        Map<String, Template> fix) {

    /**
     * One piece of evidence for or against the cause.
     *
     * @param kind clues of one kind count once; "" is a kind of its own
     */
    record Clue(Weights.Strength strength, Template says, Expression when, Optional<Expression> quote, String kind) {}

    /** What to ask to tell this cause from another. */
    record Separate(String from, Template ask) {}
}
