package espy.ui.part;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A few things in full, one below the other; of more than a few a list, and the chosen one in full. Thousands cost no more than a few. */
public final class Chooser<T> extends VBox {
    /** So many are all shown in full. */
    public static final int FEW = 3;

    private static final int VISIBLE = 6;
    private static final double LINE = 26;

    private final ReadOnlyObjectWrapper<List<T>> shown = new ReadOnlyObjectWrapper<>(List.of());
    private final Function<T, Node> full;
    private final VBox body = new VBox(14);

    /**
     * Of {@code all}, which is not empty.
     *
     * @param line  a line of the list
     * @param first the place of the one that is shown at first
     * @param full  a thing in full; asked again by {@link #refresh}
     */
    public Chooser(List<T> all, int first, Function<T, String> line, Function<T, Node> full) {
        this.full = full;
        setSpacing(14);
        setMinWidth(0);
        if (all.size() <= FEW) {
            getChildren().add(body);
            show(all);
            return;
        }
        var list = new ListView<T>(FXCollections.observableList(all));
        list.getStyleClass().add("chooser");
        list.setFixedCellSize(LINE);
        list.setPrefHeight(LINE * Math.min(VISIBLE, all.size()) + 2);
        list.setMinHeight(USE_PREF_SIZE);
        list.setCellFactory(_ -> new Line<>(line));
        list.getSelectionModel().selectedItemProperty().subscribe(t -> {
            if (t != null) {
                show(List.of(t));
            }
        });
        list.getSelectionModel().select(first);
        list.scrollTo(first);
        getChildren().addAll(list, body);
    }

    private void show(List<T> some) {
        shown.set(some);
        refresh();
    }

    /** Makes what stands there in full anew. */
    public void refresh() {
        body.getChildren().setAll(shown.get().stream().map(full).toList());
    }

    /** What stands there in full. */
    public ReadOnlyObjectProperty<List<T>> shown() {
        return shown.getReadOnlyProperty();
    }

    private static final class Line<T> extends ListCell<T> {
        private final Function<T, String> words;

        Line(Function<T, String> words) {
            this.words = words;
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            setText(item == null || empty ? null : words.apply(item));
        }
    }
}
