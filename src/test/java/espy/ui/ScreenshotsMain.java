package espy.ui;

import espy.ui.check.CheckModel;
import espy.ui.shell.Screen;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures of sample runs for looking at by eye: the argument is the folder. */
final class ScreenshotsMain {
    private ScreenshotsMain() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Screenshots.start();
        try {
            for (boolean dark : new boolean[] {false, true}) {
                String end = dark ? "-dark.png" : "-light.png";
                Screenshots.check(Sample.pskMismatch(), folder.resolve("check" + end), dark, 1280, 800);
                Screenshots.check(Sample.pskMismatch(), folder.resolve("check-small" + end), dark, 1024, 700);
                Screenshots.check(Sample.healthy(), folder.resolve("healthy" + end), dark, 1280, 800);
                Screenshots.write(
                        Screenshots.picture(Sample.pskMismatch(), Screen.CHECK, dark, 1280, 800, w -> w.check()
                                .select(Sample.pskMismatch().diagnosis().getFirst(), CheckModel.Part.FIX)),
                        folder.resolve("cause" + end));
                Screenshots.write(
                        Screenshots.picture(Sample.pskMismatch(), Screen.CHECK, dark, 1280, 800, w -> w.check()
                                .select("p2.help")),
                        folder.resolve("question" + end));
                Screenshots.write(
                        Screenshots.picture(Sample.pskMismatch(), Screen.WELCOME, dark, 1280, 800, _ -> {}),
                        folder.resolve("welcome" + end));
            }
        } finally {
            Screenshots.stop();
        }
    }
}
