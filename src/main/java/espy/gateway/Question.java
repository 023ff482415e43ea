package espy.gateway;

import java.time.Duration;

/**
 * One command to run on a gateway as part of a look.
 *
 * @param id       the probe's id, for example {@code P06.state}; letters, digits, dot and dash only
 * @param script   POSIX sh; fixed text or built from validated values only
 * @param needsRoot whether the answer without root would be misleading or empty
 * @param limit    time after which the command is ended on the gateway
 * @param maxBytes of standard output that are kept; more is cut and marked
 * @param program  without this program the question is not asked, which costs the gateway nothing; "" when it is always asked
 */
public record Question(String id, String script, boolean needsRoot, Duration limit, int maxBytes, String program) {
    public Question {
        if (!program.matches("[a-z0-9-]{0,40}")) {
            throw new IllegalArgumentException("not the name of a program: " + program);
        }
        if (!id.matches("[A-Za-z0-9.-]{1,40}")) {
            throw new IllegalArgumentException("not a question id: " + id);
        }
    }

    /** A question that is asked whatever programs there are. */
    public Question(String id, String script, boolean needsRoot, Duration limit, int maxBytes) {
        this(id, script, needsRoot, limit, maxBytes, "");
    }
}
