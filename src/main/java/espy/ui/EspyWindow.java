package espy.ui;

import espy.gateway.Prompts;
import espy.run.Run;
import espy.ui.check.CheckModel;
import espy.ui.check.CheckView;
import espy.ui.part.Theme;
import espy.ui.shell.Screen;
import espy.ui.shell.ShellModel;
import espy.ui.shell.ShellView;
import espy.ui.welcome.WelcomeModel;
import espy.ui.welcome.WelcomeView;
import java.util.EnumMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Parent;

/** All screens joined to one window's content. */
final class EspyWindow {
    private final ShellModel<Pages> shell;
    private final CheckModel check = new CheckModel();
    private final WelcomeModel welcome = new WelcomeModel();
    private final ShellView view;
    private final WelcomeView welcomeView;

    /** The content of a window. {@code window}: its thread; {@code browse} opens a page in the browser. */
    EspyWindow(Backend backend, Prompts prompts, Executor window, Theme theme, Consumer<String> browse) {
        shell = new ShellModel<>(backend, prompts, window, Pages::of);
        shell.onPages(p -> check.show(p.check()));
        welcomeView = new WelcomeView(welcome, shell::connect);
        var screens = new EnumMap<Screen, Node>(Screen.class);
        screens.put(Screen.WELCOME, welcomeView);
        screens.put(Screen.CHECK, new CheckView(check, browse));
        view = new ShellView(shell, screens, theme::toggle);
        shell.screen().subscribe(s -> {
            if (s == Screen.WELCOME) {
                welcome.refresh(backend, window);
            }
        });
    }

    Parent view() {
        return view;
    }

    ShellModel<Pages> shell() {
        return shell;
    }

    CheckModel check() {
        return check;
    }

    /** A finished run on a screen. */
    void show(Run run, Pages pages, Screen screen) {
        shell.show(run, pages);
        shell.show(screen);
    }

    void begin() {
        welcomeView.begin();
    }
}
