package espy.probe.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the IKE daemon's log says, explained.
 *
 * @param lines    how many lines of the daemon were read; absent when no log could be read (then everything here is)
 * @param seen     known lines by the name of their signature ({@code charon.mac-mismatch}), only those about the chosen tunnel's peer or
 *                 about no peer at all, and only since the tunnel last came up
 * @param errors   the signatures among them that are not harmless, most serious first
 * @param strangers known lines about peers that no connection here names, by name, since the daemon started
 * @param lastTime of the last line of the daemon, as written
 * @param kernel   known lines of the kernel's log, by name ({@code kernel.oom}); absent when it could not be read
 */
public record LogFacts(
        Optional<Long> lines,
        Optional<Map<String, Seen>> seen,
        Optional<List<Seen>> errors,
        Optional<Map<String, Seen>> strangers,
        Optional<String> lastTime,
        Optional<Map<String, Seen>> kernel,
        Quote tail) {

    /**
     * A signature that was found in the log.
     *
     * @param meaning in plain words
     * @param count   how often
     * @param line    the last such line
     * @param time    its time, as written; "" when the line has none
     * @param args    the signature's named groups in that line, for example {@code peer}, {@code id}; empty strings where a group did not match
     */
    public record Seen(
            String name,
            String meaning,
            boolean harmless,
            long count,
            String line,
            String time,
            Map<String, String> args,
            Quote quote) {}
}
