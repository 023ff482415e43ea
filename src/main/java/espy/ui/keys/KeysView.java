package espy.ui.keys;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import espy.ui.part.CodeBlock;
import espy.ui.part.Copy;
import espy.ui.part.EmptyState;
import espy.ui.part.Words;
import espy.wireshark.EspRow;
import espy.wireshark.Profile;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;

/** The Keys screen: Wireshark's table esp_sa row by row, what could not be written, and how to use it. */
public final class KeysView extends BorderPane {
    private static final int MOST_SENTENCES = 50;
    private static final int MOST_LINES = 40;
    private static final double ROW_HEIGHT = 32;

    private final KeysModel model;
    private final Executor window;
    private final TableView<EspRow> table = new TableView<>();
    private final Label result = Words.text("");
    private final Label summary = new Label();
    /** Whether there is no row. */
    private final BooleanProperty empty = new SimpleBooleanProperty(true);

    private final VBox clear = new VBox();

    /** The screen of a model. {@code window}: its thread. */
    public KeysView(KeysModel model, Executor window) {
        this.model = model;
        this.window = window;
        setId("keys-screen");
        table();
        result.setId("keys-result");
        result.textProperty().bind(model.result());
        result.managedProperty().bind(result.textProperty().isNotEmpty());
        setTop(bar());
        model.page().subscribe(p -> p.ifPresent(this::fill));
    }

