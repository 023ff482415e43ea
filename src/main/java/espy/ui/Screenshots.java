package espy.ui;

import espy.gateway.Prompts;
import espy.probe.Snapshot;
import espy.run.Run;
import espy.ui.part.Theme;
import espy.ui.shell.Screen;
import espy.wireshark.WiresharkVersion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/**
 * Pictures of the window as PNG files, made without a display. The first picture starts JavaFX, whose threads keep the process alive: end it
 * with {@link System#exit} or {@link #stop}; after {@code stop} no picture can be made.
 */
public final class Screenshots {
    private Screenshots() {}

    /** A picture could not be made; the message is for people. */
    public static final class NoPicture extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        NoPicture(String message) {
            super(message);
        }

        NoPicture(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Starts drawing without a display; nothing happens when JavaFX runs already.
     *
     * @throws NoPicture when libraries or fonts are missing, with the packages to install
     */
    public static void start() throws NoPicture {
        var missing = Toolkit.missingForPictures();
        if (missing.isPresent()) {
            throw new NoPicture(missing.get());
        }
        Toolkit.headless();
        Toolkit.quiet();
        var ready = new CompletableFuture<Void>();
        try {
            Platform.startup(() -> {
                Platform.setImplicitExit(false);
                ready.complete(null);
            });
        } catch (IllegalStateException e) {
            return; // it runs already
        } catch (RuntimeException | LinkageError e) {
            throw new NoPicture(
                    "Pictures cannot be drawn: JavaFX does not start on this machine (" + e.getMessage() + ").", e);
        }
        await(ready);
    }

    /** Ends drawing, so that the process can end. */
    public static void stop() {
        Platform.exit();
    }

    /** The Check screen of a run, light, as large as the window opens. */
    public static void check(Run run, Path png) throws NoPicture, IOException {
        check(run, png, false, 1280, 800);
    }

    /**
     * The Check screen of a run; starts drawing by itself.
     *
     * @throws NoPicture with a sentence for people
     */
    public static void check(Run run, Path png, boolean dark, int width, int height) throws NoPicture, IOException {
        start();
        write(picture(run, Screen.CHECK, dark, width, height, _ -> {}), png);
    }

    /** What a window of that size would show. {@code prepare} may press and select before. */
    static BufferedImage picture(
            Run run, Screen screen, boolean dark, int width, int height, Consumer<EspyWindow> prepare)
            throws NoPicture {
        var drawn = new CompletableFuture<BufferedImage>();
        var pages = Pages.of(run, WiresharkVersion.USUAL);
        Platform.runLater(() -> {
            try {
                var theme = new Theme();
                theme.set(dark);
                var window = new EspyWindow(
                        new Still(run),
                        Prompts.NOBODY,
                        Platform::runLater,
                        theme,
                        () -> WiresharkVersion.USUAL,
                        _ -> {});
                var scene = new Scene(window.view(), width, height);
                Theme.dress(scene);
                window.show(run, pages, screen);
                prepare.accept(window);
                // Twice: cells of lists exist only after the first layout and get their heights in the second.
                scene.snapshot(null);
                drawn.complete(copy(scene.snapshot(null)));
            } catch (RuntimeException | LinkageError e) {
                drawn.completeExceptionally(e);
            }
        });
        return await(drawn);
    }

    static void write(BufferedImage image, Path png) throws IOException {
        try (var out = Files.newOutputStream(png)) {
            ImageIO.write(image, "png", out);
        }
    }

    private static BufferedImage copy(WritableImage from) {
        int width = (int) from.getWidth();
        int height = (int) from.getHeight();
        var pixels = new int[width * height];
        from.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        var to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        to.setRGB(0, 0, width, height, pixels, 0, width);
        return to;
    }

    private static <T> T await(CompletableFuture<T> future) throws NoPicture {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new NoPicture("The picture could not be drawn: " + e.getCause() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoPicture("Drawing was interrupted.", e);
        }
    }

    /** A backend for a window that only stands still to be drawn. */
    private record Still(Run run) implements Backend {
        @Override
        public List<String> saved() {
            return List.of();
        }

        @Override
        public List<String> sshHosts() {
            return List.of();
        }

        @Override
        public List<Scenario> scenarios() {
            return List.of();
        }

        @Override
        public Run run(Request request, Prompts prompts, Consumer<String> progress) {
            return run;
        }

        @Override
        public void watch(String target, Prompts prompts, Consumer<Snapshot> seen) {}

        @Override
        public void becomeRoot(String target) {}
    }
}
