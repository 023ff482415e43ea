package espy.ui;

import espy.gateway.Prompts;
import espy.run.Run;
import espy.ui.check.CheckModel;
import espy.ui.check.CheckView;
import espy.ui.keys.KeysModel;
import espy.ui.keys.KeysView;
import espy.ui.part.Copy;
import espy.ui.part.Theme;
import espy.ui.shell.Screen;
import espy.ui.shell.ShellModel;
import espy.ui.shell.ShellView;
import espy.ui.tunnels.TunnelsModel;
import espy.ui.tunnels.TunnelsView;
import espy.ui.welcome.WelcomeModel;
import espy.ui.welcome.WelcomeView;
import espy.wireshark.WiresharkVersion;
import java.util.EnumMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;

/** All screens joined to one window's content. */
final class EspyWindow {
    private final ShellModel<Pages> shell;
    private final CheckModel check = new CheckModel();
    private final TunnelsModel tunnels;
    private final KeysModel keys = new KeysModel();
    private final WelcomeModel welcome = new WelcomeModel();
    private final ShellView view;
    private final WelcomeView welcomeView;

    /**
     * The content of a window.
     *
     * @param window    its thread
     * @param wireshark which Wireshark key tables are for; asked off the window's thread
     * @param browse    opens a page in the browser
     */
    EspyWindow(
            Backend backend,
            Prompts prompts,
            Executor window,
            Theme theme,
            Supplier<WiresharkVersion> wireshark,
            Consumer<String> browse) {
        shell = new ShellModel<>(backend, prompts, window, run -> Pages.of(run, wireshark.get()));
        tunnels = new TunnelsModel(window, () -> {
            String target = shell.phase().get().target();
            return seen -> backend.watch(target, prompts, seen);
        });
        shell.onPages(p -> {
            check.show(p.check());
            tunnels.show(p.tunnels());
            keys.show(p.keys());
        });
        welcomeView = new WelcomeView(welcome, shell::connect);
        var screens = new EnumMap<Screen, Node>(Screen.class);
        screens.put(Screen.WELCOME, welcomeView);
        screens.put(Screen.CHECK, new CheckView(check, next(), browse));
        screens.put(Screen.TUNNELS, new TunnelsView(tunnels));
        screens.put(Screen.KEYS, new KeysView(keys, window));
        view = new ShellView(shell, screens, theme::toggle);
        Copy.offer(view);
        shell.screen().subscribe(s -> {
            if (s == Screen.WELCOME) {
                welcome.refresh(backend, window);
            }
            if (s != Screen.TUNNELS) {
                tunnels.leave();
            }
        });
    }

    /** By way of the field: the screens are there before their frame. */
    private CheckView.Next next() {
        return new CheckView.Next() {
            @Override
            public void lookActively() {
                view.askToLookActively();
            }

            @Override
            public void otherEnd() {
                view.askForOtherEnd();
            }
        };
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

    TunnelsModel tunnels() {
        return tunnels;
    }

    KeysModel keys() {
        return keys;
    }

    WelcomeModel welcome() {
        return welcome;
    }

    /** A finished run on a screen. */
    void show(Run run, Pages pages, Screen screen) {
        shell.show(run, pages);
        shell.show(screen);
    }

    void begin() {
        welcomeView.find();
    }
}
