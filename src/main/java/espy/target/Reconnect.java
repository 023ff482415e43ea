package espy.target;

import espy.gateway.ConnectionLostException;
import espy.gateway.GatewayException;
import java.time.Duration;
import java.util.function.Consumer;

/** Work on a gateway that goes on after the line was lost: it is connected anew, with growing pauses. */
public final class Reconnect {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** With the pauses about half an hour, after which somebody should look what is wrong. */
    private static final int MOST_TRIES = 35;

    /** Reaches the gateway; each call is a connection of its own. */
    public interface Way {
        Target.Opened open() throws Target.Unusable, GatewayException, InterruptedException;
    }

    /** What is done there. */
    public interface Work<T> {
        T on(Target.Opened opened) throws Target.Unusable, GatewayException, InterruptedException;
    }

    /** Waits. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private Reconnect() {}

    /**
     * Connects and works until the work is done. That the first connection fails is not tried again: most likely something was mistyped.
     *
     * @param told is given a sentence for the person at each loss and each new try
     */
    public static <T> T work(Way way, Work<T> work, Consumer<String> told)
            throws Target.Unusable, GatewayException, InterruptedException {
        return work(way, work, told, Thread::sleep);
    }

    static <T> T work(Way way, Work<T> work, Consumer<String> told, Pause pause)
            throws Target.Unusable, GatewayException, InterruptedException {
        Target.Opened opened = way.open();
        while (true) {
            try (var now = opened) {
                return work.on(now);
            } catch (ConnectionLostException e) {
                told.accept(e.getMessage() + " Trying again.");
            }
            opened = again(way, told, pause);
            told.accept("Connected again.");
        }
    }

    private static Target.Opened again(Way way, Consumer<String> told, Pause pause)
            throws Target.Unusable, GatewayException, InterruptedException {
        Duration wait = SHORTEST;
        for (int i = 1; ; i++) {
            pause.of(wait);
            try {
                return way.open();
            } catch (GatewayException e) {
                if (i >= MOST_TRIES) {
                    throw e;
                }
                wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
                told.accept("%s Trying again in %d s.".formatted(e.getMessage(), wait.toSeconds()));
            }
        }
    }
}
