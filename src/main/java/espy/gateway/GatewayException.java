package espy.gateway;

import java.io.Serial;

/** A gateway could not be reached or would not let us in. The message is for people: what happened, why, what to do next. */
public class GatewayException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public GatewayException(String message) {
        super(message);
    }

    public GatewayException(String message, Throwable cause) {
        super(message, cause);
    }
}
