package espy.checklist;

import java.util.List;
import java.util.Map;

/**
 * One item of a checklist, judged.
 *
 * @param id        for example {@code p1.secret}
 * @param checklist id of its checklist, for example {@code phase-1}
 * @param seed      codes of the cheat sheet's items that it stands for
 * @param summary   one sentence: what was found, or why it could not be
 * @param ask       the question to the person; "" when there is none
 * @param todo      what to do, by daemon ({@code strongswan}, {@code libreswan}, {@code racoon}, {@code any}); empty when there is nothing
 * @param parent    id of the check this one is a part of; "" at the top
 */
public record CheckResult(
        String id,
        String checklist,
        String checklistTitle,
        List<String> seed,
        String title,
        String why,
        Verdict verdict,
        String summary,
        List<Evidence> evidence,
        String ask,
        Map<String, String> todo,
        List<Link> links,
        String parent) {

    /** Further reading. */
    public record Link(String title, String url) {}
}
