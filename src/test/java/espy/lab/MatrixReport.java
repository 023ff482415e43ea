package espy.lab;

import java.util.List;
import java.util.function.ToIntFunction;

/** What the fault matrix says, as Markdown. */
final class MatrixReport {
    private MatrixReport() {}

    /** A scenario, checked from one end and from both. */
    record Row(Scenario scenario, Outcome one, Outcome both) {}

    static String line(Row r) {
        return "| " + r.scenario.name() + " | "
                + (r.scenario.healthy() ? "none" : String.join(" ", r.scenario.causes())) + " | "
                + r.scenario.visibleFrom() + " | " + r.one.cells(r.scenario) + " | " + r.both.cells(r.scenario) + " | "
                + (r.scenario.unseen() ? "unseen" : "tuned") + " |";
    }

    static String of(List<Row> rows) {
        var text = new StringBuilder(
                "# Fault matrix\n\nScenario, truth, and the first diagnosis with the rank of the truth and the seconds"
                        + " that it took: from the end that is named, then from both ends. On healthy ones the diagnosis is the false alarms.\n\n");
        for (String half : List.of("tuned", "unseen", "all")) {
            var some = rows.stream()
                    .filter(r -> half.equals("all") || r.scenario.unseen() == half.equals("unseen"))
                    .toList();
            var faults = some.stream().filter(r -> !r.scenario.healthy()).toList();
            var visible = faults.stream()
                    .filter(r -> !r.scenario.visibleFrom().equals("both"))
                    .toList();
            text.append("- ")
                    .append(half)
                    .append(": ")
                    .append(figure("first from one end, where that shows it", visible, r -> r.one.rank() == 1 ? 1 : 0))
                    .append(", ")
                    .append(figure("first with both ends", faults, r -> r.both.rank() == 1 ? 1 : 0))
                    .append(", ")
                    .append(figure("among three with both ends", faults, r -> r.both.grade(r.scenario) > 1 ? 1 : 0))
                    .append(", ")
                    .append(figure(
                            "healthy without alarm",
                            some.stream().filter(r -> r.scenario.healthy()).toList(),
                            r -> r.one.grade(r.scenario) == 3 && r.both.grade(r.scenario) == 3 ? 1 : 0))
                    .append('\n');
        }
        text.append(
                "\n| scenario | truth | visible | one end | rank | s | both ends | rank | s | half |\n|---|---|---|---|---|---|---|---|---|---|\n");
        rows.forEach(r -> text.append(line(r)).append('\n'));
        text.append(
                "\nGrades as `held.tsv` keeps them (3 right, 2 among the first three, 1 answered, 0 no answer):\n\n```\n");
        rows.forEach(r -> text.append(r.scenario.name())
                .append('\t')
                .append(r.one.grade(r.scenario))
                .append('\t')
                .append(r.both.grade(r.scenario))
                .append('\n'));
        return text.append("```\n").toString();
    }

    private static String figure(String what, List<Row> rows, ToIntFunction<Row> counts) {
        return what + " " + rows.stream().mapToInt(counts).sum() + " of " + rows.size();
    }
}
