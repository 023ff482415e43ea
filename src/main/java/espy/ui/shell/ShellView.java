package espy.ui.shell;

import atlantafx.base.theme.Styles;
import espy.ui.part.EmptyState;
import espy.ui.part.Searchable;
import espy.ui.part.Words;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The window's frame around the screens. */
public final class ShellView extends BorderPane {
    private static final KeyCombination THEME = KeyCombination.keyCombination("Shortcut+D");
    private static final KeyCombination RISE = KeyCombination.keyCombination("Shortcut+U");
    private static final KeyCombination OTHER_END = KeyCombination.keyCombination("Shortcut+E");
    private static final KeyCombination HOME = KeyCombination.keyCombination("Shortcut+G");
    private static final KeyCombination TARGET = KeyCombination.keyCombination("Shortcut+L");
    private static final KeyCombination FIND = KeyCombination.keyCombination("Shortcut+F");
    private static final String SLASH = "/";

    private final ShellModel<?> model;
    private final Map<Screen, Node> screens;
    private final Map<Screen, ToggleButton> buttons = new EnumMap<>(Screen.class);
    private final StackPane centre = new StackPane();
    private final Label status = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final VBox banner = new VBox();

    /** The frame around {@code screens}; those that are not in the map do not appear. */
    public ShellView(ShellModel<?> model, Map<Screen, Node> screens, Runnable toggleTheme) {
        this.model = model;
        this.screens = screens;
        getStyleClass().add("shell");
        setTop(new TopBar(model, toggleTheme));
        setLeft(navigation());
        setBottom(statusLine());
        var middle = new BorderPane(centre);
        middle.setTop(banner);
        setCenter(middle);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> shortcut(e, toggleTheme));
        model.phase().subscribe(_ -> refresh());
        model.screen().subscribe(_ -> refresh());
        model.frame().subscribe(_ -> refresh());
        model.progress().subscribe(_ -> refreshStatus());
    }

    private Node navigation() {
        var box = new VBox(2);
        box.getStyleClass().add("navigation");
        var group = new ToggleGroup();
        int number = 1;
        for (Screen screen : Screen.values()) {
            if (screens.containsKey(screen)) {
                var button = new ToggleButton(title(screen), new FontIcon(symbol(screen)));
                button.setId("go-" + title(screen).toLowerCase(Locale.ROOT));
                button.setToggleGroup(group);
                button.setContentDisplay(ContentDisplay.LEFT);
                button.setAlignment(Pos.CENTER_LEFT);
                button.setMaxWidth(Double.MAX_VALUE);
                button.getStyleClass().addAll(Styles.FLAT, "navigation-button");
                button.setTooltip(new Tooltip("Ctrl+" + number++));
                button.setOnAction(_ -> {
                    model.show(screen);
                    refresh(); // a second click must not leave the button up
                });
                buttons.put(screen, button);
                box.getChildren().add(button);
            }
        }
        return box;
    }

    private Node statusLine() {
        status.setId("status");
        status.setMinWidth(0);
        bar.setId("progress");
        bar.setPrefWidth(120);
        bar.getStyleClass().add(Styles.SMALL);
        HBox.setHgrow(status, Priority.ALWAYS);
        var line = new HBox(12, status, bar);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("status-line");
        return line;
    }

    private void shortcut(KeyEvent e, Runnable toggleTheme) {
        if (act(e, toggleTheme)) {
            e.consume();
        }
    }

    /** Whether the key meant something here. */
    private boolean act(KeyEvent e, Runnable toggleTheme) {
        if (e.getCode() == KeyCode.F5) {
            model.runAgain();
        } else if (e.getCode() == KeyCode.F6) {
            askToLookActively();
        } else if (OTHER_END.match(e)) {
            askForOtherEnd();
        } else if (e.getCode() == KeyCode.ESCAPE && model.phase().get() instanceof Phase.Looking) {
            model.cancel();
        } else if (RISE.match(e)) {
            model.becomeRoot();
        } else if (THEME.match(e)) {
            toggleTheme.run();
        } else if (HOME.match(e) || TARGET.match(e)) {
            model.show(Screen.WELCOME);
            return find();
        } else if (FIND.match(e) || (SLASH.equals(e.getText()) && !(e.getTarget() instanceof TextInputControl))) {
            return find();
        } else {
            return goTo(e);
        }
        return true;
    }

    /** Asks whether packets may be sent, and looks again with them; nothing happens without a gateway that answers now. */
    public void askToLookActively() {
        model.frame().get().filter(Frame::live).ifPresent(f -> ask(Wishes.active(f.gateway()), model::lookActively));
    }

    /** Asks for the gateway at the other end, and looks again at both; nothing happens without a gateway that answers now. */
    public void askForOtherEnd() {
        model.frame()
                .get()
                .filter(Frame::live)
                .ifPresent(f -> ask(Wishes.otherEnd(model.peer().get()), model::lookAtOtherEnd));
    }

    private <T> void ask(Dialog<T> dialog, Consumer<T> then) {
        dialog.initOwner(getScene().getWindow());
        dialog.getDialogPane().getStylesheets().addAll(getScene().getStylesheets());
        dialog.setOnHidden(_ -> {
            if (dialog.getResult() != null) {
                then.accept(dialog.getResult());
            }
        });
        dialog.show();
    }

    private boolean find() {
        if (!centre.getChildren().isEmpty() && centre.getChildren().getFirst() instanceof Searchable screen) {
            screen.find();
            return true;
        }
        return false;
    }

    private boolean goTo(KeyEvent e) {
        int number = 1;
        for (Screen screen : buttons.keySet()) {
            if (KeyCombination.keyCombination("Shortcut+" + number++).match(e)) {
                model.show(screen);
                return true;
            }
        }
        return false;
    }

    private void refresh() {
        Phase phase = model.phase().get();
        Screen wanted = model.screen().get();
        buttons.forEach((screen, button) -> {
            button.setDisable(phase instanceof Phase.Idle && screen != Screen.WELCOME);
            button.setSelected(screen == wanted);
        });
        boolean shown = model.frame().get().isPresent();
        Node screen = screens.get(wanted);
        if (screen != null && (wanted == Screen.WELCOME || shown)) {
            put(screen);
        } else {
            put(instead(phase));
        }
        banner.getChildren().clear();
        if (shown && wanted != Screen.WELCOME) {
            switch (phase) {
                case Phase.Failed failed -> banner.getChildren().add(bannerOf(failed.sentence()));
                case Phase.Cancelled _ ->
                    banner.getChildren().add(bannerOf("Cancelled. What stands below is from the run before."));
                case Phase.Idle _, Phase.Looking _, Phase.Done _ -> {}
            }
        }
        refreshStatus();
    }

    private void put(Node node) {
        if (!centre.getChildren().equals(List.of(node))) {
            centre.getChildren().setAll(node);
        }
    }

    private Node instead(Phase phase) {
        return switch (phase) {
            case Phase.Failed(String target, String sentence) -> failed("No look at " + target, sentence);
            case Phase.Cancelled(String target) ->
                failed("Cancelled", "The run at " + target + " was ended before it saw everything.");
            case Phase.Looking(String target) -> {
                var hint = Words.muted("");
                hint.setId("looking");
                hint.textProperty().bind(model.progress());
                yield new EmptyState(
                        MaterialDesignS.SERVER_NETWORK,
                        "Looking at " + target + " …",
                        "Espy only reads. Escape ends it.",
                        hint);
            }
            case Phase.Idle _, Phase.Done _ ->
                new EmptyState(
                        MaterialDesignS.SERVER_NETWORK, "No gateway yet", "Choose one first: Ctrl+G leads there.");
        };
    }

    private Node failed(String title, String sentence) {
        var again = againButton();
        var other = new Button("Another gateway");
        other.setOnAction(_ -> model.show(Screen.WELCOME));
        var row = new HBox(8, again, other);
        row.setAlignment(Pos.CENTER);
        var state = new EmptyState(MaterialDesignL.LAN_DISCONNECT, title, sentence, row);
        state.setId("failed");
        return state;
    }

    private Button againButton() {
        var again = new Button("Try again");
        again.setId("again");
        again.getStyleClass().add(Styles.ACCENT);
        again.setMinWidth(USE_PREF_SIZE);
        again.setOnAction(_ -> model.runAgain());
        return again;
    }

    private Node bannerOf(String sentence) {
        var words = Words.text(sentence);
        words.setId("banner");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        var row = new HBox(10, words, againButton());
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("banner");
        return row;
    }

    private void refreshStatus() {
        boolean busy = model.phase().get() instanceof Phase.Looking;
        bar.setVisible(busy);
        bar.setProgress(busy ? ProgressBar.INDETERMINATE_PROGRESS : 0); // an animation nobody sees costs time too
        String progress = model.progress().get();
        status.setText(
                !progress.isEmpty()
                        ? progress
                        : model.frame().get().map(Frame::status).orElse("Ready"));
    }

    private static String title(Screen screen) {
        return switch (screen) {
            case WELCOME -> "Gateway";
            case CHECK -> "Check";
            case TUNNELS -> "Tunnels";
            case KEYS -> "Keys";
        };
    }

    private static Ikon symbol(Screen screen) {
        return switch (screen) {
            case WELCOME -> MaterialDesignS.SERVER_NETWORK;
            case CHECK -> MaterialDesignC.CHECK_ALL;
            case TUNNELS -> MaterialDesignS.SWAP_HORIZONTAL;
            case KEYS -> MaterialDesignK.KEY_VARIANT;
        };
    }
}
