package espy.report;

import espy.run.compare.Comparison;
import espy.run.compare.Difference;

/** A comparison as {@code espy compare --json} prints it. The names are a contract: other programs rely on them. */
public final class CompareJson {
    private CompareJson() {}

    /** One object, pretty-printed. */
    public static String of(Comparison comparison) {
        var json = Json.object();
        json.put("relation", comparison.relation().word());
        json.put("headline", comparison.headline());
        json.set("left", Json.of(comparison.left()));
        json.set("right", Json.of(comparison.right()));
        var differences = json.putArray("differences");
        for (Difference d : comparison.differences()) {
            var one = Json.of(d, name -> !name.equals("kind"));
            differences.add(Json.withoutBlanks(
                    Json.object().put("kind", d.kind().word()).setAll(one)));
        }
        json.set("notes", Json.of(comparison.notes()));
        return Json.text(json);
    }
}
