package espy.ui.tunnels;

import atlantafx.base.theme.Tweaks;
import espy.ui.part.EmptyState;
import espy.ui.part.FilterField;
import espy.ui.part.Searchable;
import espy.ui.part.Words;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The Tunnels screen: a table on top, everything about the selected tunnel below it. */
public final class TunnelsView extends BorderPane implements Searchable {
    private final TunnelsModel model;
    private final ObservableList<TunnelRow> all = FXCollections.observableArrayList();
    private final FilteredList<TunnelRow> left = new FilteredList<>(all);
    private final TunnelTable table;
    private final FilterField filter;
    private final Label summary = new Label();
    private final ScrollPane detail = new ScrollPane();
    private final VBox content;
    private boolean following;

    public TunnelsView(TunnelsModel model) {
        this.model = model;
        setId("tunnels-screen");
        var sorted = new SortedList<>(left);
        table = new TunnelTable(sorted);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        filter = new FilterField("Filter by name, address, SPI … (Ctrl+F)", table);
        filter.textProperty().bindBidirectional(model.filter());
        detail.setId("tunnel-detail");
        detail.setFitToWidth(true);
        detail.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        detail.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
        var split = new SplitPane(table, detail);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.42);
        split.getStyleClass().add("check-split");
        VBox.setVgrow(split, Priority.ALWAYS);
        content = new VBox(bar(), split);
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (!following && row != null) {
                model.select(row);
            }
        });
        model.page().subscribe(this::fill);
        model.filter().subscribe(_ -> narrow());
        model.selected().subscribe(this::follow);
    }

    @Override
    public void find() {
        filter.requestFocus();
        filter.selectAll();
    }

    private HBox bar() {
        summary.setId("tunnels-summary");
        summary.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var bar = new HBox(12, summary, gap, filter);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("screen-bar");
        return bar;
    }

    private void fill(Optional<TunnelsPage> page) {
        following = true; // a new list is not the person's choice
        all.setAll(page.map(TunnelsPage::rows).orElse(java.util.List.of()));
        following = false;
        page.ifPresent(p -> {
            summary.setText(p.summary());
            setTop(p.remark().isEmpty() ? null : remark(p.remark()));
            setCenter(
                    p.rows().isEmpty()
                            ? new EmptyState(
                                    MaterialDesignS.SWAP_HORIZONTAL,
                                    p.empty().title(),
                                    p.empty().text())
                            : content);
        });
        follow(model.selected().get());
    }

    private void narrow() {
        following = true;
        left.setPredicate(model.wanted());
        following = false;
        table.setPlaceholder(
                Words.muted("No tunnel holds “" + model.filter().get().strip() + "”. Escape empties the filter."));
        follow(model.selected().get());
    }

    private static Label remark(String text) {
        var remark = Words.text(text, "banner");
        remark.setMaxWidth(Double.MAX_VALUE);
        return remark;
    }

    private void follow(Optional<TunnelRow> row) {
        following = true;
        int at = row.map(table.getItems()::indexOf).orElse(-1);
        if (at < 0) {
            table.getSelectionModel().clearSelection();
        } else if (table.getSelectionModel().getSelectedIndex() != at) {
            table.getSelectionModel().select(at);
            table.scrollTo(Math.max(0, at - 2));
        }
        following = false;
        detail.setVvalue(0);
        detail.setContent(row.map(TunnelDetail::new).orElse(null));
    }
}
