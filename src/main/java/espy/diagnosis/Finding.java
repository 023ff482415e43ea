package espy.diagnosis;

import espy.checklist.Evidence;
import java.util.List;
import java.util.Map;

/**
 * A root cause that the facts support.
 *
 * @param cause      its id in the catalogue, for example {@code B07}
 * @param slug       readable, for example {@code psk-mismatch-ikev2}
 * @param confidence 0–1, from the score by the logistic function
 * @param score      log-odds: prior plus weights of the evidence
 * @param strength   of the best evidence: {@code proof}, {@code strong} or {@code hint}
 * @param summary    one sentence with what was seen
 * @param explains   ids of the checks that this cause explains
 * @param notSeen    evidence that could not be decided, with the reason
 * @param separate   questions that tell it from its neighbours
 * @param fix        what to do, by daemon, {@code any} for all
 * @param under      the cause that this one is a consequence of; "" when it stands alone
 */
public record Finding(
        String cause,
        String slug,
        String title,
        double confidence,
        double score,
        String strength,
        String severity,
        String summary,
        List<String> explains,
        List<Evidence> evidence,
        List<String> notSeen,
        List<String> separate,
        Map<String, String> fix,
        String under) {
    /** The same as the consequence of another cause. */
    Finding with(String root) {
        return new Finding(
                cause,
                slug,
                title,
                confidence,
                score,
                strength,
                severity,
                summary,
                explains,
                evidence,
                notSeen,
                separate,
                fix,
                root);
    }

    /** The same with more to go by. */
    Finding with(String sentence, double sum, String best, List<Evidence> all) {
        return new Finding(
                cause,
                slug,
                title,
                Weights.confidence(sum),
                sum,
                best,
                severity,
                sentence,
                explains,
                all,
                notSeen,
                separate,
                fix,
                under);
    }
}
