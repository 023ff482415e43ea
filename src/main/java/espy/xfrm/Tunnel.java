package espy.xfrm;

import espy.base.Selector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Policies and SAs that belong together.
 *
 * @param name      the outbound selectors, or the addresses when there are no policies
 * @param peer      the other end's outer address; "" when unknown
 * @param local     our outer address; "" when unknown
 * @param mode      {@code tunnel}, {@code transport}, …; "" when unknown
 * @param reqid     0 when none is used
 * @param selectors what goes into the tunnel, seen from here: {@code src} is ours
 * @param policies  out, in and fwd
 * @param inbound   SAs by which the peer sends to us
 * @param outbound  SAs by which we send
 * @param larval    SAs that are still being negotiated, in either direction
 * @param troubles  what does not fit together, in sentences; empty when all is well
 * @param misfits   of those of a kind that rules ask for, the first sentence
 * @param notes     what is worth knowing although nothing is wrong
 */
public record Tunnel(
        String name,
        String peer,
        String local,
        String mode,
        long reqid,
        Optional<Mark> mark,
        Optional<Long> ifId,
        List<Selector> selectors,
        List<Policy> policies,
        List<State> inbound,
        List<State> outbound,
        List<State> larval,
        List<String> troubles,
        Map<Misfit, String> misfits,
        List<String> notes) {
    public Tunnel {
        selectors = List.copyOf(selectors);
        policies = List.copyOf(policies);
        inbound = List.copyOf(inbound);
        outbound = List.copyOf(outbound);
        larval = List.copyOf(larval);
        troubles = List.copyOf(troubles);
        misfits = Map.copyOf(misfits);
        notes = List.copyOf(notes);
    }

    /** {@code up}, {@code one way}, {@code negotiating} or {@code no SA}. */
    public String status() {
        boolean in = !inbound.isEmpty();
        boolean out = !outbound.isEmpty();
        if (in && out) {
            return "up";
        }
        if (in || out) {
            return "one way";
        }
        return larval.isEmpty() ? "no SA" : "negotiating";
    }
}
