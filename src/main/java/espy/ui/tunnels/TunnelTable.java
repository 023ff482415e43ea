package espy.ui.tunnels;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import espy.ui.part.Copy;
import espy.ui.part.Quantity;
import espy.ui.part.Sparkline;
import espy.ui.part.TwoLineCell;
import espy.ui.part.WholeList;
import espy.xfrm.State;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** A row a tunnel, two lines each. Ctrl+C copies the selected one. It does not sort: it says in which order the person wants the rows. */
final class TunnelTable extends TableView<TunnelRow> {
    private static final KeyCombination COPY = KeyCombination.keyCombination("Shortcut+C");
    private static final double ROW_HEIGHT = 46;
    private static final double HEADER_HEIGHT = 36;
    private static final String BOTH_WAYS = " ⇄ ";
    private static final Comparator<TunnelRow> BY_HEALTH =
            Comparator.comparingInt((TunnelRow r) -> rank(r)).thenComparing(TunnelRow::state);

    private final WholeList<TunnelRow> rows = new WholeList<>();
    private final Map<TableColumn<TunnelRow, ?>, Comparator<TunnelRow>> orders = new HashMap<>();

    /** {@code sort} is told the wanted order; null means the kernel's. */
    TunnelTable(Consumer<@Nullable Comparator<TunnelRow>> sort) {
        setItems(rows);
        setId("tunnels");
        setFixedCellSize(ROW_HEIGHT);
        getStyleClass().addAll(Tweaks.EDGE_TO_EDGE, Styles.DENSE, "two-line-table");
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        getColumns()
                .setAll(List.of(
                        column("State", 137, BY_HEALTH, TunnelTable::state),
                        column("Tunnel", 172, by(TunnelRow::title), TunnelTable::name),
                        column(
                                "Peer",
                                133,
                                by(r -> r.tunnel().peer()),
                                r -> lines(r.tunnel().peer(), mode(r))),
                        column("Algorithms", 127, by(TunnelRow::algorithms), TunnelTable::algorithms),
                        flow("In", TunnelRow::in),
                        flow("Out", TunnelRow::out),
                        column(
                                "SPIs",
                                116,
                                by(TunnelTable::spis),
                                r -> lines(
                                        spi(r.tunnel().inbound()),
                                        spi(r.tunnel().outbound()))),
                        column("Rekey", 118, Comparator.comparing(TunnelTable::soonest), TunnelTable::times)));
        setRowFactory(_ -> new Row());
        setSortPolicy(_ -> {
            Platform.runLater(() -> sort.accept(wanted())); // not while the table is still busy with the click
            return true;
        });
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            var row = getSelectionModel().getSelectedItem();
            if (COPY.match(e) && row != null) {
                Copy.text(plain(row));
                e.consume();
            }
        });
    }

    /** Shows other rows; {@code of} is how many there are without the filter, for the height that the table may take. */
    void show(List<TunnelRow> fresh, int of) {
        rows.show(fresh);
        setMaxHeight(of > 6 ? Double.MAX_VALUE : HEADER_HEIGHT + Math.max(1, of) * ROW_HEIGHT);
    }

    private @Nullable Comparator<TunnelRow> wanted() {
        Comparator<TunnelRow> all = null;
        for (var column : getSortOrder()) {
            Comparator<TunnelRow> one = orders.get(column);
            if (one != null) {
                Comparator<TunnelRow> turned =
                        column.getSortType() == TableColumn.SortType.DESCENDING ? one.reversed() : one;
                all = all == null ? turned : all.thenComparing(turned);
            }
        }
        return all;
    }

    private static Comparator<TunnelRow> by(Function<TunnelRow, String> words) {
        return Comparator.comparing(words);
    }

    /** What is broken stands first when sorted by state. */
    private static int rank(TunnelRow row) {
        return switch (row.health()) {
            case FAIL -> 0;
            case WARN -> 1;
            default -> 2;
        };
    }

    private static TwoLineCell.Lines lines(String first, String second) {
        return new TwoLineCell.Lines(first.isEmpty() ? "–" : first, second);
    }

    private static TwoLineCell.Lines state(TunnelRow row) {
        return new TwoLineCell.Lines(
                row.state(),
                row.remark(),
                row.health(),
                !row.tunnel().troubles().isEmpty(),
                Sparkline.Curve.NONE);
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

    private static String mode(TunnelRow row) {
        boolean udp = Stream.concat(row.tunnel().inbound().stream(), row.tunnel().outbound().stream())
                .limit(2)
                .anyMatch(s -> s.encap().isPresent());
        return row.tunnel().mode() + (udp ? ", NAT-T" : "");
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
        return TunnelRow.newest(states).map(State::spiText).orElse("–");
    }

    private static LocalDateTime soonest(TunnelRow row) {
        return row.rekeysAt().or(row::endsAt).orElse(LocalDateTime.MAX);
    }

    private static TwoLineCell.Lines times(TunnelRow row) {
        return lines(row.rekeying(), row.expiry().isEmpty() ? "" : "ends " + row.expiry());
    }

    /** Bytes above packets, or above the rate as soon as there is one; behind them the curve of the rates. */
    private static TwoLineCell.Lines lines(Flow flow) {
        Rates rates = flow.rates();
        var rate = rates.latest();
        return new TwoLineCell.Lines(
                flow.bytes().map(Quantity::bytes).orElse("–"),
                rate.isPresent()
                        ? Quantity.rate(rate.getAsDouble())
                        : flow.packets().map(p -> Quantity.count(p) + " pkts").orElse(""),
                null,
                false,
                new Sparkline.Curve(rates.size(), Rates.MOST, rates::get));
    }

    private TableColumn<TunnelRow, TunnelRow> column(
            String title, double width, Comparator<TunnelRow> order, Function<TunnelRow, TwoLineCell.Lines> lines) {
        return column(title, width, order, lines, false);
    }

    private TableColumn<TunnelRow, TunnelRow> column(
            String title,
            double width,
            Comparator<TunnelRow> order,
            Function<TunnelRow, TwoLineCell.Lines> lines,
            boolean right) {
        var column = new TableColumn<TunnelRow, TunnelRow>(title);
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue()));
        column.setCellFactory(_ -> new TwoLineCell<>(lines, right));
        column.setPrefWidth(width);
        column.setMinWidth(width * 0.88);
        orders.put(column, order);
        return column;
    }

    private TableColumn<TunnelRow, TunnelRow> flow(String title, Function<TunnelRow, Flow> flow) {
        Comparator<TunnelRow> order =
                Comparator.comparing(r -> flow.apply(r).bytes().orElse(-1L));
        var column = column(title, 98, order, r -> lines(flow.apply(r)), true);
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
        private static final int MOST_TROUBLES = 12;
        private final Tooltip tip = new Tooltip();

        Row() {
            tip.setWrapText(true);
            tip.setMaxWidth(600);
            tip.setOnShowing(_ -> tip.setText(getItem() == null ? "" : words(getItem()))); // not before somebody looks
        }

        @Override
        protected void updateItem(@Nullable TunnelRow row, boolean empty) {
            super.updateItem(row, empty);
            setTooltip(row == null || empty ? null : tip);
        }

        private static String words(TunnelRow row) {
            var lines = new ArrayList<>(List.of(row.name(), row.selectors(), row.algorithms(), sas(row)));
            row.tunnel().troubles().stream().limit(MOST_TROUBLES).forEach(lines::add);
            return lines.stream().filter(l -> !l.isEmpty()).collect(Collectors.joining("\n"));
        }

        private static String sas(TunnelRow row) {
            return row.tunnel().inbound().size() + " inbound, "
                    + row.tunnel().outbound().size() + " outbound SAs";
        }
    }
}
