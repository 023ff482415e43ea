package espy;

import espy.cli.Cli;

/** Where the program starts. Without a command it opens the window. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        System.exit(Cli.run(args, new DesktopWindow()));
    }
}
