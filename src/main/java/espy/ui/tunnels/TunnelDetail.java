package espy.ui.tunnels;

import espy.checklist.Verdict;
import espy.ui.part.Chooser;
import espy.ui.part.CodeBlock;
import espy.ui.part.Quantity;
import espy.ui.part.VerdictMark;
import espy.ui.part.Words;
import espy.xfrm.Policy;
import espy.xfrm.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Everything about one tunnel: what does not fit, then SAs and policies, the way in on the left and the way out on the right, and below them
 * the raw text of what stands there.
 */
final class TunnelDetail extends VBox {
    private static final int MOST_TROUBLES = 40;

    private final TunnelRow row;
    private final List<Chooser<State>> states = new ArrayList<>();
    private boolean keys;

    /**
     * Of {@code row}.
     *
     * @param preferred SPIs of SAs that are shown first where there are many
     * @param controls  stand right of the title
     */
    TunnelDetail(TunnelRow row, boolean keys, Collection<String> preferred, Node... controls) {
        this.row = row;
        this.keys = keys;
        var t = row.tunnel();
        getStyleClass().add("detail");
        getChildren().add(head(controls));
        if (!t.troubles().isEmpty()) {
            getChildren().add(sentences("What does not fit together", "tunnel-problems", Verdict.WARN, t.troubles()));
        }
        if (!t.notes().isEmpty()) {
            getChildren().add(sentences("Good to know", "tunnel-notes", Verdict.SKIPPED, t.notes()));
        }
        var in = new VBox(16);
        var out = new VBox(16);
        var raw = new HalfAndHalf(new VBox(8), new VBox(8));
        side(in, "Inbound", t.inbound(), policies(t.policies(), false), preferred, raw.left);
        side(out, "Outbound", t.outbound(), policies(t.policies(), true), preferred, raw.right);
        if (!t.larval().isEmpty()) {
            sas(out, "Larval", t.larval(), preferred, block(raw.right));
        }
        getChildren().addAll(new HalfAndHalf(in, out), new VBox(4, Words.heading("Raw text"), raw));
    }

    /** Keys as dots or in clear. */
    void showKeys(boolean shown) {
        if (keys != shown) {
            keys = shown;
            states.forEach(Chooser::refresh);
        }
    }

    /** The SPIs of the SAs that stand there in full. */
    Set<String> spis() {
        var all = new HashSet<String>();
        states.forEach(c -> c.shown().get().forEach(s -> all.add(s.spiText())));
        return all;
    }

    private Node head(Node... controls) {
        var title = Words.text(row.title(), "detail-title");
        title.setId("tunnel-title");
        var words = new VBox(4, title, Words.muted(ends()));
        HBox.setHgrow(words, Priority.ALWAYS);
        var head = new HBox(8, words);
        head.getChildren().addAll(controls);
        head.setAlignment(Pos.TOP_LEFT);
        return head;
    }

    private String ends() {
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

    private static Node sentences(String title, String id, Verdict mark, List<String> all) {
        var box = new VBox(6, Words.heading(title));
        box.setId(id);
        for (String sentence : all.subList(0, Math.min(MOST_TROUBLES, all.size()))) {
            var words = Words.text(sentence);
            HBox.setHgrow(words, Priority.ALWAYS);
            var line = new HBox(8, VerdictMark.icon(mark), words);
            line.setAlignment(Pos.TOP_LEFT);
            box.getChildren().add(line);
        }
        if (all.size() > MOST_TROUBLES) {
            box.getChildren()
                    .add(Words.muted("… and " + (all.size() - MOST_TROUBLES) + " more; Copy gives all of them."));
        }
        return box;
    }

    private void side(
            VBox box, String name, List<State> sas, List<Policy> policies, Collection<String> preferred, VBox raw) {
        sas(box, name, TunnelRow.generations(sas), preferred, block(raw));
        if (policies.isEmpty()) {
            box.getChildren().add(section(name + " policy", Words.muted("None.")));
        } else {
            var chooser = new Chooser<>(
                    policies, 0, PolicyFacts::line, p -> section(PolicyFacts.title(p), grid(PolicyFacts.of(p))));
            if (policies.size() > Chooser.FEW) {
                counted(box, name.toLowerCase(Locale.ROOT) + " policies", policies.size());
            }
            box.getChildren().add(chooser);
            show(chooser, block(raw), Policy::lines);
        }
    }

    private void sas(VBox box, String name, List<State> sas, Collection<String> preferred, VBox raw) {
        if (sas.isEmpty()) {
            box.getChildren().add(section(name + " SA", Words.muted("None.")));
            return;
        }
        var chooser = new Chooser<>(
                sas,
                first(sas, preferred),
                s -> StateFacts.line(s, row.clock()),
                s -> section(
                        StateFacts.title(name, s, s.equals(sas.getFirst())),
                        grid(StateFacts.of(s, row.clock(), keys))));
        states.add(chooser);
        counted(box, name.toLowerCase(Locale.ROOT) + " SAs, the newest first", sas.size());
        box.getChildren().add(chooser);
        show(chooser, raw, State::lines);
    }

    private static int first(List<State> sas, Collection<String> preferred) {
        for (int i = 0; i < sas.size() && !preferred.isEmpty(); i++) {
            if (preferred.contains(sas.get(i).spiText())) {
                return i;
            }
        }
        return 0;
    }

    private static void counted(VBox box, String name, int number) {
        if (number > 1) {
            box.getChildren().add(Words.muted(Quantity.count(number) + " " + name));
        }
    }

    private static VBox block(VBox raw) {
        var block = new VBox(8);
        raw.getChildren().add(block);
        return block;
    }

    /** Keeps the raw text to what stands above it. */
    private static <T> void show(Chooser<T> chooser, VBox raw, Function<T, List<String>> lines) {
        chooser.shown().subscribe(some -> raw.getChildren()
                .setAll(some.stream()
                        .map(t -> new CodeBlock(lines.apply(t), false))
                        .toList()));
    }

    private static List<Policy> policies(List<Policy> all, boolean out) {
        return all.stream().filter(p -> p.dir().equals("out") == out).toList();
    }

    private static VBox section(String name, Node body) {
        var box = new VBox(4, Words.heading(name), body);
        box.setMinWidth(0);
        return box;
    }

    private static Node grid(List<Fact> facts) {
        var grid = new GridPane(12, 2);
        grid.getColumnConstraints().setAll(new ColumnConstraints(112), new ColumnConstraints());
        for (Fact fact : facts) {
            var name = new Label(fact.name());
            name.getStyleClass().add("fact-name");
            GridPane.setValignment(name, VPos.TOP);
            var words = Words.text(fact.value());
            GridPane.setHgrow(words, Priority.ALWAYS);
            grid.addRow(grid.getRowCount(), name, words);
        }
        return grid;
    }

    /** Two columns of the same width. */
    private static final class HalfAndHalf extends GridPane {
        final VBox left;
        final VBox right;

        HalfAndHalf(VBox left, VBox right) {
            super(20, 0);
            this.left = left;
            this.right = right;
            var half = new ColumnConstraints();
            half.setPercentWidth(50);
            getColumnConstraints().setAll(half, half);
            addRow(0, left, right);
            for (Region side : List.of(left, right)) {
                side.setMinWidth(0);
                GridPane.setValignment(side, VPos.TOP);
            }
        }
    }
}
