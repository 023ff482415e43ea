package espy.gateway;

/**
 * The command that starts a shell on a gateway: it says who we are, becomes root, and ends by itself when no script arrives. It is one word
 * of {@code sh -c}, so that dash, bash, BusyBox, zsh and fish as login shells take it alike: no single quote and no doubled backslash inside.
 *
 * <p>The shell that reads the script has in {@code $ESPY_GUARD} the process that would end it, and in {@code $ESPY_WHY} why we are not root.
 */
public final class Bootstrap {
    /** What {@code sudo} writes to standard error before it reads a password. */
    static final String PROMPT = "espy-password:";

    /** Lines before this one are not for the script: a password that sudo did not want must not become a command. */
    static final String START = "espy-start";

    /**
     * Ends the shell when no script has come in time, as when the line was cut at that moment; a script ends it first. Its own
     * {@code sleep} goes with it.
     */
    private static final String GUARD =
            "k(){ kill $s;}; (trap k TERM; sleep 12 & s=$!; wait $s && kill $$) </dev/null >/dev/null 2>&1 & ";

    private static final String GUARDED = GUARD + "export ESPY_GUARD=$!; ";

    private static final String RUN = GUARDED + "exec sh -s";
    private static final String SKIP_AND_RUN =
            GUARDED + "while IFS= read -r l; do [ \"$l\" != " + START + " ] || exec sh -s; done";

    /** Our number from the kernel, because each program that is started costs time; root needs no program to know its name. */
    private static final String WHO =
            "v=; while read -r k v l && [ \"$k\" != Uid: ]; do v=; done </proc/self/status; [ -n \"$v\" ] || v=$(id -u); "
                    + "u=root; [ \"$v\" = 0 ] || u=$(id -un 2>/dev/null); ";

    /** For those who need no password, or are content without root. With {@code -k} sudo keeps no record of having been asked. */
    public static final String FREE = "sh -c '"
            + WHO
            + "i=\"" + quoted(RUN) + "\"; "
            + "if [ \"$v\" = 0 ]; then echo \"espy ROOT $u\"; eval \"$i\"; exit; fi; "
            + "w=; for d in \"sudo -k\" doas; do command -v ${d%% *} >/dev/null 2>&1 || continue; "
            + "e=$(LC_ALL=C $d -n sh -c : 2>&1 </dev/null) && { case $d in sudo*) echo \"espy SUDO $u\";; *) echo \"espy DOAS $u\";; esac; "
            + "exec $d -n sh -c \"$i\"; }; w=${w:-$e}; done; "
            + "set -f; export ESPY_WHY=\"$(echo $w)\"; echo \"espy-why $ESPY_WHY\"; echo \"espy USER $u\"; eval \"$i\"'";

    /**
     * For those who want root and know the password of {@code sudo}. The first line on standard input is the password, the script follows
     * after a line {@link #START}. {@code -k} makes sudo ask even where it remembers an earlier answer, and leaves no such memory behind;
     * where it asks for nothing the password line is skipped. sudo reads from a pipe that ends with the connection, so that it cannot wait
     * for a person who has gone. A {@code printf} that is a program would show the password to everybody who lists processes. Of PIPE, unlike
     * other signals, shells say nothing.
     */
    public static final String WITH_PASSWORD = "sh -c '"
            + WHO
            + "i=\"" + quoted(SKIP_AND_RUN) + "\"; "
            + "if [ \"$v\" = 0 ]; then echo \"espy ROOT $u\"; eval \"$i\"; exit; fi; "
            + "if ! command -v sudo >/dev/null 2>&1; then echo \"espy USER $u\"; exit; fi; "
            + "case $(command -v printf) in /*) echo no builtin printf >&2; exit;; esac; "
            + GUARD + "g=$!; "
            + "IFS= read -r p; kill $g; "
            + "(read -r c x </proc/self/stat; printf \"%s\\n\" \"$c\" \"$p\"; exec cat) 2>/dev/null | "
            + "(IFS= read -r c; LC_ALL=C sudo -S -k -p " + PROMPT
            + " sh -c \"echo espy SUDO \\\"\\$1\\\"; $i\" sh \"$u\"; kill -s PIPE $c; kill -s PIPE $$)'";

    private Bootstrap() {}

    /** For a place within double quotes. */
    private static String quoted(String script) {
        return script.replace("$", "\\$").replace("\"", "\\\"");
    }
}
