package espy.gateway;

import java.util.List;
import java.util.function.Consumer;

/**
 * A machine that runs IPsec and on which Espy may run commands: over SSH, this machine, or a recorded snapshot.
 *
 * <p>Calls block; use them from a virtual thread. Interrupting the thread ends the remote command and throws.
 */
public interface Gateway extends AutoCloseable {
    /** What the person called it, for titles and reports. */
    String name();

    /**
     * Runs all questions in one round trip and gives their answers in the same order, one for each question, whatever happens on the
     * gateway in between (then {@link Answer.Outcome#LOST}).
     *
     * @param progress is told the id of each question as its answer arrives, from another thread
     * @throws GatewayException     when nothing could be run at all
     * @throws InterruptedException when this thread was interrupted; the remote command has been ended
     */
    Look look(List<Question> questions, Consumer<String> progress) throws GatewayException, InterruptedException;

    /**
     * Runs one read-only command until it ends or the stream is closed, as root where that needs no password. Closing the gateway ends it too.
     *
     * @param command POSIX sh; fixed text or built from validated values only
     * @throws GatewayException     when it could not be run, as on a recorded gateway
     * @throws InterruptedException when this thread was interrupted; the command has been ended
     */
    CommandStream stream(String command) throws GatewayException, InterruptedException;

    /**
     * The same gateway on the same connection, but with other rights; nothing is tried before its first look. Closing either closes both.
     * A recording has the rights that it was made with.
     *
     * @param prompts asked for the password of sudo, where root is wanted
     */
    default Gateway as(Root root, Prompts prompts) {
        return this;
    }

    @Override
    void close();
}
