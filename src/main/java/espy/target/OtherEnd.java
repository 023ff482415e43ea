package espy.target;

import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import java.util.Optional;

/**
 * The gateway at the other end of a tunnel, where it could be reached: that it could not is no reason not to look at this one.
 *
 * @param opened the connection to it
 * @param whyNot a sentence, when somebody wanted it and it cannot be had
 */
public record OtherEnd(Optional<Target.Opened> opened, Optional<String> whyNot) implements AutoCloseable {
    /** Nobody asked for it. */
    public static final OtherEnd NONE = new OtherEnd(Optional.empty(), Optional.empty());

    /** How a target is reached. */
    public interface Way {
        Target.Opened open(Target target) throws Target.Unusable, GatewayException, InterruptedException;
    }

    /**
     * Reaches it; blocks.
     *
     * @param here the end that was reached already: both answer now, or both are recordings
     * @throws Target.Unusable when what was named can be no gateway
     */
    public static OtherEnd open(Optional<Target> target, Target.Opened here, Way way)
            throws Target.Unusable, InterruptedException {
        if (target.isEmpty()) {
            return NONE;
        }
        try {
            var opened = way.open(target.get());
            if (opened.live() != here.live()) {
                opened.close();
                throw new Target.Unusable(
                        "One end is a recording and the other is not. Give two gateways, or two snapshots.");
            }
            return new OtherEnd(Optional.of(opened), Optional.empty());
        } catch (GatewayException e) {
            return new OtherEnd(
                    Optional.empty(),
                    Optional.of(
                            "The other end could not be reached, so this is about one end only: " + e.getMessage()));
        }
    }

    public Optional<Gateway> gateway() {
        return opened.map(Target.Opened::gateway);
    }

    @Override
    public void close() {
        opened.ifPresent(Target.Opened::close);
    }
}
