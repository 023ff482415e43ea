package espy.ui.check;

import espy.checklist.Evidence;
import espy.ui.part.CodeBlock;
import espy.ui.part.Words;
import java.util.LinkedHashSet;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** The sections "What Espy saw" and "What it ran". */
final class Evidences {
    private Evidences() {}

    static Node saw(List<Evidence> evidence) {
        var box = new VBox(8);
        for (Evidence e : evidence) {
            var one = new VBox(4);
            String head = head(e);
            if (!head.isEmpty()) {
                one.getChildren().add(Words.text(head));
            }
            one.getChildren()
                    .add(
                            e.lines().isEmpty()
                                    ? Words.muted("Nothing was printed, and that is what tells.")
                                    : new CodeBlock(e.lines(), true));
            box.getChildren().add(one);
        }
        return box;
    }

    static Node ran(List<Evidence> evidence) {
        var box = new VBox(8);
        var commands = new LinkedHashSet<String>();
        evidence.stream().map(Evidence::command).filter(c -> !c.isBlank()).forEach(commands::add);
        commands.forEach(c -> box.getChildren().add(new CodeBlock(c.lines().toList(), false)));
        return box;
    }

    static boolean anyCommand(List<Evidence> evidence) {
        return evidence.stream().anyMatch(e -> !e.command().isBlank());
    }

    private static String head(Evidence e) {
        String end = e.end().equals("peer") ? "At the other end" : "";
        String words = e.note().isEmpty() ? end : end.isEmpty() ? e.note() : end + ": " + e.note();
        return e.time().map(t -> words.isEmpty() ? t : t + " – " + words).orElse(words);
    }
}
