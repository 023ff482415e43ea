package espy.gateway.ssh;

/** Words for a POSIX shell, for commands that a person is shown. */
final class Shell {
    private Shell() {}

    /** The word in quotes, so that the shell takes it as it is. */
    static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
