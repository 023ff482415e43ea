package espy.ui.check;

import espy.checklist.Verdict;
import espy.diagnosis.Event;
import espy.diagnosis.Ladder;
import espy.diagnosis.Relation;
import espy.diagnosis.Rung;
import espy.ui.part.CodeBlock;
import espy.ui.part.VerdictMark;
import espy.ui.part.Words;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The ladder, the timeline, the two ends and the questions for the peer, each as the content of the right side. */
final class InsightDetail {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private InsightDetail() {}

    static Node of(CheckPage.View view, CheckPage page) {
        var title = Words.text(view.title, "detail-title");
        title.setId("detail-title");
        var box = new VBox(title);
        box.getStyleClass().add("detail");
        switch (view) {
            case LADDER -> ladder(box, page.insight().ladder());
            case TIMELINE -> timeline(box, page);
            case ENDS -> ends(box, page);
            case QUESTIONS -> questions(box, page.insight().forPeer());
        }
        return box;
    }

    private static void ladder(VBox box, List<Rung> ladder) {
        var missing = Ladder.firstMissing(ladder);
        box.getChildren()
                .add(Words.text(missing.map(r -> "The packets came as far as the step before “" + r.title() + "”.")
                        .orElse("No step is missing, as far as it was tested.")));
        var rungs = new VBox();
        rungs.setId("ladder");
        for (Rung r : ladder) {
            rungs.getChildren().add(rung(r, missing.equals(Optional.of(r))));
        }
        box.getChildren().add(rungs);
    }

    /** A mark on a line that goes through all of them, and beside it what was seen. */
    private static Node rung(Rung r, boolean first) {
        Verdict verdict =
                switch (r.state()) {
                    case PASSED -> Verdict.PASS;
                    case MISSING -> Verdict.FAIL;
                    case NOT_TESTED -> Verdict.UNKNOWN;
                };
        var line = new Region();
        line.getStyleClass().add("rung-line");
        VBox.setVgrow(line, Priority.ALWAYS);
        var mark = new VBox(VerdictMark.icon(verdict), line);
        mark.setAlignment(Pos.TOP_CENTER);
        var words = new VBox(2, Words.text(r.title(), "rung-title"), Words.text(r.says()));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (!r.evidence().isEmpty() && r.state() != Rung.State.NOT_TESTED) {
            var seen = new TitledPane("What Espy saw", Evidences.saw(r.evidence()));
            seen.setExpanded(first);
            seen.setAnimated(false);
            words.getChildren().add(seen);
        }
        words.getStyleClass().add("rung");
        if (first) {
            words.getStyleClass().add("rung-first");
        }
        return new HBox(10, mark, words);
    }

    private static void timeline(VBox box, CheckPage page) {
        String other = page.insight().peer().orElse("");
        box.getChildren()
                .add(Words.muted(
                        other.isEmpty()
                                ? "This end's log since the tunnel last came up. With the other end's gateway (Ctrl+E) both stand here."
                                : "Both logs by this machine's clock, the clocks of the gateways corrected."));
        var grid = new GridPane(10, 3);
        grid.setId("timeline");
        var time = new ColumnConstraints();
        time.setMinWidth(64);
        var side = new ColumnConstraints();
        side.setHgrow(Priority.ALWAYS);
        side.setPercentWidth(other.isEmpty() ? 86 : 43);
        grid.getColumnConstraints().addAll(time, side);
        if (!other.isEmpty()) {
            grid.getColumnConstraints().add(side);
            grid.addRow(0, new Label(""), Words.heading(page.gateway()), Words.heading(other));
        }
        int row = 1;
        for (Event e : page.insight().timeline()) {
            var when = Words.muted(e.time().map(CLOCK::format).orElse(""));
            grid.add(when, 0, row);
            grid.add(event(e), e.end().equals("peer") && !other.isEmpty() ? 2 : 1, row++);
        }
        box.getChildren().add(grid);
    }

    private static Node event(Event e) {
        var words = new VBox(Words.text(e.text(), "code-line"));
        if (!e.meaning().isEmpty()) {
            words.getChildren().add(e.harmless() ? Words.muted(e.meaning()) : Words.text(e.meaning(), "trouble-words"));
        }
        words.getStyleClass().add(e.harmless() ? "event" : "event-trouble");
        return words;
    }

    private static void ends(VBox box, CheckPage page) {
        box.getChildren()
                .add(Words.text("What " + page.gateway() + " and "
                        + page.insight().peer().orElse("the other end")
                        + " say of one tunnel, held against each other."));
        var list = new VBox(8);
        list.setId("ends");
        page.insight().mirror().stream()
                .sorted((a, b) -> Boolean.compare(a.holds(), b.holds()))
                .forEach(r -> list.getChildren().add(relation(r)));
        box.getChildren().add(list);
    }

    private static Node relation(Relation r) {
        var words = Words.text(r.says());
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        return new HBox(10, VerdictMark.icon(r.holds() ? Verdict.PASS : Verdict.FAIL), words);
    }

    private static void questions(VBox box, List<String> questions) {
        box.getChildren()
                .add(Words.text(
                        "Espy cannot see the other end. These questions, sent as they are, show where to look on."));
        var all = new CodeBlock(questions, false);
        all.setId("questions");
        box.getChildren().add(all);
    }
}
