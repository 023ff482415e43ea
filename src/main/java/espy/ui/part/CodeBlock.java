package espy.ui.part;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Lines of a terminal, in a fixed-width font, with a button that copies all of them. Long lines wrap. */
public final class CodeBlock extends HBox {
    private static final int MOST_LINES = 40;
    private static final int MOST_CHARACTERS = 2000;

    /**
     * A block of lines.
     *
     * @param marked whether the lines are what a verdict rests on; they get a bar at their left
     */
    public CodeBlock(List<String> lines, boolean marked) {
        getStyleClass().add("code-block");
        if (marked) {
            getStyleClass().add("marked");
        }
        var shown = lines.stream().limit(MOST_LINES).map(CodeBlock::line).collect(Collectors.joining("\n"));
        var box = new VBox(Words.text(shown, "code-line")); // one label for all lines: a screen may show many blocks
        box.getStyleClass().add("code-lines");
        if (lines.size() > MOST_LINES) {
            box.getChildren()
                    .add(Words.muted("… and " + (lines.size() - MOST_LINES) + " more lines (copied with the others)"));
        }
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setMinWidth(0);
        String all = String.join("\n", lines);
        getChildren().addAll(box, copyButton(all));
        setAlignment(Pos.TOP_LEFT);
        var copy = new MenuItem("Copy");
        copy.setOnAction(_ -> Copy.text(all));
        var menu = new ContextMenu(copy);
        setOnContextMenuRequested(e -> {
            menu.show(this, e.getScreenX(), e.getScreenY());
            e.consume();
        });
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(all);
    }

    private static String line(String text) {
        return printable(text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + " …" : text);
    }

    /** What a gateway sends may hold anything: tabs become blanks, other control characters become visible. */
    static String printable(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t') {
                out.append("    ");
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                out.append('\u00b7');
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static Button copyButton(String all) {
        var button = new Button("", new FontIcon(MaterialDesignC.CONTENT_COPY));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL, "copy-button");
        button.setTooltip(new Tooltip("Copy"));
        button.setAccessibleText("Copy");
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setOnAction(_ -> Copy.text(all));
        return button;
    }
}
