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
 * <p>Runs in dash, bash and BusyBox. Each part has its own time limit, an empty standard input, and its standard error kept apart; its size
 * limit is kept by {@link BatchReader}. Nothing is written on the gateway.
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

    private static final String ENVIRONMENT =
            "export LC_ALL=C TZ=UTC PATH=\"$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin\"\n";

    /**
     * {@code slay PID [SPARED]}: kills a process and all that it started, but for one of those. Parents come first, so that no shell goes on
     * to its next command when the one before it is gone.
     */
    private static final String SLAY = """
            slay() { for q in $(cat /proc/[0-9]*/stat 2>/dev/null | awk -v top="$1" -v spare="${2:-0}" '{ p = $1; sub(/^.*\\) . /, ""); up[p] = $1 }
            END { go[top]; print top; do { more = 0; for (p in up) if (!(p in go) && (up[p] in go)) { go[p]; more = 1; if (p != spare) print p } } while (more) }')
            do kill -9 "$q" 2>/dev/null; done; }
            """;

    /**
     * One command in the background while the shell waits on its standard input. Each line there is a sign of life; nine to twelve seconds
     * without one, or the end of input, end the command and all that it started. When the command ends by itself, so does the shell; of PIPE no shell above it
     * says anything.
     */
    private static final String STREAM = """
            ( trap 'n=0' URG; n=0; read -r me x </proc/self/stat
            while sleep 3; do n=$((n + 1)); kill -0 $$ || exit; [ $n -lt 4 ] || { slay $$ "$me"; exit; }; done ) </dev/null >/dev/null 2>&1 &
            watch=$!
            printf '\\n@@%s begin\\n' "$N"
            ( trap - URG; eval "$C"; slay $watch; { kill -s PIPE $$; kill $$; } 2>/dev/null ) </dev/null &
            command=$!
            while read -r x; do kill -s URG $watch 2>/dev/null; done
            slay $command; slay $watch
            exit 0
            """;

    /**
     * Starting a program is what takes time on a small or busy gateway (forking a shell is ten times cheaper), so a part starts none but its
     * own: no {@code timeout}, no {@code date}, no {@code head}. Times come from {@code /proc/uptime}, which the shell reads by itself. One
     * ticker for the whole batch signals the shell each second, which counts, and ends a part and all that it started after its time limit.
     *
     * <p>Standard output goes to 3, so that standard error can be kept apart. A ticker whose shell is gone ends by itself.
     */
    private static final String PRELUDE = ENVIRONMENT + SLAY + """
            exec 3>&1
            root=; while read -r k v l; do [ "$k" != Uid: ] || root=$v; done 2>/dev/null </proc/self/status; [ -n "$root" ] || root=$(id -u)
            n=0; trap 'n=$((n + 1))' URG
            ( trap - EXIT; while sleep 1; do kill -s URG $$ || exit; done ) </dev/null >/dev/null 2>&1 3>&- &
            ticker=$!; trap 'kill $ticker 2>/dev/null' EXIT
            end() { u=$t; read -r u v 2>/dev/null </proc/uptime; ms=$(( (${u%.*}${u#*.} - ${t%.*}${t#*.}) * 10 ))
            printf '\\n@@%s end %s %s\\n%s\\n@@%s done\\n' "$N" "$1" "$ms" "$2" "$N"; }
            part() {
            printf '\\n@@%s begin %s\\n' "$N" "$1"; t=0; read -r t u 2>/dev/null </proc/uptime
            if [ "$3" = root ] && [ "$root" != 0 ]; then end root; return; fi
            if [ "$4" != - ] && ! command -v "$4" >/dev/null 2>&1; then end 127 "$4: not found"; return; fi
            n=0; ( trap - EXIT; r=$( eval "$5" </dev/null 2>&1 1>&3 3>&- ); end "$?" "$r" ) & p=$!
            while :; do wait $p; [ $? -gt 128 ] && kill -0 $p 2>/dev/null || break
            [ $n -le "$2" ] || { slay $p; wait $p; end 124; break; }; done 2>/dev/null
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
            script.append("part %s %d %s %s "
                            .formatted(
                                    q.id(),
                                    seconds,
                                    q.needsRoot() ? "root" : "any",
                                    q.program().isEmpty() ? "-" : q.program()))
                    .append(quote(q.script()))
                    .append('\n');
        }
        return script.append("printf '\\n@@%s bye\\n' \"$N\"\nexit 0\n").toString();
    }

    /** The script that runs one command until its input ends; see {@link CommandStream}. */
    static String streamScript(String command, String nonce) {
        return ENVIRONMENT + SLAY + "N=" + nonce + "\nC=" + quote(command) + "\n" + STREAM;
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
