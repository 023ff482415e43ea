package espy.wireshark;

import java.nio.file.Path;
import java.util.List;

/** A process of its own that installs rows between many ends, one after the other: Wireshark's folder, Espy's folder, a number, how often. */
final class MergingProcess {
    private MergingProcess() {}

    public static void main(String[] args) throws Exception {
        var installation = new Installation(new Profile(Path.of(args[0]), "Espy"), Path.of(args[1]));
        int number = Integer.parseInt(args[2]);
        for (int i = 0; i < Integer.parseInt(args[3]); i++) {
            installation.install(new EspSa(List.of(row(number, i)), List.of(), List.of()));
        }
    }

    static EspRow row(int number, int i) {
        return EspFileTest.row("192.0.2." + number, "198.51.100." + i, number * 1000 + i, "5c");
    }
}
