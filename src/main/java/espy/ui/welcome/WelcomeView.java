package espy.ui.welcome;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import espy.ui.Backend;
import espy.ui.part.Searchable;
import espy.ui.part.Words;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Which gateway? Type it, take one from a list, open a snapshot, or try the demo. */
public final class WelcomeView extends StackPane implements Searchable {
    private final Consumer<String> connect;
    private final TextField target = new TextField();

    /** The screen of a model. {@code connect} is told the target. */
    public WelcomeView(WelcomeModel model, Consumer<String> connect) {
        this.connect = connect;
        setId("welcome-screen");
        getStyleClass().add("welcome");
        var lists = new HBox(24);
        VBox.setVgrow(lists, Priority.ALWAYS);
        var page = new VBox(
                20,
                new VBox(
                        4,
                        Words.text("Which gateway has trouble?", "welcome-title"),
                        Words.muted(
                                "Espy logs in over SSH, only looks, and says which of the many possible things is wrong."
                                        + " Nothing is changed on the gateway.")),
                typing(),
                lists);
        page.setMaxWidth(860);
        page.getStyleClass().add("welcome-page");
        setAlignment(Pos.TOP_CENTER);
        getChildren().add(page);
        model.choices().subscribe(c -> lists.getChildren().setAll(gateways(c), demo(c.scenarios())));
    }

    @Override
    public void find() {
        target.requestFocus();
        target.selectAll();
    }

    private Node typing() {
        target.setId("target");
        target.setPromptText("root@gateway, a name from ~/.ssh/config, local, or a snapshot");
        target.setOnAction(_ -> connect.accept(target.getText()));
        target.getStyleClass().add(Styles.LARGE);
        HBox.setHgrow(target, Priority.ALWAYS);
        var go = new Button("Connect");
        go.setId("connect");
        go.getStyleClass().addAll(Styles.ACCENT, Styles.LARGE);
        go.setMinWidth(Button.USE_PREF_SIZE);
        go.setOnAction(_ -> connect.accept(target.getText()));
        go.disableProperty().bind(target.textProperty().map(String::isBlank));
        return new HBox(8, target, go);
    }

    private Node gateways(WelcomeModel.Choices choices) {
        var box = column("Gateways");
        if (choices.saved().isEmpty() && choices.sshHosts().isEmpty()) {
            box.getChildren()
                    .add(Words.muted(
                            "None yet. Those you connect to, and the hosts of ~/.ssh/config, will stand here."));
        } else {
            var all = new ArrayList<Choice>();
            choices.saved().forEach(s -> all.add(new Choice(s, "used before")));
            choices.sshHosts().stream()
                    .filter(h -> !choices.saved().contains(h))
                    .forEach(h -> all.add(new Choice(h, "from ~/.ssh/config")));
            box.getChildren().add(list("gateways", all, MaterialDesignS.SERVER_NETWORK));
        }
        var open = new Button("Open snapshot …", new FontIcon(MaterialDesignF.FOLDER_OPEN_OUTLINE));
        open.setId("open-snapshot");
        open.setOnAction(_ -> openSnapshot());
        box.getChildren().add(open);
        return box;
    }

    private Node demo(List<Backend.Scenario> scenarios) {
        var box = column("Try the demo");
        box.getChildren()
                .add(Words.muted(
                        "Gateways inside Espy with known faults, reached over real SSH. Nothing leaves this machine."));
        var all = scenarios.stream()
                .map(s -> new Choice("demo:" + s.name(), s.summary()))
                .toList();
        box.getChildren().add(list("scenarios", all, MaterialDesignP.PLAY_CIRCLE_OUTLINE));
        return box;
    }

    private static VBox column(String title) {
        var box = new VBox(10, Words.text(title, "column-title"));
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setPrefWidth(400);
        box.setMinWidth(0);
        return box;
    }

    private void openSnapshot() {
        var chooser = new FileChooser();
        chooser.setTitle("Open a snapshot");
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter("Snapshots", "*.zip"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            connect.accept(file.getAbsolutePath());
        }
    }

    private record Choice(String target, String words) {
        String title() {
            return target.startsWith("demo:") ? target.substring("demo:".length()) : target;
        }
    }

    private ListView<Choice> list(String id, List<Choice> choices, Ikon symbol) {
        var list = new ListView<Choice>();
        list.setId(id);
        list.getItems().setAll(choices);
        list.getStyleClass().addAll(Styles.BORDERED, Tweaks.EDGE_TO_EDGE, "choices");
        list.setCellFactory(_ -> new ChoiceCell(symbol));
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                take(list.getSelectionModel().getSelectedItem());
            }
        });
        return list;
    }

    private void take(@Nullable Choice choice) {
        if (choice != null) {
            connect.accept(choice.target());
        }
    }

    /** A click connects; arrows and Enter do too. */
    private final class ChoiceCell extends ListCell<Choice> {
        private final Ikon symbol;

        ChoiceCell(Ikon symbol) {
            this.symbol = symbol;
            setPrefWidth(0);
            setOnMouseClicked(_ -> {
                if (!isEmpty()) {
                    take(getItem());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Choice choice, boolean empty) {
            super.updateItem(choice, empty);
            if (choice == null || empty) {
                setGraphic(null);
                return;
            }
            var words = new VBox(1, Words.text(choice.title(), "choice-title"));
            if (!choice.words().isEmpty()) {
                var below = Words.text(choice.words(), Styles.TEXT_SMALL, Styles.TEXT_MUTED);
                below.prefWidthProperty().bind(getListView().widthProperty().subtract(80));
                below.maxWidthProperty().bind(below.prefWidthProperty());
                words.getChildren().add(below);
            }
            var row = new HBox(10, new FontIcon(symbol), words);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
