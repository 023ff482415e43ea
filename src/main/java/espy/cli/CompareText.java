package espy.cli;

import espy.cli.Page.Ink;
import espy.run.compare.Comparison;
import espy.run.compare.Difference;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison for a terminal: what the two are to each other, then what differs, kind by kind. */
final class CompareText {
    /** Of one kind; the rest is in the JSON. */
    private static final int MOST = 40;

    private CompareText() {}

    static String of(Comparison comparison, Terminal terminal) {
        var page = new Page(terminal);
        page.paragraph("", 0, Ink.BOLD, comparison.headline());
        if (comparison.differences().isEmpty()) {
            page.line("Nothing differs" + (comparison.notes().isEmpty() ? "." : " in what could be compared."));
        }
        var byKind = comparison.differences().stream()
                .collect(Collectors.groupingBy(
                        Difference::kind, () -> new EnumMap<>(Difference.Kind.class), Collectors.toList()));
        byKind.forEach((kind, differences) -> {
            page.blank().line(page.ink(Ink.BOLD, kind.title()));
            for (Difference d : differences.subList(0, Math.min(MOST, differences.size()))) {
                page.paragraph("  ", 2, Ink.PLAIN, d.summary());
            }
            if (differences.size() > MOST) {
                page.line("  " + page.ink(Ink.DIM, "… and " + (differences.size() - MOST) + " more; --json shows all"));
            }
        });
        List<String> notes = comparison.notes();
        if (!notes.isEmpty()) {
            page.blank();
        }
        notes.forEach(n -> page.paragraph("", 0, Ink.DIM, n));
        return page.toString();
    }
}
