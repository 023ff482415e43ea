package espy.gateway;

import java.io.Serial;

/** We were let in, but root was wanted and refused, or nobody gave the password. */
public final class RootRefusedException extends GatewayException {
    @Serial
    private static final long serialVersionUID = 1L;

    public RootRefusedException(String message) {
        super(message);
    }
}
