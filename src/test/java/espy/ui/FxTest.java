package espy.ui;

import espy.ui.part.Theme;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** A window test: without a display unless {@code -Despy.display=true}, a fresh stage per test. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class FxTest extends ApplicationTest {
    static {
        if (!Boolean.getBoolean("espy.display")) {
            Toolkit.headless();
        }
        Toolkit.quiet();
    }

    private @Nullable Stage stage;

    /** What the window shows; made on its thread. */
    protected abstract Parent view();

    @Override
    public final void start(Stage shown) {
        stage = shown;
        new Theme().set(false);
        var scene = new Scene(view(), 950, 700);
        Theme.dress(scene);
        shown.setScene(scene);
        shown.show();
        shown.requestFocus();
    }

    protected final Stage stage() {
        return Objects.requireNonNull(stage, "start comes first");
    }

    @AfterEach
    final void letGo() throws TimeoutException {
        release(new KeyCode[0]);
        release(new MouseButton[0]);
        interact(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        FxToolkit.hideStage();
    }

    /** The only way in which a test waits. */
    protected final void eventually(Callable<Boolean> seen) throws TimeoutException {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(5_000, seen));
    }
}
