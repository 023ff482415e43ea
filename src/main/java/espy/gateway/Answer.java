package espy.gateway;

import java.time.Duration;
import java.time.Instant;

/**
 * What a gateway answered to one {@link Question}. Text is decoded as UTF-8 with replacement and is untrusted: it may hold anything.
 *
 * @param id      of the question
 * @param command what ran, for the person to repeat by hand
 * @param at      when it started, by this machine's clock
 * @param took    wall time on the gateway
 * @param outcome what became of it; only {@code DONE} has a meaningful exit status
 * @param exit    exit status of the command, 0–255; -1 where there is none
 * @param cut     whether standard output was longer than allowed and is cut at the end
 */
public record Answer(
        String id,
        String command,
        Instant at,
        Duration took,
        Outcome outcome,
        int exit,
        boolean cut,
        String out,
        String err) {
    public enum Outcome {
        /** It ran to its end. */
        DONE,
        /** It was ended after its time limit; {@code out} holds what came until then. */
        TIMED_OUT,
        /** It was not run because it needs root, which we do not have. */
        NEEDS_ROOT,
        /** The program is not installed (the shell's status 127). */
        NOT_INSTALLED,
        /** The connection ended before the answer was complete. */
        LOST,
        /** It was not part of that look (a recorded snapshot without it). */
        NOT_ASKED
    }

    /** It ran to its end and said that all went well. */
    public boolean ok() {
        return outcome == Outcome.DONE && exit == 0;
    }
}
