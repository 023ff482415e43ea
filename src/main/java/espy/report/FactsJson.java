package espy.report;

import espy.probe.facts.Facts;

/** All facts as {@code espy facts} prints them: what the expressions of checklists see, under the same names. */
public final class FactsJson {
    private FactsJson() {}

    /** One object, pretty-printed. What could not be seen is absent; {@code missing} says why. */
    public static String of(Facts facts) {
        return Json.text(Json.of(facts));
    }
}
