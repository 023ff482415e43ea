package espy.ui.part;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Light or dark: as the desktop says until the person chooses, then as the person says. */
public final class Theme {
    private boolean dark;
    private boolean chosen;

    /** Follows the desktop from now on; call on the window's thread. */
    public void followDesktop() {
        Platform.getPreferences().colorSchemeProperty().subscribe(scheme -> {
            if (!chosen) {
                set(scheme == ColorScheme.DARK);
            }
        });
    }

    /** The other one, whatever the desktop says later. */
    public void toggle() {
        chosen = true;
        set(!dark);
    }

    public void set(boolean wanted) {
        dark = wanted;
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    /** Gives a scene Espy's own few classes. */
    public static void dress(Scene scene) {
        var css = Objects.requireNonNull(Theme.class.getResource("/espy/ui/espy.css"), "espy.css is in the jar");
        scene.getStylesheets().add(css.toExternalForm());
    }
}
