package espy.report;

import espy.checklist.Verdict;

/** How verdicts look in text: a sign, and always the word too. */
final class Marks {
    private Marks() {}

    static String sign(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✓";
            case FAIL -> "✗";
            case WARN -> "!";
            case UNKNOWN -> "?";
            case SKIPPED -> "–";
            case NEEDS_YOU -> "☐";
        };
    }

    /** The word for people. */
    static String word(Verdict verdict) {
        return verdict.word().replace('-', ' ');
    }
}
