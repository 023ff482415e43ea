package espy.ui.check;

import atlantafx.base.theme.Styles;
import espy.diagnosis.Finding;
import espy.ui.part.Words;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/** The answer on top of the Check screen: the most likely cause in one sentence, further ones below it. */
final class DiagnosisCard extends VBox {
    private static final int MOST_OTHERS = 3;

    /** The answer, and below it what may be tried next where the gateway answers now. */
    DiagnosisCard(CheckModel model, CheckPage page, CheckView.Next next) {
        getStyleClass().addAll("diagnosis", "mood-" + mood(page.headline().mood()));
        setId("diagnosis");
        var icon = new FontIcon(symbol(page.headline().mood()));
        icon.getStyleClass().add("mood-icon");
        var headline = Words.text(page.headline().text(), "headline");
        headline.setId("headline");
        var words = new VBox(2, headline);
        if (!page.headline().more().isEmpty()) {
            words.getChildren().add(Words.text(page.headline().more()));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        var row = new HBox(10, icon, words);
        row.setAlignment(Pos.TOP_LEFT);
        getChildren().add(row);
        if (!page.findings().isEmpty()) {
            row.getChildren().add(buttons(model, page.findings().getFirst()));
            var others = page.findings().subList(1, page.findings().size());
            if (!others.isEmpty()) {
                getChildren().add(others(model, others));
            }
        }
        if (page.live()) {
            getChildren().add(further(next));
        }
    }

    /** What a person may do when reading alone does not tell enough. */
    private static Node further(CheckView.Next next) {
        var stir = new Hyperlink("Look actively … (F6)");
        stir.setId("look-actively");
        stir.setOnAction(_ -> next.lookActively());
        var other = new Hyperlink("Look at the other end too … (Ctrl+E)");
        other.setId("other-end");
        other.setOnAction(_ -> next.otherEnd());
        var row = new HBox(12, stir, other);
        row.getStyleClass().add("other-causes");
        return row;
    }

    private static Node buttons(CheckModel model, Finding top) {
        var evidence = new Button("Show evidence");
        evidence.setId("show-evidence");
        evidence.setOnAction(_ -> model.select(top, CheckModel.Part.EVIDENCE));
        var fix = new Button("Show the fix");
        fix.setId("show-fix");
        fix.getStyleClass().add(Styles.ACCENT);
        fix.setDisable(top.fix().isEmpty());
        fix.setOnAction(_ -> model.select(top, CheckModel.Part.FIX));
        evidence.setMinWidth(Button.USE_PREF_SIZE);
        fix.setMinWidth(Button.USE_PREF_SIZE);
        return new HBox(8, evidence, fix);
    }

    private static Node others(CheckModel model, List<Finding> others) {
        var box = new VBox(0);
        box.getStyleClass().add("other-causes");
        for (Finding f : others.subList(0, Math.min(MOST_OTHERS, others.size()))) {
            String lead = f.under().isEmpty() ? "Also possible: " : "↳ Follows from it: ";
            var link = new Hyperlink(lead + f.title() + " (" + CheckPage.percent(f) + ")");
            link.setId("cause-" + f.cause());
            link.setOnAction(_ -> model.select(f, CheckModel.Part.EVIDENCE));
            box.getChildren().add(link);
        }
        if (others.size() > MOST_OTHERS) {
            var rest = new Hyperlink("and " + (others.size() - MOST_OTHERS) + " more");
            rest.setId("more-causes");
            rest.setOnAction(_ -> {
                box.getChildren().clear();
                for (Finding f : others) {
                    var link = new Hyperlink(f.title() + " (" + CheckPage.percent(f) + ")");
                    link.setOnAction(_ -> model.select(f, CheckModel.Part.EVIDENCE));
                    box.getChildren().add(link);
                }
            });
            box.getChildren().add(rest);
        }
        return box;
    }

    private static String mood(CheckPage.Mood mood) {
        return switch (mood) {
            case TROUBLE -> "trouble";
            case DOUBT -> "doubt";
            case WELL -> "well";
        };
    }

    private static Ikon symbol(CheckPage.Mood mood) {
        return switch (mood) {
            case TROUBLE -> MaterialDesignA.ALERT_CIRCLE;
            case DOUBT -> MaterialDesignE.EYE_OFF_OUTLINE;
            case WELL -> MaterialDesignC.CHECK_CIRCLE;
        };
    }
}
