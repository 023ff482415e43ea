package espy.ui.tunnels;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import espy.ui.part.Copy;
import espy.ui.part.EmptyState;
import espy.ui.part.FilterField;
import espy.ui.part.Quantity;
import espy.ui.part.Searchable;
import espy.ui.part.Words;
import java.util.Collection;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/**
 * The Tunnels screen: a table on top, everything about the selected tunnel below it. Enter leads from the table into the detail, Escape back,
 * and once more empties the filter.
 */
public final class TunnelsView extends BorderPane implements Searchable {
    private final TunnelsModel model;
    private final TunnelTable table;
    private final FilterField filter;
    private final Label summary = new Label();
    private final ScrollPane scroll = new ScrollPane();
    private final ToggleButton keys = new ToggleButton("Show _keys", new FontIcon(MaterialDesignE.EYE_OUTLINE));
    private final Button copy = new Button("", new FontIcon(MaterialDesignC.CONTENT_COPY));
    private final ToggleButton watch = new ToggleButton("_Watch", new FontIcon(MaterialDesignP.PULSE));
    private final Label watched = new Label();
    private final VBox content;
    private @Nullable TunnelDetail detail;
    private String shownId = "";
    private final PauseTransition rest = new PauseTransition(Duration.millis(120));
    private boolean following;

    public TunnelsView(TunnelsModel model) {
        this.model = model;
        setId("tunnels-screen");
        table = new TunnelTable(model::sort);
        filter = new FilterField("Filter by name, address, SPI … (Ctrl+F)", table);
        filter.textProperty().bindBidirectional(model.filter());
        scroll.setId("tunnel-detail");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
        var split = new SplitPane(table, scroll);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.42);
        split.getStyleClass().add("check-split");
        VBox.setVgrow(split, Priority.ALWAYS);
        content = new VBox(bar(), split);
        controls();
        rest.setOnFinished(_ -> {
            var row = model.selected().get();
            if (row.filter(r -> r.id().equals(shownId)).isEmpty()) {
                detail(row);
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (!following && row != null) {
                model.select(row);
                rest.playFromStart();
            }
        });
        model.listing().subscribe(this::fill);
        model.page().subscribe(this::frame);
        model.selected().subscribe(this::follow);
        model.keysShown().subscribe(this::showKeys);
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
        watched.setId("watched");
        watched.getStyleClass().add(Styles.TEXT_MUTED);
        watched.textProperty().bind(model.watch().words());
        watched.setMinWidth(0);
        watched.setTooltip(tip(model.watch().words()));
        watch.setId("watch");
        watch.setMinWidth(Region.USE_PREF_SIZE);
        watch.setTooltip(new Tooltip("Look at the SAs again every 3 s; leaving the screen ends it"));
        watch.setOnAction(_ -> {
            model.toggleWatch();
            watch.setSelected(model.watch().running().get());
        });
        model.watch().running().subscribe(watch::setSelected);
        var bar = new HBox(12, summary, watched, gap, watch, filter);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("screen-bar");
        return bar;
    }

    private static Tooltip tip(ObservableValue<String> words) {
        var tip = new Tooltip();
        tip.textProperty().bind(words);
        return tip;
    }

    private void controls() {
        keys.setId("show-tunnel-keys");
        keys.getStyleClass().add(Styles.SMALL);
        keys.setMinWidth(Region.USE_PREF_SIZE);
        keys.setOnAction(_ -> model.toggleKeys());
        copy.setId("copy-tunnel");
        copy.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.SMALL);
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.prefHeightProperty().bind(keys.heightProperty());
        copy.setTooltip(new Tooltip("Copy all of it; keys only while they are shown"));
        copy.setAccessibleText("Copy all of it");
        copy.setOnAction(_ -> model.selected()
                .get()
                .ifPresent(r -> Copy.text(TunnelText.of(r, model.keysShown().get()))));
    }

    private void key(KeyEvent e) {
        boolean inTable = table.isFocused();
        if (e.getCode() == KeyCode.ENTER && inTable) {
            scroll.requestFocus();
        } else if (e.getCode() == KeyCode.ESCAPE && !inTable) {
            table.requestFocus();
        } else if (e.getCode() == KeyCode.ESCAPE && !model.filter().get().isEmpty()) {
            model.filter().set("");
        } else {
            return;
        }
        e.consume();
    }

    /** Another list: it is not the person who chooses what the table then selects. */
    private void fill(Listing listing) {
        following = true;
        table.show(listing.rows(), listing.sorted().size());
        following = false;
        summary.setText(summary(listing));
        table.setPlaceholder(
                Words.muted("No tunnel holds “" + model.filter().get().strip() + "”. Escape empties the filter."));
        mark(model.selected().get());
    }

    private static String summary(Listing listing) {
        return listing.rows().size() == listing.sorted().size()
                ? listing.page().summary()
                : Quantity.count(listing.rows().size()) + " of "
                        + TunnelsPage.tunnels(listing.sorted().size());
    }

    private void frame(Optional<TunnelsPage> page) {
        page.ifPresent(p -> {
            watch.setDisable(!p.known().live());
            setTop(p.remark().isEmpty() ? null : remark(p.remark()));
            setCenter(
                    p.rows().isEmpty()
                            ? new EmptyState(
                                    MaterialDesignS.SWAP_HORIZONTAL,
                                    p.empty().title(),
                                    p.empty().text())
                            : content);
        });
    }

    private static Node remark(String text) {
        var remark = Words.text(text, "banner");
        remark.setMaxWidth(Double.MAX_VALUE);
        return remark;
    }

    /** A single choice is shown at once; while one runs through the table, the detail waits for the first rest. */
    private void follow(Optional<TunnelRow> row) {
        mark(row);
        if (rest.getStatus() != Animation.Status.RUNNING) {
            detail(row);
        }
    }

    private void detail(Optional<TunnelRow> row) {
        boolean same = row.filter(r -> r.id().equals(shownId)).isPresent();
        Collection<String> preferred = same && detail != null
                ? detail.spis()
                : Listing.words(model.filter().get());
        double at = same ? scroll.getVvalue() : 0;
        shownId = row.map(TunnelRow::id).orElse("");
        detail = row.map(r -> new TunnelDetail(r, model.keysShown().get(), preferred, keys, copy))
                .orElse(null);
        scroll.setContent(detail);
        scroll.setVvalue(at);
        keys.setDisable(row.filter(r -> KeyFacts.known(r.tunnel())).isEmpty());
    }

    /** Selects in the table what is selected in the model, without taking it for a choice. */
    private void mark(Optional<TunnelRow> row) {
        following = true;
        int at = row.map(r -> model.listing().get().indexOf(r.id())).orElse(-1);
        if (at < 0) {
            table.getSelectionModel().clearSelection();
        } else if (table.getSelectionModel().getSelectedIndex() != at) {
            table.getSelectionModel().select(at);
            table.scrollTo(Math.max(0, at - 2));
        }
        following = false;
    }

    private void showKeys(boolean shown) {
        keys.setSelected(shown);
        keys.setText(shown ? "Hide _keys" : "Show _keys");
        if (detail != null) {
            detail.showKeys(shown);
        }
    }
}
