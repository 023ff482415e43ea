package espy.diagnosis;

import espy.base.Numbers;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IKE message as a daemon's log names it when it goes out or comes in. By it, a line of one end finds its counterpart on the other.
 *
 * @param exchange for example {@code IKE_AUTH} or {@code QUICK_MODE}
 * @param answer   whether it answers a request
 * @param id       message id; −1 where the log does not say it
 * @param sent     whether it went out
 */
public record Message(String exchange, boolean answer, long id, boolean sent) {
    /** charon: {@code parsed IKE_AUTH request 1 [ … ]}. */
    private static final Pattern CHARON =
            Pattern.compile("\\b(generating|parsed) ([A-Z][A-Z0-9_]{2,30}) (request|response) (\\d{1,10}) \\[");
    /** pluto: {@code sent IKE_SA_INIT request to …}, {@code processing decrypted IKE_AUTH response: …}. */
    private static final Pattern PLUTO =
            Pattern.compile("\\b(sent|processing decrypted) ([A-Z][A-Z0-9_]{2,30}) (request|response|reply)\\b");

    private static final long UNKNOWN = -1;

    /** The message that a line of a log tells of. */
    static Optional<Message> of(String line) {
        var charon = CHARON.matcher(line);
        if (charon.find()) {
            return Optional.of(new Message(
                    charon.group(2),
                    charon.group(3).equals("response"),
                    Numbers.parse(charon.group(4)).orElse(UNKNOWN),
                    charon.group(1).equals("generating")));
        }
        var pluto = PLUTO.matcher(line);
        return pluto.find()
                ? Optional.of(new Message(
                        pluto.group(2),
                        !pluto.group(3).equals("request"),
                        UNKNOWN,
                        pluto.group(1).equals("sent")))
                : Optional.empty();
    }

    /** Whether this is what the other end got when it received that one. */
    boolean arrivesAs(Message received) {
        return sent
                && !received.sent
                && exchange.equals(received.exchange)
                && answer == received.answer
                && (id == received.id || id == UNKNOWN || received.id == UNKNOWN);
    }
}
