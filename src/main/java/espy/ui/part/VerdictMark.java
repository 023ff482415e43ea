package espy.ui.part;

import espy.checklist.Verdict;
import javafx.scene.control.Label;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** How verdicts look: an icon, a colour and always the word. */
public final class VerdictMark {
    private VerdictMark() {}

    public static FontIcon icon(Verdict verdict) {
        var icon = new FontIcon(symbol(verdict));
        icon.getStyleClass().addAll("verdict-icon", style(verdict));
        return icon;
    }

    /** The icon of a question that the person has ticked. */
    public static FontIcon tickedIcon() {
        var icon = new FontIcon(MaterialDesignC.CHECKBOX_MARKED_OUTLINE);
        icon.getStyleClass().addAll("verdict-icon", style(Verdict.PASS));
        return icon;
    }

    /** The word in a coloured frame. */
    public static Label badge(Verdict verdict) {
        var badge = new Label(words(verdict));
        badge.getStyleClass().addAll("verdict-badge", style(verdict));
        badge.setMinWidth(Label.USE_PREF_SIZE);
        return badge;
    }

    /** The word for people. */
    public static String words(Verdict verdict) {
        return verdict == Verdict.NEEDS_YOU ? "needs you" : verdict.word();
    }

    private static String style(Verdict verdict) {
        return "verdict-" + verdict.word();
    }

    private static Ikon symbol(Verdict verdict) {
        return switch (verdict) {
            case PASS -> MaterialDesignC.CHECK_CIRCLE;
            case FAIL -> MaterialDesignC.CLOSE_CIRCLE;
            case WARN -> MaterialDesignA.ALERT;
            case UNKNOWN -> MaterialDesignH.HELP_CIRCLE_OUTLINE;
            case SKIPPED -> MaterialDesignM.MINUS_CIRCLE_OUTLINE;
            case NEEDS_YOU -> MaterialDesignC.CHECKBOX_BLANK_OUTLINE;
        };
    }
}
