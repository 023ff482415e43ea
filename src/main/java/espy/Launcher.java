package espy;

/** Chooses between the window and the command line. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
        System.err.println("espy");
    }
}
