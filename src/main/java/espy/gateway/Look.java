package espy.gateway;

import java.time.Instant;
import java.util.List;

/**
 * The answers of one round trip.
 *
 * @param user   the login name on the gateway
 * @param started by this machine's clock
 */
public record Look(Access access, String user, Instant started, List<Answer> answers) {
    public Look {
        answers = List.copyOf(answers);
    }
}
