package espy.run;

import espy.base.Address;
import java.time.Duration;
import java.util.Optional;

/**
 * Consent to an active look: a few packets through the tunnel, and a capture beside them.
 *
 * @param initiate whether the daemon may be asked to bring the tunnel up
 * @param from     a host whose traffic is in trouble, or an own address of the gateway; absent lets Espy choose
 * @param to       a host inside the remote selector; absent lets Espy take one that the gateway knows
 * @param seconds  how long the capture runs at least where the tunnel carries nothing, 1–60
 */
public record Stir(boolean initiate, Optional<Address> from, Optional<Address> to, int seconds) {
    public static final int USUAL_SECONDS = 8;
    public static final int MOST_SECONDS = 60;

    public Duration duration() {
        return Duration.ofSeconds(Math.clamp(seconds, 1, MOST_SECONDS));
    }
}
