package espy.ui;

import espy.gateway.Prompts;
import espy.run.Run;
import espy.ui.check.CheckModel;
import espy.ui.shell.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ScrollPane;

/** Pictures of the demo's runs, and of a few odd ones, for looking at by eye: the argument is the folder. */
final class ScreenshotsMain {
    private ScreenshotsMain() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        var shots = shots();
        Screenshots.start();
        try {
            for (boolean dark : new boolean[] {false, true}) {
                for (int[] size : new int[][] {{1280, 800}, {1024, 700}}) {
                    String end = (dark ? "-dark-" : "-light-") + size[0] + ".png";
                    for (var shot : shots.entrySet()) {
                        Shot s = shot.getValue();
                        Screenshots.write(
                                Screenshots.picture(s.run(), s.screen(), dark, size[0], size[1], s.prepare()),
                                folder.resolve(shot.getKey() + end));
                    }
                }
            }
        } finally {
            Screenshots.stop();
        }
    }

    private record Shot(Run run, Screen screen, Consumer<EspyWindow> prepare) {}

    private static Run demo(String scenario) throws Exception {
        return new Gateways()
                .run(
                        new Backend.Request("demo:" + scenario, Optional.empty(), Optional.empty(), Optional.empty()),
                        Prompts.NOBODY,
                        _ -> {});
    }

    private static Map<String, Shot> shots() throws Exception {
        Run trouble = demo("masquerade");
        Run none = Sample.with(trouble, Sample.xfrm("", ""));
        var shots = new LinkedHashMap<String, Shot>();
        shots.put("welcome", new Shot(trouble, Screen.WELCOME, w -> w.welcome().show(Sample.CHOICES)));
        shots.put("check", new Shot(trouble, Screen.CHECK, _ -> {}));
        shots.put("healthy", new Shot(demo("healthy"), Screen.CHECK, _ -> {}));
        shots.put("cause", new Shot(trouble, Screen.CHECK, w -> w.check()
                .select(trouble.diagnosis().getFirst(), CheckModel.Part.FIX)));
        shots.put("question", new Shot(trouble, Screen.CHECK, w -> w.check().select("p2.help")));
        shots.put("tunnels", new Shot(trouble, Screen.TUNNELS, _ -> {}));
        shots.put(
                "tunnels-trouble",
                new Shot(trouble, Screen.TUNNELS, w -> w.tunnels().page().get().ifPresent(p -> w.tunnels()
                        .select(p.rows().getLast()))));
        shots.put(
                "tunnels-filter",
                new Shot(trouble, Screen.TUNNELS, w -> w.tunnels().filter().set("nothing")));
        shots.put("tunnels-three", new Shot(Sample.pskMismatch(), Screen.TUNNELS, _ -> {}));
        shots.put("tunnels-odd", new Shot(Sample.odd(), Screen.TUNNELS, w -> w.tunnels()
                .page()
                .get()
                .ifPresent(p -> w.tunnels().select(p.rows().getFirst()))));
        shots.put("tunnels-watched", new Shot(Sample.pskMismatch(), Screen.TUNNELS, w -> {
            var first = w.tunnels().page().get().orElseThrow();
            for (int n = 0; n < 30; n++) {
                w.tunnels().show(first.again(Samples.tables(n)));
            }
        }));
        shots.put("tunnels-raw", new Shot(Sample.pskMismatch(), Screen.TUNNELS, w -> {
            w.tunnels().toggleKeys();
            w.view().applyCss(); // before that there is no scroll pane
            w.view().layout();
            ((ScrollPane) w.view().lookup("#tunnel-detail")).setVvalue(1);
        }));
        shots.put("tunnels-many", new Shot(Samples.pairs(1500), Screen.TUNNELS, _ -> {}));
        shots.put("tunnels-generations", new Shot(Samples.generations(40), Screen.TUNNELS, _ -> {}));
        shots.put("tunnels-none", new Shot(none, Screen.TUNNELS, _ -> {}));
        shots.put("tunnels-user", new Shot(Sample.unprivileged(), Screen.TUNNELS, _ -> {}));
        shots.put("keys", new Shot(trouble, Screen.KEYS, _ -> {}));
        shots.put("keys-shown", new Shot(trouble, Screen.KEYS, w -> {
            w.keys().toggleKeys();
            w.keys().copied();
        }));
        shots.put("keys-user", new Shot(Sample.unprivileged(), Screen.KEYS, _ -> {}));
        return shots;
    }
}
