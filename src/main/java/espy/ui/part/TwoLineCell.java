package espy.ui.part;

import atlantafx.base.theme.Styles;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A table cell with a second, smaller line; long lines end in dots, and the tool tip of the row tells all. */
public final class TwoLineCell<S, T> extends TableCell<S, T> {
    /** What stands in the cell. {@code icon} stands at its left. */
    public record Lines(
            String first, String second, @Nullable Node icon, String secondStyle) {
        public Lines(String first, String second) {
            this(first, second, null, Styles.TEXT_MUTED);
        }
    }

    private final Function<S, Lines> lines;
    private final Label first = new Label();
    private final Label second = new Label();
    private final VBox words = new VBox(first, second);
    private final HBox box = new HBox(8);

    public TwoLineCell(Function<S, Lines> lines, boolean right) {
        this.lines = lines;
        words.setAlignment(right ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        words.setMinWidth(0);
        box.setAlignment(words.getAlignment());
        setAlignment(words.getAlignment());
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        S row = empty || getTableRow() == null ? null : getTableRow().getItem();
        if (row == null) {
            setGraphic(null);
            return;
        }
        Lines shown = lines.apply(row);
        first.setText(shown.first());
        second.setText(shown.second());
        second.setVisible(!shown.second().isEmpty());
        second.setManaged(second.isVisible());
        second.getStyleClass().setAll("label", Styles.TEXT_SMALL, shown.secondStyle());
        box.getChildren().clear();
        if (shown.icon() != null) {
            box.getChildren().add(shown.icon());
        }
        box.getChildren().add(words);
        setGraphic(box);
    }
}
