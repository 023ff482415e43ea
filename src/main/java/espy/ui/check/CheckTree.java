package espy.ui.check;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import espy.checklist.CheckResult;
import espy.ui.part.VerdictMark;
import espy.ui.part.Words;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The checklists as a tree. Space ticks a question, arrows move. */
final class CheckTree extends TreeView<CheckTree.Row> {
    /** A line of the tree. */
    sealed interface Row {
        record Root() implements Row {}

        record OfGroup(CheckPage.Group group) implements Row {}

        record OfCheck(CheckPage.Item item) implements Row {}

        /**
         * Something beside the checklists.
         *
         * @param words how much there is to see
         */
        record OfView(CheckPage.View view, String words) implements Row {}
    }

    private final CheckModel model;
    private final Map<String, TreeItem<Row>> byId = new HashMap<>();
    private final Map<CheckPage.View, TreeItem<Row>> byView = new EnumMap<>(CheckPage.View.class);
    private boolean following;

    CheckTree(CheckModel model) {
        this.model = model;
        setId("checks");
        setShowRoot(false);
        getStyleClass().addAll(Tweaks.EDGE_TO_EDGE, Styles.DENSE, "check-tree");
        setCellFactory(_ -> new RowCell());
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.SPACE) {
                selected().ifPresent(model::toggle);
                e.consume();
            }
        });
        getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (!following && item != null && item.getValue() instanceof Row.OfCheck(CheckPage.Item i)) {
                model.select(i.check().id());
            } else if (!following && item != null && item.getValue() instanceof Row.OfView(var view, var _)) {
                model.select(view);
            }
        });
        model.page().subscribe(p -> p.ifPresent(this::fill));
        model.selection().subscribe(this::follow);
        model.ticks().subscribe(_ -> refresh());
    }

    private Optional<CheckResult> selected() {
        var item = getSelectionModel().getSelectedItem();
        return item != null && item.getValue() instanceof Row.OfCheck(CheckPage.Item i)
                ? Optional.of(i.check())
                : Optional.empty();
    }

    private void fill(CheckPage page) {
        following = true;
        byId.clear();
        byView.clear();
        var root = new TreeItem<Row>(new Row.Root());
        page.views().forEach((view, words) -> {
            var leaf = new TreeItem<Row>(new Row.OfView(view, words));
            byView.put(view, leaf);
            root.getChildren().add(leaf);
        });
        for (var group : page.groups()) {
            var branch = new TreeItem<Row>(new Row.OfGroup(group));
            for (var item : group.items()) {
                var leaf = new TreeItem<Row>(new Row.OfCheck(item));
                byId.put(item.check().id(), leaf);
                branch.getChildren().add(leaf);
            }
            branch.setExpanded(true);
            root.getChildren().add(branch);
        }
        setRoot(root);
        following = false;
        follow(model.selection().get());
    }

    private void follow(CheckModel.Selection selection) {
        following = true;
        if (selection instanceof CheckModel.Selection.OfCheck(CheckResult check) && byId.containsKey(check.id())) {
            var item = byId.get(check.id());
            if (getSelectionModel().getSelectedIndex() != getRow(item)) {
                getSelectionModel().select(item);
                scrollTo(Math.max(0, getRow(item) - 3));
            }
        } else if (selection instanceof CheckModel.Selection.OfView(var view) && byView.containsKey(view)) {
            getSelectionModel().select(byView.get(view));
        } else {
            getSelectionModel().clearSelection();
        }
        following = false;
    }

    private final class RowCell extends TreeCell<Row> {
        private final Label title = Words.text("");
        private final Label end = new Label();
        private final HBox line = new HBox(8);

        RowCell() {
            HBox.setHgrow(title, Priority.ALWAYS);
            title.setMaxWidth(Double.MAX_VALUE);
            end.setMinWidth(Label.USE_PREF_SIZE);
            line.setAlignment(Pos.CENTER_LEFT);
            line.prefWidthProperty().bind(CheckTree.this.widthProperty().subtract(52));
            line.maxWidthProperty().bind(line.prefWidthProperty());
            line.setMinWidth(0);
        }

        private static Ikon symbol(CheckPage.View view) {
            return switch (view) {
                case LADDER -> MaterialDesignS.STAIRS;
                case TIMELINE -> MaterialDesignT.TIMELINE_TEXT_OUTLINE;
                case ENDS -> MaterialDesignS.SWAP_HORIZONTAL;
                case QUESTIONS -> MaterialDesignC.COMMENT_QUESTION_OUTLINE;
            };
        }

        /** By the wrapped title; a cell by itself would sometimes ask for one line only. */
        @Override
        protected double computePrefHeight(double width) {
            return isEmpty() || getGraphic() == null
                    ? super.computePrefHeight(width)
                    : snapSizeY(line.prefHeight(line.getPrefWidth())) + snappedTopInset() + snappedBottomInset();
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            getStyleClass().removeAll("group-row");
            line.getChildren().clear();
            switch (row) {
                case Row.OfGroup(CheckPage.Group group) -> {
                    getStyleClass().add("group-row");
                    title.setText(group.title());
                    end.setText(model.count(group));
                    end.getStyleClass().setAll("label", "group-count");
                    line.getChildren().setAll(title, end);
                    setGraphic(line);
                }
                case Row.OfCheck(CheckPage.Item item) -> {
                    CheckResult check = item.check();
                    boolean ticked = model.ticked(check);
                    title.setText(check.title());
                    end.setText(ticked ? "ticked" : VerdictMark.words(check.verdict()));
                    end.getStyleClass()
                            .setAll(
                                    "label",
                                    "verdict-word",
                                    "verdict-" + check.verdict().word());
                    var icon = ticked ? VerdictMark.tickedIcon() : VerdictMark.icon(check.verdict());
                    if (item.depth() > 0) {
                        HBox.setMargin(icon, new Insets(0, 0, 0, 14.0 * item.depth()));
                    }
                    line.getChildren().setAll(icon, title, end);
                    setGraphic(line);
                }
                case Row.OfView(var view, var words) -> {
                    title.setText(view.title);
                    end.setText(words);
                    end.getStyleClass().setAll("label", "group-count");
                    var icon = new FontIcon(symbol(view));
                    icon.getStyleClass().add("view-icon");
                    line.getChildren().setAll(icon, title, end);
                    setGraphic(line);
                }
                case Row.Root() -> setGraphic(null);
                case null -> setGraphic(null);
            }
        }
    }
}
