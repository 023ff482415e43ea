package espy.ui;

import espy.ui.part.Theme;
import espy.ui.shell.Dialogs;
import espy.ui.shell.Phase;
import espy.wireshark.Installed;
import espy.wireshark.WiresharkVersion;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window as a JavaFX application; {@link #open} starts it. */
public final class EspyApp extends Application {
    private static final double ICON = 64;

    /** JavaFX makes the application by itself, so what it shall show has to wait here. */
    private static final AtomicReference<Start> START = new AtomicReference<>();

    private record Start(Backend backend, Optional<String> target) {}

    private @Nullable EspyWindow window;

    /**
     * Opens the window and returns when it was closed. Once in a process.
     *
     * @param target to look at once; absent begins with the choice of a gateway
     * @return why there is no window, as a sentence; empty when there was one
     */
    public static Optional<String> open(Backend backend, Optional<String> target) {
        var missing = Toolkit.missingForWindow();
        if (missing.isPresent()) {
            return missing;
        }
        Toolkit.quiet();
        START.set(new Start(backend, target));
        try {
            Application.launch(EspyApp.class);
            return Optional.empty();
        } catch (UnsupportedOperationException | LinkageError e) {
            return Optional.of("The window cannot open: " + e.getMessage() + ".");
        }
    }

    @Override
    public void start(Stage stage) {
        var begin = START.get();
        var theme = new Theme();
        theme.followDesktop();
        var dialogs = new Dialogs(() -> stage);
        var content =
                new EspyWindow(begin.backend(), dialogs, Platform::runLater, theme, wireshark()::join, this::browse);
        window = content;
        content.shell().phase().subscribe(p -> {
            if (!(p instanceof Phase.Looking)) {
                dialogs.close();
            }
        });
        var scene = new Scene(content.view(), 1280, 800);
        Theme.dress(scene);
        stage.setTitle("Espy");
        stage.getIcons().add(icon());
        stage.setMinWidth(800);
        stage.setMinHeight(520);
        stage.setScene(scene);
        stage.setOnHidden(_ -> dialogs.close());
        stage.show();
        content.begin();
        begin.target().ifPresent(content.shell()::connect);
    }

    @Override
    public void stop() {
        if (window != null) {
            window.tunnels().leave();
            window.shell().close();
        }
    }

    /** Asked once and early, because a Wireshark that has to be started takes its time. */
    private static CompletableFuture<WiresharkVersion> wireshark() {
        var version = new CompletableFuture<WiresharkVersion>();
        Thread.ofVirtual().name("wireshark").start(() -> version.complete(Installed.version()));
        return version;
    }

    /** Links come from checklist files, which anybody may write. */
    private void browse(String url) {
        if (url.startsWith("https://") || url.startsWith("http://")) {
            getHostServices().showDocument(url);
        }
    }

    /** A magnifying glass on a rounded square. */
    private static Image icon() {
        var canvas = new Canvas(ICON, ICON);
        var pen = canvas.getGraphicsContext2D();
        pen.setFill(Color.web("#0969da"));
        pen.fillRoundRect(0, 0, ICON, ICON, 16, 16);
        pen.setStroke(Color.WHITE);
        pen.setLineWidth(6);
        pen.setLineCap(StrokeLineCap.ROUND);
        pen.strokeOval(14, 14, 26, 26);
        pen.strokeLine(38, 38, 50, 50);
        var clear = new SnapshotParameters();
        clear.setFill(Color.TRANSPARENT);
        return canvas.snapshot(clear, null);
    }
}
