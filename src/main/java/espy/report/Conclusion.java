package espy.report;

import espy.checklist.Verdict;
import espy.diagnosis.Finding;
import espy.run.Run;
import java.util.Optional;

/**
 * What a run comes to, in one sentence and a second one.
 *
 * @param top the most likely cause that is not a consequence of another
 */
record Conclusion(Mood mood, String text, String more, Optional<Finding> top) {

    /** How the sentence looks; its words say the same. */
    enum Mood {
        TROUBLE,
        DOUBT,
        WELL
    }

    static Conclusion of(Run run) {
        Optional<Finding> top = run.diagnosis().stream()
                .filter(f -> f.under().isEmpty())
                .findFirst()
                .or(() -> run.diagnosis().stream().findFirst());
        return top.map(f -> new Conclusion(
                        Mood.TROUBLE, "Most likely: " + f.title() + " (" + percent(f) + ")", f.summary(), top))
                .orElseGet(() -> withoutCause(run));
    }

    private static Conclusion withoutCause(Run run) {
        long failed = count(run, Verdict.FAIL);
        if (failed > 0) {
            String text = failed == 1 ? "One check fails" : failed + " checks fail";
            return new Conclusion(
                    Mood.TROUBLE, text + ", and no cause that Espy knows explains it", "", Optional.empty());
        }
        if (run.exit() == 4) {
            return new Conclusion(
                    Mood.DOUBT,
                    "What decides could not be seen",
                    "Nothing failed, but too little is known to say that all is well.",
                    Optional.empty());
        }
        return new Conclusion(Mood.WELL, "Nothing failed", counts(run), Optional.empty());
    }

    /** For example {@code 12 pass, 1 warn, 2 needs you}; verdicts that no check has are left out. */
    static String counts(Run run) {
        var text = new StringBuilder();
        for (Verdict verdict : Verdict.values()) {
            long n = count(run, verdict);
            if (n > 0) {
                text.append(text.isEmpty() ? "" : ", ").append(n).append(' ').append(Marks.word(verdict));
            }
        }
        return text.isEmpty() ? "no checks" : text.toString();
    }

    static String percent(Finding finding) {
        return Math.round(finding.confidence() * 100) + " %";
    }

    private static long count(Run run, Verdict verdict) {
        return run.checks().stream().filter(c -> c.verdict() == verdict).count();
    }
}
