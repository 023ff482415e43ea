package espy.ui.tunnels;

import espy.checklist.Verdict;
import espy.ui.part.CodeBlock;
import espy.ui.part.Quantity;
import espy.ui.part.VerdictMark;
import espy.ui.part.Words;
import espy.xfrm.Policy;
import espy.xfrm.State;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Everything about one tunnel: what does not fit, then what belongs to the way in on the left and to the way out on the right. */
final class TunnelDetail extends VBox {
    private static final int MOST = 6;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    TunnelDetail(TunnelRow row) {
        getStyleClass().add("detail");
        var title = Words.text(row.title(), "detail-title");
        title.setId("tunnel-title");
        getChildren().add(new VBox(4, title, Words.muted(ends(row))));
        if (!row.tunnel().troubles().isEmpty()) {
            getChildren().add(problems(row.tunnel().troubles()));
        }
        var t = row.tunnel();
        getChildren()
                .add(columns(
                        side(row, "Inbound", t.inbound(), policies(t.policies(), false)),
                        side(row, "Outbound", t.outbound(), policies(t.policies(), true))));
        if (!t.larval().isEmpty()) {
            getChildren()
                    .add(section(
                            "Still being negotiated",
                            blocks(t.larval().stream().map(State::lines).toList())));
        }
    }

    private static String ends(TunnelRow row) {
        var t = row.tunnel();
        var words = new ArrayList<String>();
        if (!row.name().isEmpty()) {
            words.add(row.selectors());
        }
        if (!t.local().isEmpty() || !t.peer().isEmpty()) {
            words.add("from " + orAny(t.local()) + " to " + orAny(t.peer()));
        }
        Stream.of(t.mode().isEmpty() ? "" : t.mode() + " mode", t.reqid() > 0 ? "reqid " + t.reqid() : "")
                .filter(w -> !w.isEmpty())
                .forEach(words::add);
        t.mark().ifPresent(m -> words.add("mark " + m));
        t.ifId().ifPresent(i -> words.add("if_id 0x%x".formatted(i)));
        return String.join(" · ", words);
    }

    private static String orAny(String address) {
        return address.isEmpty() ? "any address" : address;
    }

    private static Node problems(List<String> troubles) {
        var box = new VBox(6, Words.heading("What does not fit together"));
        box.setId("tunnel-problems");
        for (String trouble : troubles) {
            var words = Words.text(trouble);
            HBox.setHgrow(words, Priority.ALWAYS);
            var line = new HBox(8, VerdictMark.icon(Verdict.WARN), words);
            line.setAlignment(Pos.TOP_LEFT);
            box.getChildren().add(line);
        }
        return box;
    }

    private static Node columns(Node left, Node right) {
        var grid = new GridPane(20, 0);
        var half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().setAll(half, half);
        grid.addRow(0, left, right);
        GridPane.setValignment(left, VPos.TOP);
        GridPane.setValignment(right, VPos.TOP);
        return grid;
    }

    private static Node side(TunnelRow row, String name, List<State> states, List<Policy> policies) {
        var box = new VBox(16);
        box.setMinWidth(0);
        box.setAlignment(Pos.TOP_LEFT);
        if (states.isEmpty()) {
            box.getChildren().add(section(name + " SA", Words.muted("None.")));
        }
        for (State s : states.reversed().subList(0, Math.min(MOST, states.size()))) { // the newest is printed last
            box.getChildren()
                    .add(section(
                            name + " SA " + s.spiText(), new VBox(8, facts(row, s), new CodeBlock(s.lines(), false))));
        }
        if (states.size() > MOST) {
            box.getChildren().add(Words.muted("… and " + (states.size() - MOST) + " more SAs."));
        }
        for (Policy p : policies.subList(0, Math.min(MOST, policies.size()))) {
            box.getChildren().add(section("Policy " + p.dir(), new CodeBlock(p.lines(), false)));
        }
        if (policies.isEmpty()) {
            box.getChildren().add(section(name + " policy", Words.muted("None.")));
        } else if (policies.size() > MOST) {
            box.getChildren().add(Words.muted("… and " + (policies.size() - MOST) + " more policies."));
        }
        return box;
    }

    private static List<Policy> policies(List<Policy> all, boolean out) {
        return all.stream().filter(p -> p.dir().equals("out") == out).toList();
    }

    private static Node blocks(List<List<String>> blocks) {
        var box = new VBox(8);
        blocks.stream().limit(MOST).forEach(b -> box.getChildren().add(new CodeBlock(b, false)));
        return box;
    }

    private static VBox section(String name, Node body) {
        var box = new VBox(4, Words.heading(name), body);
        box.setMinWidth(0);
        return box;
    }

    private static Node facts(TunnelRow row, State s) {
        var grid = new GridPane(12, 2);
        fact(grid, "Algorithms", Optional.of(AlgorithmNames.of(s)));
        fact(grid, "Traffic", traffic(s));
        fact(grid, "In UDP", s.encap().map(e -> "port " + e.sport() + " to " + e.dport() + " (" + e.type() + ")"));
        fact(grid, "Replay window", s.window().map(w -> w == 0 ? "off" : w + " packets"));
        fact(
                grid,
                "Refused",
                s.drops()
                        .filter(d -> d.failed() + d.replayed() + d.tooOld() > 0)
                        .map(TunnelDetail::refused));
        fact(grid, "Added", s.added());
        fact(grid, "Last used", s.lastUsed());
        fact(
                grid,
                "Rekeying",
                GatewayClock.rekeying(s).map(t -> TunnelRow.ends(t, row.clock()) + " (" + TIME.format(t) + ")"));
        fact(
                grid,
                "Expires",
                GatewayClock.expiry(s).map(t -> TunnelRow.ends(t, row.clock()) + " (" + TIME.format(t) + ")"));
        return grid;
    }

    private static String refused(espy.xfrm.Drops d) {
        return d.failed() + " failed the integrity check, " + d.replayed() + " came twice, " + d.tooOld() + " too late";
    }

    private static Optional<String> traffic(State s) {
        return s.bytes()
                .map(b -> Quantity.bytes(b)
                        + s.packets().map(p -> ", " + Quantity.packets(p)).orElse(""));
    }

    private static void fact(GridPane grid, String name, Optional<String> value) {
        value.filter(v -> !v.isEmpty()).ifPresent(v -> {
            var label = new Label(name);
            label.setMinWidth(USE_PREF_SIZE);
            label.getStyleClass().add("fact-name");
            GridPane.setValignment(label, VPos.TOP);
            var words = Words.text(v);
            GridPane.setHgrow(words, Priority.ALWAYS);
            grid.addRow(grid.getRowCount(), label, words);
        });
    }
}
