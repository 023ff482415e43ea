package espy.gateway;

import java.io.Serial;

/** A gateway that had let us in does not answer any more; connecting anew may help. */
public final class ConnectionLostException extends GatewayException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ConnectionLostException(String message, Throwable cause) {
        super(message, cause);
    }

    public ConnectionLostException(String message) {
        super(message);
    }
}
