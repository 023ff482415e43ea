package espy.ui.tunnels;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import espy.ui.part.Copy;
import espy.ui.part.Quantity;
import espy.ui.part.TwoLineCell;
import espy.ui.part.VerdictMark;
import espy.xfrm.State;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** A row a tunnel, two lines each. Ctrl+C copies the selected one. */
final class TunnelTable extends TableView<TunnelRow> {
    private static final KeyCombination COPY = KeyCombination.keyCombination("Shortcut+C");
    private static final double ROW_HEIGHT = 46;
    private static final String BOTH_WAYS = " ⇄ ";

    TunnelTable(ObservableList<TunnelRow> rows) {
        super(rows);
        setId("tunnels");
        setFixedCellSize(ROW_HEIGHT);
        getStyleClass().addAll(Tweaks.EDGE_TO_EDGE, Styles.DENSE, "two-line-table");
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        getColumns()
                .setAll(List.of(
                        column("State", 124, TunnelTable::order, TunnelTable::state),
                        column("Tunnel", 205, TunnelRow::title, TunnelTable::name),
                        column(
                                "Peer",
                                130,
                                r -> r.tunnel().peer(),
                                r -> lines(r.tunnel().peer(), r.tunnel().mode())),
                        column("Algorithms", 124, TunnelRow::algorithms, TunnelTable::algorithms),
                        count("In", r -> r.in(State::bytes), r -> r.in(State::packets)),
                        count("Out", r -> r.out(State::bytes), r -> r.out(State::packets)),
                        column(
                                "SPIs",
                                114,
                                TunnelTable::spis,
                                r -> lines(
                                        spi(r.tunnel().inbound()),
                                        spi(r.tunnel().outbound()))),
                        column(
                                "Expires",
                                104,
                                r -> r.endsAt().map(LocalDateTime::toString).orElse(""),
                                r -> lines(r.expiry().isEmpty() ? "–" : r.expiry(), ""))));
        setRowFactory(_ -> new Row());
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            var row = getSelectionModel().getSelectedItem();
            if (COPY.match(e) && row != null) {
                Copy.text(plain(row));
                e.consume();
            }
        });
    }

    private static TwoLineCell.Lines lines(String first, String second) {
        return new TwoLineCell.Lines(first.isEmpty() ? "–" : first, second);
    }

    private static TwoLineCell.Lines state(TunnelRow row) {
        return new TwoLineCell.Lines(
                row.state(),
                row.problems(),
                VerdictMark.icon(row.health()),
                row.problems().isEmpty() ? Styles.TEXT_MUTED : "trouble-words");
    }

    /** What is broken stands first when sorted by state. */
    private static String order(TunnelRow row) {
        String rank =
                switch (row.health()) {
                    case FAIL -> "0";
                    case WARN -> "1";
                    default -> "2";
                };
        return rank + row.state();
    }

    private static TwoLineCell.Lines name(TunnelRow row) {
        int middle = row.selectors().indexOf(BOTH_WAYS);
        if (row.name().isEmpty() && middle > 0) { // two short lines instead of one that is cut
            return lines(
                    row.selectors().substring(0, middle),
                    row.selectors().substring(middle).strip());
        }
        return lines(row.title(), row.name().isEmpty() ? "" : row.selectors());
    }

    private static TwoLineCell.Lines algorithms(TunnelRow row) {
        int plus = row.algorithms().indexOf(" + ");
        return plus < 0
                ? lines(row.algorithms(), "")
                : lines(row.algorithms().substring(0, plus), row.algorithms().substring(plus + 3));
    }

    private static String spis(TunnelRow row) {
        return spi(row.tunnel().inbound()) + " " + spi(row.tunnel().outbound());
    }

    private static String spi(List<State> states) {
        if (states.isEmpty()) {
            return "–";
        }
        int more = states.size() - 1;
        return states.getLast().spiText() + (more == 0 ? "" : " +" + more);
    }

    private static TableColumn<TunnelRow, String> column(
            String title,
            double width,
            Function<TunnelRow, String> value,
            Function<TunnelRow, TwoLineCell.Lines> lines) {
        var column = new TableColumn<TunnelRow, String>(title);
        column.setCellValueFactory(c -> new SimpleObjectProperty<>(value.apply(c.getValue())));
        column.setCellFactory(_ -> new TwoLineCell<>(lines, false));
        column.setPrefWidth(width);
        column.setMinWidth(width * 0.88);
        return column;
    }

    /** Bytes above packets; sorted by bytes. */
    private static TableColumn<TunnelRow, Long> count(
            String title, Function<TunnelRow, OptionalLong> bytes, Function<TunnelRow, OptionalLong> packets) {
        var column = new TableColumn<TunnelRow, Long>(title);
        column.setCellValueFactory(
                c -> new SimpleObjectProperty<>(bytes.apply(c.getValue()).orElse(-1)));
        column.setComparator(Comparator.naturalOrder());
        column.setCellFactory(_ -> new TwoLineCell<>(
                r -> {
                    var b = bytes.apply(r);
                    var p = packets.apply(r);
                    return lines(
                            b.isPresent() ? Quantity.bytes(b.getAsLong()) : "",
                            p.isPresent() ? Quantity.count(p.getAsLong()) + " pkts" : "");
                },
                true));
        column.setPrefWidth(100);
        column.setMinWidth(90);
        column.getStyleClass().add("number-column");
        return column;
    }

    private static String plain(TunnelRow row) {
        return List.of(
                        row.state(),
                        row.name(),
                        row.selectors(),
                        row.tunnel().peer(),
                        row.tunnel().mode(),
                        row.algorithms(),
                        spi(row.tunnel().inbound()),
                        spi(row.tunnel().outbound()))
                .stream()
                .collect(Collectors.joining("\t"));
    }

    /** The tool tip says what does not fit, and what the columns may have cut. */
    private static final class Row extends TableRow<TunnelRow> {
        @Override
        protected void updateItem(@Nullable TunnelRow row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty) {
                setTooltip(null);
                return;
            }
            var lines = new java.util.ArrayList<>(List.of(row.selectors(), row.algorithms()));
            lines.addAll(row.tunnel().troubles());
            var tip = new Tooltip(lines.stream().filter(l -> !l.isEmpty()).collect(Collectors.joining("\n")));
            tip.setWrapText(true);
            tip.setMaxWidth(600);
            setTooltip(tip);
        }
    }
}
