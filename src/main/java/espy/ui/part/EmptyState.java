package espy.ui.part;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands in the place of a screen that has nothing to show: why, and what to do. */
public final class EmptyState extends VBox {
    public EmptyState(Ikon symbol, String title, String text, Node... below) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        var icon = new FontIcon(symbol);
        icon.getStyleClass().add("empty-icon");
        var body = Words.muted(text);
        body.setMaxWidth(560);
        body.getStyleClass().add("centered");
        getChildren().addAll(icon, Words.text(title, "empty-title", "centered"), body);
        getChildren().addAll(below);
    }
}
