package espy.ui.part;

import atlantafx.base.theme.Styles;
import espy.checklist.Verdict;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A table cell with a second, smaller line; long lines end in dots, and the tool tip of the row tells all. Cheap to fill with another row. */
public final class TwoLineCell<S> extends TableCell<S, S> {
    /**
     * What stands in the cell.
     *
     * @param mark    an icon at the left; absent for none
     * @param trouble whether the second line says that something is wrong
     * @param curve   behind the words
     */
    public record Lines(
            String first, String second, @Nullable Verdict mark, boolean trouble, Sparkline.Curve curve) {
        public Lines(String first, String second) {
            this(first, second, null, false, Sparkline.Curve.NONE);
        }
    }

    private static final String TROUBLE = "trouble-words";

    private final Function<S, Lines> lines;
    private final Label first = new Label();
    private final Label second = new Label();
    private final VBox words = new VBox(first, second);
    private final HBox box = new HBox(8, words);
    private final Sparkline curve = new Sparkline();
    private @Nullable Verdict marked;

    public TwoLineCell(Function<S, Lines> lines, boolean right) {
        this.lines = lines;
        second.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        words.setAlignment(right ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        words.setMinWidth(0);
        box.setAlignment(words.getAlignment());
        setAlignment(words.getAlignment());
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        box.setVisible(false);
        curve.setManaged(false);
        setGraphic(box);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (!getChildren().contains(curve)) {
            getChildren().addFirst(curve); // the skin makes the cell's children anew
        }
        curve.resizeRelocate(1, getHeight() * 0.3, getWidth() - 2, getHeight() * 0.7 - 1);
    }

    @Override
    protected void updateItem(@Nullable S row, boolean empty) {
        super.updateItem(row, empty);
        box.setVisible(row != null && !empty);
        curve.setVisible(box.isVisible());
        if (row != null && !empty) {
            show(lines.apply(row));
        }
    }

    private void show(Lines shown) {
        first.setText(shown.first());
        second.setText(shown.second());
        second.setVisible(!shown.second().isEmpty());
        second.setManaged(second.isVisible());
        style(shown.trouble());
        curve.show(shown.curve());
        if (shown.mark() != marked) {
            marked = shown.mark();
            box.getChildren().setAll(words);
            if (shown.mark() != null) {
                FontIcon icon = VerdictMark.icon(shown.mark());
                box.getChildren().addFirst(icon);
            }
        }
    }

    private void style(boolean trouble) {
        String wanted = trouble ? TROUBLE : Styles.TEXT_MUTED;
        if (!second.getStyleClass().contains(wanted)) { // each change of styles costs a pass over them
            second.getStyleClass().removeAll(TROUBLE, Styles.TEXT_MUTED);
            second.getStyleClass().add(wanted);
        }
    }
}
