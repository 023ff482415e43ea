package espy.ui;

import espy.gateway.Prompts;
import espy.run.Run;
import espy.ui.part.Theme;
import espy.ui.shell.Screen;
import espy.wireshark.WiresharkVersion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/**
 * Pictures of the window as PNG files, made without a display. One toolkit serves a process: call {@link #start} once, before anything else
 * of JavaFX.
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
     * Starts drawing without a display.
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

    /** The Check screen of a run. */
    public static void check(Run run, Path png, boolean dark, int width, int height) throws NoPicture, IOException {
        write(picture(run, Screen.CHECK, dark, width, height, _ -> {}), png);
    }

    /** Every screen, light and dark, into a folder; gives the files. */
    public static List<Path> all(Run run, List<Backend.Scenario> scenarios, Path folder, int width, int height)
            throws NoPicture, IOException {
        Files.createDirectories(folder);
        var files = new java.util.ArrayList<Path>();
        for (Screen screen : Screen.values()) {
            for (boolean dark : new boolean[] {false, true}) {
                String name = screen.name().toLowerCase(Locale.ROOT) + (dark ? "-dark" : "-light") + ".png";
                Path file = folder.resolve(name);
                write(picture(run, screen, dark, width, height, _ -> {}), file);
                files.add(file);
            }
        }
        return files;
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
                        new Still(run), Prompts.NOBODY, Runnable::run, theme, () -> WiresharkVersion.USUAL, _ -> {});
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
        ImageIO.write(image, "png", png.toFile());
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
    }
}
