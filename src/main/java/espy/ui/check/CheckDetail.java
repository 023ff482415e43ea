package espy.ui.check;

import espy.checklist.CheckResult;
import espy.ui.part.Advice;
import espy.ui.part.VerdictMark;
import espy.ui.part.Words;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Everything about one check. */
final class CheckDetail extends VBox {
    CheckDetail(CheckModel model, CheckResult check, String daemon, Consumer<String> browse) {
        getStyleClass().add("detail");
        getChildren().add(title(check));
        if (!check.summary().isEmpty()) {
            var summary = Words.text(check.summary(), "summary");
            summary.setId("summary");
            getChildren().add(summary);
        }
        if (CheckModel.answerable(check)) {
            section("Only you can know", question(model, check));
        }
        if (!check.why().isEmpty()) {
            section("Why it matters", Words.text(check.why()));
        }
        if (!check.evidence().isEmpty()) {
            section("What Espy saw", Evidences.saw(check.evidence()));
            if (Evidences.anyCommand(check.evidence())) {
                section("What it ran", Evidences.ran(check.evidence()));
            }
        }
        if (!check.todo().isEmpty()) {
            section("What to do", new Advice(check.todo(), daemon));
        }
        section("Your note", note(model, check));
        if (!check.links().isEmpty()) {
            section("Read more", links(check.links(), browse));
        }
    }

    private void section(String name, Node body) {
        getChildren().add(new VBox(4, Words.heading(name), body));
    }

    private static Node title(CheckResult check) {
        Label title = Words.text(check.title(), "detail-title");
        title.setId("detail-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Label badge = VerdictMark.badge(check.verdict());
        badge.setId("detail-verdict");
        var row = new HBox(12, title, badge);
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    private static Node question(CheckModel model, CheckResult check) {
        var done = new CheckBox("Looked at, and it is in order (Space)");
        done.setId("tick");
        done.setSelected(model.ticked(check));
        done.setOnAction(_ -> model.toggle(check));
        var watch = model.ticks().subscribe(_ -> done.setSelected(model.ticked(check)));
        done.sceneProperty().addListener((_, _, now) -> {
            if (now == null) {
                watch.unsubscribe();
            }
        });
        return new VBox(8, Words.text(check.ask()), done);
    }

    private static Node note(CheckModel model, CheckResult check) {
        var note = new TextArea(model.note(check));
        note.setId("note");
        note.setPromptText("What you found out, for yourself; it is not saved");
        note.setPrefRowCount(2);
        note.setWrapText(true);
        note.textProperty().subscribe(text -> model.note(check, text));
        return note;
    }

    private static Node links(List<CheckResult.Link> links, Consumer<String> browse) {
        var box = new VBox(2);
        for (var link : links) {
            var shown = new Hyperlink(link.title().isEmpty() ? link.url() : link.title());
            shown.setOnAction(_ -> browse.accept(link.url()));
            shown.setWrapText(true);
            box.getChildren().add(shown);
        }
        return box;
    }
}
