package espy.ui.part;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Label;

/** Labels that wrap and are never cut. */
public final class Words {
    private Words() {}

    /** A paragraph. */
    public static Label text(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** A paragraph of less weight. */
    public static Label muted(String text) {
        return text(text, Styles.TEXT_MUTED);
    }

    /** The name of a section. */
    public static Label heading(String text) {
        return text(text, "section-heading");
    }
}
