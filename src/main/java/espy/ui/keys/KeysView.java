package espy.ui.keys;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import espy.ui.part.CodeBlock;
import espy.ui.part.Copy;
import espy.ui.part.EmptyState;
import espy.ui.part.Words;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;

/** The Keys screen: Wireshark's table esp_sa row by row, what could not be written, and how to use it. */
public final class KeysView extends BorderPane {
    private static final int MOST_SENTENCES = 50;
    private static final double ROW_HEIGHT = 32;

    private final KeysModel model;
    private final Executor window;
    private final TableView<KeysPage.Row> table = new TableView<>();
    private final Label result = Words.text("");
    private final Label summary = new Label();
    private final HBox bar;
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
        bar = bar();
        model.page().subscribe(p -> p.ifPresent(this::fill));
    }

    private void table() {
        table.setId("keys");
        table.setFixedCellSize(ROW_HEIGHT);
        table.getStyleClass().addAll(Styles.BORDERED, Styles.DENSE, "keys-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        column("From", 112, KeysPage.Row::src, false),
                        column("To", 112, KeysPage.Row::dst, false),
                        column("SPI", 92, KeysPage.Row::spi, false),
                        column("Encryption", 262, KeysPage.Row::encryption, false),
                        column("Key", 130, KeysPage.Row::encryptionKey, true),
                        column("Authentication", 212, KeysPage.Row::authentication, false),
                        column("Key", 130, KeysPage.Row::authenticationKey, true)));
        model.shown().subscribe(on -> {
            table.refresh();
            showClear(on);
        });
    }

    private TableColumn<KeysPage.Row, String> column(
            String title, double width, Function<KeysPage.Row, String> value, boolean key) {
        var column = new TableColumn<KeysPage.Row, String>(title);
        column.setCellValueFactory(c -> new SimpleObjectProperty<>(value.apply(c.getValue())));
        column.setCellFactory(_ -> new Cell(key));
        column.setPrefWidth(width);
        column.setMinWidth(key ? 84 : Math.min(width, 108));
        column.setSortable(false); // the order of the rows means something: the first that fits wins
        return column;
    }

    private final class Cell extends TableCell<KeysPage.Row, String> {
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
        table.getItems().setAll(page.rows());
        var below = new VBox(16);
        if (page.rows().isEmpty()) {
            below.getChildren().add(new EmptyState(MaterialDesignK.KEY_VARIANT, page.title(), page.text()));
        } else {
            table.setPrefHeight(ROW_HEIGHT * (Math.min(page.rows().size(), 10) + 1) + 8);
            table.setMinHeight(Math.min(table.getPrefHeight(), ROW_HEIGHT * 4));
            below.getChildren().addAll(table, result, clear);
            showClear(model.shown().get());
        }
        sentences("Not in the table", page.table().cannot()).ifPresent(below.getChildren()::add);
        sentences("Good to know", page.table().remarks()).ifPresent(below.getChildren()::add);
        if (!page.rows().isEmpty()) {
            below.getChildren().add(howTo());
        }
        below.getStyleClass().add("detail");
        var scroll = new ScrollPane(below);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add(Tweaks.EDGE_TO_EDGE);
        summary.setText(page.summary());
        setTop(page.rows().isEmpty() ? null : bar);
        setCenter(scroll);
    }

    /** The file as it would be written, once the person wants to see keys. */
    private void showClear(boolean on) {
        clear.getChildren().clear();
        clear.setManaged(on);
        if (on) {
            model.page().get().ifPresent(p -> clear.getChildren()
                    .add(new CodeBlock(p.table().rows(), false)));
        }
    }

    private HBox bar() {
        summary.setId("keys-summary");
        summary.setMinWidth(0);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var show = new ToggleButton("Show keys", new FontIcon(MaterialDesignE.EYE_OUTLINE));
        show.setId("show-keys");
        show.setOnAction(_ -> model.toggleKeys());
        show.setMinWidth(Region.USE_PREF_SIZE);
        model.shown().subscribe(on -> {
            show.setSelected(on);
            show.setText(on ? "Hide keys" : "Show keys");
        });
        var copy = new Button("Copy", new FontIcon(MaterialDesignC.CONTENT_COPY));
        copy.setId("copy-keys");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(_ -> Copy.text(model.copied()));
        var save = new Button("Save as esp_sa …", new FontIcon(MaterialDesignF.FILE_KEY_OUTLINE));
        save.setId("save-keys");
        save.setMnemonicParsing(false);
        save.getStyleClass().add(Styles.ACCENT);
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(_ -> save());
        var row = new HBox(8, summary, gap, show, copy, save);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("screen-bar");
        return row;
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
                Words.text(
                        "1.  Save the table as esp_sa into a profile's folder: Help → About Wireshark → Folders → Personal configuration."
                                + " It takes the place of a table that is there."),
                Words.text(
                        "2.  Edit → Preferences → Protocols → ESP: tick “Attempt to detect/decode encrypted ESP payloads” and"
                                + " “Attempt to Check ESP Authentication”."),
                Words.text(
                        "3.  Open or reload the capture (Ctrl+R). Packets of SAs that were rekeyed since need the keys of that time."),
                Words.muted(
                        "Who holds these keys can read the tunnel's traffic of these SAs. Delete the file when you are done."));
    }
}
