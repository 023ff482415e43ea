package espy.wireshark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The Wireshark on this machine. */
public final class Installed {
    private static final int MOST = 16 * 1024;
    /** On the path, then where the installers of macOS and Windows put it. */
    private static final List<String> PROGRAMS = List.of(
            "wireshark",
            "tshark",
            "/Applications/Wireshark.app/Contents/MacOS/Wireshark",
            "C:\\Program Files\\Wireshark\\tshark.exe");

    private Installed() {}

    /** The version that a table is for when the person names none: that of the installed Wireshark, else of tshark, else the usual one. */
    public static WiresharkVersion version() {
        return find(PROGRAMS).orElse(WiresharkVersion.USUAL);
    }

    /** The version that the first of these programs tells which is there. Each has five seconds. */
    static Optional<WiresharkVersion> find(List<String> programs) {
        return programs.stream().map(Installed::ask).flatMap(Optional::stream).findFirst();
    }

    private static Optional<WiresharkVersion> ask(String program) {
        try {
            var process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            var watch = Thread.ofVirtual().start(() -> end(process));
            String text = new String(process.getInputStream().readNBytes(MOST), StandardCharsets.UTF_8);
            process.destroyForcibly();
            watch.interrupt();
            return WiresharkVersion.parse(text);
        } catch (IOException e) {
            return Optional.empty(); // not installed
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it has answered
        }
    }
}
