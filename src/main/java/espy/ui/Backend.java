package espy.ui;

import espy.gateway.GatewayException;
import espy.gateway.Prompts;
import espy.probe.Snapshot;
import espy.run.Run;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the window needs from the rest of the program. All calls may block and are made from virtual threads only.
 */
public interface Backend {
    /** Gateways that the person has saved, as targets; empty when there are none. */
    List<String> saved();

    /** Names of hosts in {@code ~/.ssh/config}, without patterns; empty when there are none. */
    List<String> sshHosts();

    /** What the built-in demo can show. */
    List<Scenario> scenarios();

    /**
     * One run from start to end.
     *
     * @param progress is told in a few words what is being done, from any thread
     * @throws GatewayException     with a sentence for the person
     * @throws InterruptedException when this thread was interrupted: the run is cancelled, remotely too
     */
    Run run(Request request, Prompts prompts, Consumer<String> progress) throws GatewayException, InterruptedException;

    /**
     * Looks at the kernel's tables again and again on one connection, a few seconds apart.
     *
     * @param target as in {@link Request}
     * @param seen   is told each look, on this thread
     * @throws GatewayException     with a sentence for the person, also when the gateway goes away
     * @throws InterruptedException when this thread was interrupted: the only other way in which it ends
     */
    void watch(String target, Prompts prompts, Consumer<Snapshot> seen) throws GatewayException, InterruptedException;

    /**
     * From now on this target is looked at as root, with {@code sudo} and its password; until that is refused.
     *
     * @param target as in {@link Request}
     */
    void becomeRoot(String target);

    /**
     * What to run.
     *
     * @param target as a person types it: {@code user@host}, {@code local}, {@code demo:NAME}, a snapshot's path
     * @param tunnel its name; absent lets Espy choose
     * @param peer   the gateway at the other end, looked at too; absent when it cannot be reached
     * @param stir   traffic that the person allows; absent: Espy only reads
     */
    record Request(String target, Optional<String> tunnel, Optional<String> peer, Optional<Stir> stir) {}

    /**
     * Consent to send packets into the tunnel.
     *
     * @param initiate whether the daemon may be asked to bring the tunnel up
     * @param from     the host whose traffic is in trouble; absent when the person named none
     * @param to       a host behind the peer; absent when the person named none
     */
    record Stir(boolean initiate, Optional<String> from, Optional<String> to) {}

    /** One scenario of the demo; {@code summary} says in a sentence what a person sees of the trouble. */
    record Scenario(String name, String summary) {}
}
