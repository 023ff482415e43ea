package espy.ui.check;

import espy.diagnosis.Finding;
import espy.ui.part.Advice;
import espy.ui.part.Words;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;

/** Everything about one root cause. */
final class CauseDetail extends VBox {
    /** The part that the person asked for stands first. */
    CauseDetail(CheckModel model, CheckPage page, Finding finding, CheckModel.Part part) {
        getStyleClass().add("detail");
        var title = Words.text(finding.title() + " (" + CheckPage.percent(finding) + ")", "detail-title");
        title.setId("detail-title");
        var name = Words.muted(strength(finding.strength()) + " · " + finding.cause() + " " + finding.slug());
        getChildren().add(new VBox(4, title, name));
        if (!finding.summary().isEmpty()) {
            getChildren().add(Words.text(finding.summary(), "summary"));
        }
        if (part == CheckModel.Part.FIX) {
            fix(page, finding);
            evidence(finding);
        } else {
            evidence(finding);
            fix(page, finding);
        }
        explains(model, page, finding).ifPresent(links -> section("What it explains", links));
        if (!finding.separate().isEmpty()) {
            section("To be sure, find out", sentences(finding.separate()));
        }
        if (!finding.notSeen().isEmpty()) {
            section("Not seen", sentences(finding.notSeen()));
        }
    }

    private void fix(CheckPage page, Finding finding) {
        if (!finding.fix().isEmpty()) {
            section("What to do", new Advice(finding.fix(), page.daemon()));
        }
    }

    private void evidence(Finding finding) {
        if (!finding.evidence().isEmpty()) {
            section("What Espy saw", Evidences.saw(finding.evidence()));
        }
        if (Evidences.anyCommand(finding.evidence())) {
            section("What it ran", Evidences.ran(finding.evidence()));
        }
    }

    private void section(String name, Node body) {
        getChildren().add(new VBox(4, Words.heading(name), body));
    }

    private static String strength(String word) {
        return switch (word) {
            case "proof" -> "Proved by what the gateway says";
            case "strong" -> "Strong evidence, no proof";
            default -> "Hints only";
        };
    }

    private static Node sentences(List<String> sentences) {
        var box = new VBox(4);
        sentences.forEach(s -> box.getChildren().add(Words.text("•  " + s)));
        return box;
    }

    private static Optional<Node> explains(CheckModel model, CheckPage page, Finding finding) {
        var box = new VBox(2);
        for (String id : finding.explains()) {
            page.check(id).ifPresent(check -> {
                var link = new Hyperlink(check.title());
                link.setWrapText(true);
                link.setOnAction(_ -> model.select(id));
                box.getChildren().add(link);
            });
        }
        return box.getChildren().isEmpty() ? Optional.empty() : Optional.of(box);
    }
}
