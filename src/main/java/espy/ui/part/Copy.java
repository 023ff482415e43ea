package espy.ui.part;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import org.jspecify.annotations.Nullable;

/** The clipboard, and a menu by which every text of the window can be copied. */
public final class Copy {
    private Copy() {}

    public static void text(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** A right click on any text below {@code root} offers to copy it. */
    public static void offer(Parent root) {
        var menu = new ContextMenu();
        root.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, e -> {
            String text = textAt(e.getTarget() instanceof Node n ? n : null);
            if (!text.isBlank()) {
                var copy = new MenuItem("Copy");
                copy.setOnAction(_ -> text(text));
                menu.getItems().setAll(copy);
                menu.show(root, e.getScreenX(), e.getScreenY());
            }
        });
    }

    private static String textAt(@Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof Labeled label
                    && label.getText() != null
                    && !label.getText().isBlank()) {
                return label.getText();
            }
        }
        return "";
    }
}
