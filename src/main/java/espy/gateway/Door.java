package espy.gateway;

import java.io.IOException;

/** How commands are started on one gateway, and what to say when that fails. */
public interface Door {
    /** The gateway as a person calls it, for questions. */
    String name();

    /**
     * Starts a command.
     *
     * @param command one line that every usual login shell takes alike
     * @throws InterruptedException when this thread was interrupted; nothing was started
     */
    Pipes open(String command) throws IOException, InterruptedException;

    /** The command could not be started, or its connection broke. */
    GatewayException refused(IOException e);

    /**
     * The command was started, but no shell of ours spoke.
     *
     * @param heard what was said instead, one line without control characters; "" when nothing was
     */
    GatewayException noShell(String heard);
}
