package espy.gateway;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The wire format of a look: one POSIX-sh script on the standard input of one shell, whose output is cut into parts by marker lines that
 * carry a nonce. What a gateway prints cannot be mistaken for a marker, because nobody there knows the nonce before its own part runs.
 *
 * <p>Runs in dash, bash and BusyBox. Each part has its own time limit ({@code timeout}, the coreutils' or BusyBox's) and its own output
 * limit, an empty standard input, and its standard error kept apart; nothing is written on the gateway.
 */
public final class Batch {
    /** Standard error is for one sentence, not for data. */
    static final int MOST_ERROR_BYTES = 8192;

    /**
     * What starts the shell that reads the script: says who we are and becomes root where that needs no password. It never reads its
     * standard input, which holds the script.
     */
    public static final String BOOTSTRAP = "sh -c '"
            + "u=$(id -un 2>/dev/null); "
            + "if [ \"$(id -u)\" = 0 ]; then echo \"espy ROOT $u\"; exec sh -s; "
            + "elif command -v sudo >/dev/null 2>&1 && sudo -n true </dev/null >/dev/null 2>&1; "
            + "then echo \"espy SUDO $u\"; exec sudo -n sh -s; "
            + "else echo \"espy USER $u\"; exec sh -s; fi'";

    /** Standard output goes to 3, standard error to 4, the exit status to 5; 7 is the pipe to the output limit. */
    private static final String PRELUDE = """
            export LC_ALL=C TZ=UTC PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin"
            exec 3>&1
            if timeout -k 1 5 true 2>/dev/null; then limit() { timeout -k 1 "$1" sh -c "$2" </dev/null; }
            else limit() { timeout "$1" sh -c "$2" </dev/null; }; fi
            root=$(id -u)
            part() {
            printf '\\n@@%s begin %s\\n' "$N" "$1"
            if [ "$4" = root ] && [ "$root" != 0 ]; then printf '\\n@@%s end root 0\\n\\n@@%s done\\n' "$N" "$N"; return; fi
            t=$(date +%s%N 2>/dev/null)
            r=$( exec 4>&1; s=$( exec 5>&1
            { { limit "$2" "$5" 2>&1 1>&7 3>&- 4>&- 5>&- 7>&-; echo "$?" >&5; } | head -c 8192 >&4; } 7>&1 | head -c "$3" >&3 ); printf '\\n%s' "$s" )
            u=$(date +%s%N 2>/dev/null); case $t$u in *[!0-9]*) ms=0;; *) ms=$(( (u - t) / 1000000 ));; esac
            printf '\\n@@%s end %s %s\\n%s\\n@@%s done\\n' "$N" "${r##*
            }" "$ms" "${r%
            *}" "$N"
            }
            """;

    private static final Pattern NONCE = Pattern.compile("(?m)^N=([0-9a-f]{32})$");
    private static final Pattern PART = Pattern.compile("(?m)^part ([A-Za-z0-9.-]{1,40}) ");

    private Batch() {}

    /** 128 random bits in hex. */
    public static String nonce() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The script that asks all questions, in order. */
    public static String script(List<Question> questions, String nonce) {
        var script = new StringBuilder(PRELUDE).append("N=").append(nonce).append('\n');
        for (Question q : questions) {
            long seconds = Math.max(1, q.limit().toSeconds());
            // one byte more than wanted tells a cut answer from one that just fits
            script.append("part %s %d %d %s "
                            .formatted(q.id(), seconds, q.maxBytes() + 1L, q.needsRoot() ? "root" : "any"))
                    .append(quote(q.script()))
                    .append('\n');
        }
        return script.append("printf '\\n@@%s bye\\n' \"$N\"\nexit 0\n").toString();
    }

    /** The text as one word of a POSIX shell. */
    public static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /**
     * What a received script asks, for a server that answers from recordings.
     *
     * @param ids of the questions, in order; empty when the script is none of ours
     */
    public record Asked(String nonce, List<String> ids) {
        public Asked {
            ids = List.copyOf(ids);
        }

        public static Asked of(String script) {
            var nonce = NONCE.matcher(script);
            var ids = new ArrayList<String>();
            if (!nonce.find()) {
                return new Asked("", ids);
            }
            var part = PART.matcher(script);
            while (part.find()) {
                ids.add(part.group(1));
            }
            return new Asked(nonce.group(1), ids);
        }
    }

    /** What a real gateway would print for one recorded answer. */
    public static String play(String nonce, Answer answer) {
        String end =
                switch (answer.outcome()) {
                    case DONE, NOT_INSTALLED -> String.valueOf(answer.exit());
                    case TIMED_OUT -> "124";
                    case NEEDS_ROOT -> "root";
                    case LOST, NOT_ASKED -> "none";
                };
        return "\n@@%s begin %s\n%s\n@@%s end %s %d\n%s\n@@%s done\n"
                .formatted(
                        nonce,
                        answer.id(),
                        answer.out(),
                        nonce,
                        end,
                        answer.took().toMillis(),
                        answer.err(),
                        nonce);
    }

    /** The last line of a batch that came to its end. */
    public static String bye(String nonce) {
        return "\n@@" + nonce + " bye\n";
    }
}
