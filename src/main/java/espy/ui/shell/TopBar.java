package espy.ui.shell;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Gateway, access, tunnel, run, cancel. */
final class TopBar extends HBox {
    private final ShellModel<?> model;
    private final Label gateway = new Label();
    private final Label dot = new Label("●");
    private final Label access = new Label();
    private final Hyperlink rise = new Hyperlink("Become root …");
    private final Label tunnelLabel = new Label("tunnel");
    private final ComboBox<String> tunnels = new ComboBox<>();
    private final Button run = new Button("Run (F5)", new FontIcon(MaterialDesignP.PLAY));
    private final Button cancel = new Button("Cancel (Esc)", new FontIcon(MaterialDesignS.STOP));
    private boolean filling;

    TopBar(ShellModel<?> model, Runnable toggleTheme) {
        this.model = model;
        getStyleClass().add("top-bar");
        setAlignment(Pos.CENTER_LEFT);
        var name = new Label("Espy");
        name.getStyleClass().add("app-name");
        gateway.setId("gateway");
        gateway.getStyleClass().add("gateway-name");
        dot.getStyleClass().add("access-dot");
        access.setId("access");
        access.setMinWidth(USE_PREF_SIZE);
        rise.setId("become-root");
        rise.setMinWidth(USE_PREF_SIZE);
        rise.setTooltip(new Tooltip("Look again with sudo; its password is asked for (Ctrl+U)"));
        rise.setOnAction(_ -> model.becomeRoot());
        tunnelLabel.getStyleClass().add(Styles.TEXT_MUTED);
        tunnelLabel.setMinWidth(USE_PREF_SIZE);
        tunnels.setId("tunnel");
        tunnels.setPrefWidth(300);
        tunnels.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (!filling && chosen != null) {
                model.chooseTunnel(chosen);
            }
        });
        run.setId("run");
        run.getStyleClass().add(Styles.ACCENT);
        run.setMinWidth(USE_PREF_SIZE);
        run.setOnAction(_ -> model.runAgain());
        cancel.setId("cancel");
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(_ -> model.cancel());
        var theme = icon("theme", MaterialDesignT.THEME_LIGHT_DARK, "Light or dark (Ctrl+D)");
        theme.setOnAction(_ -> toggleTheme.run());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().setAll(name, gateway, dot, access, rise, tunnelLabel, tunnels, gap, run, cancel, theme);
        model.phase().subscribe(_ -> refresh());
        model.frame().subscribe(_ -> refresh());
    }

    private static Button icon(String id, Ikon symbol, String words) {
        var button = new Button("", new FontIcon(symbol));
        button.setId(id);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private void refresh() {
        Phase phase = model.phase().get();
        Optional<Frame> frame = model.frame().get();
        boolean busy = phase instanceof Phase.Looking;
        gateway.setText(frame.map(Frame::gateway).orElse(phase.target()));
        show(gateway, !(phase instanceof Phase.Idle));
        show(dot, frame.isPresent());
        show(access, frame.isPresent());
        show(rise, frame.filter(Frame::rises).isPresent());
        rise.setDisable(busy);
        frame.ifPresent(f -> {
            access.setText(f.limited() ? f.access() + ", not root" : f.access());
            dot.getStyleClass().setAll("label", "access-dot", f.limited() ? "verdict-warn" : "verdict-pass");
        });
        boolean several = frame.filter(f -> !f.tunnels().isEmpty()).isPresent();
        show(tunnelLabel, several);
        show(tunnels, several);
        filling = true;
        frame.ifPresent(f -> {
            tunnels.getItems().setAll(f.tunnels());
            tunnels.getSelectionModel().select(f.tunnel());
        });
        filling = false;
        tunnels.setDisable(busy);
        run.setDisable(busy || phase instanceof Phase.Idle);
        cancel.setDisable(!busy);
        show(run, !(phase instanceof Phase.Idle));
        show(cancel, !(phase instanceof Phase.Idle));
    }

    private static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
