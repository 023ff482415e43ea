package espy.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

    private static final String ENVIRONMENT =
            "export LC_ALL=C TZ=UTC PATH=\"$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin\"\n";

    /**
     * {@code slay PID [SPARED]}: kills a process and all that it started, but for one of those and what that one started. They are stopped
     * first, again and again until no new one is found: what is forked while the list is read would otherwise get away. Our shell itself is
     * not stopped, because sudo would stop with it; while it waits for input it starts nothing.
     */
    private static final String SLAY = """
            tree() { cat /proc/[0-9]*/stat 2>/dev/null | awk -v top="$1" -v spare="$2" '{ p = $1; sub(/^.*\\) . /, ""); up[p] = $1 }
            END { go[top]; print top; do { more = 0; for (p in up) if (!(p in go) && p != spare && (up[p] in go)) { go[p]; more = 1; print p } } while (more) }'; }
            slay() { seen=' '; more=1; while [ $more = 1 ]; do more=0; for q in $(tree "$1" "${2:-0}"); do case $seen in *" $q "*) ;; *)
            more=1; seen="$seen$q "; [ $q = $$ ] || kill -s STOP $q;; esac; done; done 2>/dev/null; kill -s KILL $seen 2>/dev/null; }
            """;

    /**
     * The body in the background while the shell waits on its standard input. Each line there is a sign of life; nine seconds without one,
     * or the end of input, end the body and all that it started. When the body ends by itself, so does the shell; of PIPE no shell above it
     * says anything.
     */
    private static final String LIVING = """
            [ -z "$ESPY_GUARD" ] || kill $ESPY_GUARD 2>/dev/null
            ( trap 'n=0' URG; trap 'kill $s; exit' TERM; n=0; read -r me x </proc/self/stat
            while [ $n -lt 3 ]; do sleep 3 & s=$!; wait $s; kill $s; n=$((n + 1)); kill -0 $$ || exit; done; slay $$ "$me" ) </dev/null >/dev/null 2>&1 &
            watch=$!
            ( trap - URG; body; kill $watch; { kill -s PIPE $$; kill $$; } 2>/dev/null ) </dev/null &
            body=$!
            { while read -r x; do kill -s URG $watch; done; slay $body; kill $watch; } 2>/dev/null
            exit 0
            """ + Asked.LAST_LINE + "\n";

    /**
     * Starting a program is what takes time on a small or busy gateway (forking a shell is ten times cheaper), so a part starts none but its
     * own: no {@code timeout}, no {@code date}, no {@code head}. Times come from {@code /proc/uptime}, which the shell reads by itself. One
     * ticker for the whole batch signals the shell each second, which counts, and ends a part and all that it started after its time limit;
     * so no {@code timeout} has to be installed. A program that did not answer in time is not asked again in this batch: what hangs once hangs
     * each time.
     *
     * <p>Standard output goes to 3, so that standard error can be kept apart. A ticker whose shell is gone ends by itself.
     */
    private static final String PARTS = """
            exec 3>&1; read -r me u </proc/self/stat
            root=; while read -r k v l; do [ "$k" != Uid: ] || root=$v; done 2>/dev/null </proc/self/status; [ -n "$root" ] || root=$(id -u)
            n=0; late=' '; trap 'n=$((n + 1))' URG
            ( trap - URG; trap 'kill $s; exit' TERM; while sleep 1 & s=$!; wait $s; do kill -s URG $me || exit; done ) </dev/null >/dev/null 2>&1 3>&- &
            ticker=$!
            end() { u=$t; read -r u v 2>/dev/null </proc/uptime; ms=$(( (${u%.*}${u#*.} - ${t%.*}${t#*.}) * 10 ))
            printf '\\n@@%s end %s %s\\n%s\\n@@%s done\\n' "$N" "$1" "$ms" "$2" "$N"; }
            part() {
            printf '\\n@@%s begin %s\\n' "$N" "$1"; t=0; read -r t u 2>/dev/null </proc/uptime
            if [ "$3" = root ] && [ "$root" != 0 ]; then end root "$ESPY_WHY"; return; fi
            if [ "$4" != - ] && ! command -v "$4" >/dev/null 2>&1; then end 127 "$4: not found"; return; fi
            case $late in *" $4 "*) end late "$4 did not answer before, and was not asked again"; return;; esac
            n=0; ( trap - URG; r=$( eval "$5" </dev/null 2>&1 1>&3 3>&- ); end "$?" "$r" ) & p=$!
            while :; do wait $p; [ $? -gt 128 ] && kill -0 $p 2>/dev/null || break
            [ $n -le "$2" ] || { slay $p; wait $p; end late; [ "$4" = - ] || late="$late$4 "; break; }; done 2>/dev/null
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
        var body = new StringBuilder(PARTS);
        for (Question q : questions) {
            long seconds = Math.max(1, q.limit().toSeconds());
            body.append("part %s %d %s %s "
                            .formatted(
                                    q.id(),
                                    seconds,
                                    q.needsRoot() ? "root" : "any",
                                    q.program().isEmpty() ? "-" : q.program()))
                    .append(quote(q.script()))
                    .append('\n');
        }
        return living(
                body.append("kill $ticker 2>/dev/null; printf '\\n@@%s bye\\n' \"$N\"\n")
                        .toString(),
                nonce);
    }

    /** The script that runs one command until its input ends; see {@link CommandStream}. */
    static String streamScript(String command, String nonce) {
        return living("printf '\\n@@%s begin\\n' \"$N\"\neval " + quote(command) + "\n", nonce);
    }

    private static String living(String body, String nonce) {
        return ENVIRONMENT + SLAY + "N=" + nonce + "\nbody() {\n" + body + "}\n" + LIVING;
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
        private static final String LAST_LINE = "# end";

        public Asked {
            ids = List.copyOf(ids);
        }

        /**
         * Reads a script to its end, after which a visitor leaves the input open.
         *
         * @param most bytes that are read
         */
        public static Asked read(InputStream in, int most) throws IOException {
            var script = new ByteArrayOutputStream();
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0 && script.size() < most; b = in.read()) {
                script.write(b);
                if (b != '\n') {
                    line.write(b);
                } else if (line.toString(StandardCharsets.UTF_8).equals(LAST_LINE)) {
                    break;
                } else {
                    line.reset();
                }
            }
            return of(script.toString(StandardCharsets.UTF_8));
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
                    case TIMED_OUT -> "late";
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