    private void table() {
        table.setId("keys");
        table.setFixedCellSize(ROW_HEIGHT);
        table.getStyleClass().addAll(Styles.BORDERED, Styles.DENSE, "keys-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        column("From", 112, EspRow::src, false),
                        column("To", 112, EspRow::dst, false),
                        column("SPI", 102, EspRow::spi, false),
                        column("Encryption", 262, EspRow::encryption, false),
                        column("Key", 130, EspRow::encryptionKey, true),
                        column("Authentication", 212, EspRow::authentication, false),
                        column("Key", 130, EspRow::authenticationKey, true)));
        model.shown().subscribe(on -> {
            table.refresh();
            showClear(on);
        });
    }

    private TableColumn<EspRow, String> column(
            String title, double width, Function<EspRow, String> value, boolean key) {
        var column = new TableColumn<EspRow, String>(title);
        column.setCellValueFactory(c -> new SimpleObjectProperty<>(value.apply(c.getValue())));
        column.setCellFactory(_ -> new Cell(key));
        column.setPrefWidth(width);
        column.setMinWidth(key ? 84 : Math.min(width, 108));
        column.setSortable(false); // the order of the rows means something: the first that fits wins
        return column;
    }

    private final class Cell extends TableCell<EspRow, String> {
        private final boolean key;

        Cell(boolean key) {
            this.key = key;
            if (key) {
                getStyleClass().add("key-cell");
            }
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(item == null || empty ? "" : key ? model.visible(item) : item);
        }
    }

    private void fill(KeysPage page) {
        boolean none = page.table().rows().isEmpty();
        table.getItems().setAll(page.table().rows());
        var below = new VBox(16);
        if (none) {
            below.getChildren().add(new EmptyState(MaterialDesignK.KEY_VARIANT, page.title(), page.text()));
        } else {
            table.setPrefHeight(ROW_HEIGHT * (Math.min(page.table().rows().size(), 10) + 1) + 8);
            table.setMinHeight(Math.min(table.getPrefHeight(), ROW_HEIGHT * 4));
            below.getChildren().addAll(table, clear);
            showClear(model.shown().get());
        }
        sentences("Not in the table", page.table().cannot()).ifPresent(below.getChildren()::add);
        sentences("Good to know", page.table().remarks()).ifPresent(below.getChildren()::add);
        if (!none) {
            below.getChildren().add(howTo());
        }
        below.getStyleClass().add("detail");
        var scroll = new ScrollPane(below);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
        summary.setText(page.summary());
        empty.set(none);
        setCenter(scroll);
        model.findProfiles(window);
    }

    /** The file as it would be written, once the person wants to see keys; of a long one the table above is enough. */
    private void showClear(boolean on) {
        clear.getChildren().clear();
        var lines = model.page().get().map(p -> p.table().rows()).orElse(List.of());
        boolean visible = on && lines.size() <= MOST_LINES;
        clear.setManaged(visible);
        if (visible) {
            clear.getChildren()
                    .add(new CodeBlock(lines.stream().map(EspRow::line).toList(), false));
        }
    }

    /** What is there and what to do with it; below, the profile that it can go into; below, what became of it. */
    private VBox bar() {
        summary.setId("keys-summary");
        summary.setMinWidth(0);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var show = new ToggleButton("Show keys", new FontIcon(MaterialDesignE.EYE_OUTLINE));
        show.setId("show-keys");
        show.setOnAction(_ -> model.toggleKeys());
        show.setMinWidth(Region.USE_PREF_SIZE);
        show.disableProperty().bind(empty);
        model.shown().subscribe(on -> {
            show.setSelected(on);
            show.setText(on ? "Hide keys" : "Show keys");
        });
        var copy = button("copy-keys", "Copy", MaterialDesignC.CONTENT_COPY, () -> Copy.text(model.copied()));
        var save = button("save-keys", "Save as esp_sa …", MaterialDesignF.FILE_KEY_OUTLINE, this::save);
        copy.disableProperty().bind(empty);
        save.disableProperty().bind(empty.or(model.busy()));
        var first = new HBox(8, summary, gap, show, copy, save);
        first.setAlignment(Pos.CENTER_LEFT);
        var bar = new VBox(8, first, profile(), result);
        bar.getStyleClass().add("screen-bar");
        return bar;
    }

    private HBox profile() {
        var label = new Label("_Wireshark profile");
        label.setMnemonicParsing(true);
        label.setMinWidth(Region.USE_PREF_SIZE);
        var choice = new ComboBox<String>(model.profiles());
        choice.setId("profile");
        choice.setEditable(true);
        choice.setPrefWidth(180);
        choice.setMinWidth(120);
        choice.getEditor().textProperty().bindBidirectional(model.profile());
        label.setLabelFor(choice);
        var install = button("install-keys", "Install", MaterialDesignD.DOWNLOAD, () -> model.install(window));
        install.getStyleClass().add(Styles.ACCENT);
        var remove = button("remove-keys", "Remove", MaterialDesignD.DELETE_OUTLINE, () -> model.remove(window));
        remove.setTooltip(new Tooltip("Take out of the profile what Espy has put in, and nothing else"));
        var wrong = Bindings.createBooleanBinding(
                () -> Profile.objection(model.profile().get()).isPresent(), model.profile());
        install.disableProperty().bind(empty.or(model.busy()).or(wrong));
        remove.disableProperty().bind(model.busy().or(wrong));
        var about = Words.muted("");
        about.setId("profile-about");
        about.setMinWidth(0);
        HBox.setHgrow(about, Priority.ALWAYS);
        about.textProperty().bind(Bindings.createStringBinding(model::aboutProfile, model.profile(), model.profiles()));
        var row = new HBox(8, label, choice, install, remove, about);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button button(String id, String text, Ikon icon, Runnable action) {
        var button = new Button(text, new FontIcon(icon));
        button.setId(id);
        button.setMnemonicParsing(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void save() {
        var chooser = new FileChooser();
        chooser.setTitle("Save Wireshark's table of ESP keys");
        chooser.setInitialFileName("esp_sa");
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            model.save(file.toPath(), window);
        }
    }

    private static Optional<Node> sentences(String title, List<String> sentences) {
        if (sentences.isEmpty()) {
            return Optional.empty();
        }
        var box = new VBox(4, Words.heading(title));
        sentences.stream().limit(MOST_SENTENCES).forEach(s -> box.getChildren().add(Words.text("•  " + s)));
        if (sentences.size() > MOST_SENTENCES) {
            box.getChildren().add(Words.muted("… and " + (sentences.size() - MOST_SENTENCES) + " more."));
        }
        return Optional.of(box);
    }

    private static Node howTo() {
        return new VBox(
                4,
                Words.heading("How to use it in Wireshark"),
                Words.text("1.  Install puts these rows into a profile, and turns on in it what decryption needs."
                        + " After a rekey, run again (F5) and install again."),
                Words.text("2.  Start Wireshark, choose the profile at the bottom right, and open the capture."
                        + " Packets of SAs that were rekeyed since need the keys of that time."),
                Words.text("3.  Remove takes Espy's rows out again and leaves every line of yours as it was."),
                Words.muted("Who holds these keys can read the tunnel's traffic of these SAs."));
    }
}
