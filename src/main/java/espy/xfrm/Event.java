package espy.xfrm;

import espy.base.Selector;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message of {@code ip xfrm monitor} (iproute2 ip/xfrm_monitor.c).
 *
 * <p>{@code time} is there with {@code -ts} or {@code -t}, as {@code 2026-11-22T08:11:07.001903} in local time of the gateway; {@code namespace}
 * with {@code all-nsid}: a number or {@code current}.
 */
public sealed interface Event {
    Optional<String> time();

    Optional<String> namespace();

    /** What happened to an SA or a policy. Inbound SAs normally appear as updated, because their SPI was allocated before. */
    enum Change {
        ADDED,
        UPDATED,
        DELETED,
        EXPIRED
    }

    /**
     * An SA changed.
     *
     * @param hard whether an expired one is gone; otherwise the daemon is asked to rekey. Absent for all other changes
     */
    record OfState(
            Optional<String> time, Optional<String> namespace, Change change, Optional<Boolean> hard, State state)
            implements Event {}

    /** A policy changed; {@code hard} as for an SA. */
    record OfPolicy(
            Optional<String> time, Optional<String> namespace, Change change, Optional<Boolean> hard, Policy policy)
            implements Event {}

    /**
     * The kernel asks the daemon for an SA, because a packet wants one.
     *
     * @param selector of that packet
     * @param policy   which asks for it
     * @param seq      number of the request; only with {@code -s}
     */
    record Acquire(
            Optional<String> time,
            Optional<String> namespace,
            String proto,
            Optional<Long> spi,
            Optional<Selector> selector,
            Optional<Policy> policy,
            Optional<Long> seq,
            Optional<Mark> mark,
            Optional<Long> ifId,
            Optional<Long> pcpu,
            List<String> lines)
            implements Event {}

    /**
     * Counters of an SA, told while traffic flows: harmless, and no expiry.
     *
     * @param reasons {@code replay update}, {@code timer expired}, {@code policy updated}; unknown bits as {@code 0x…}
     * @param proto   a name, or the number where the gateway has no list of names
     */
    record Sync(
            Optional<String> time,
            Optional<String> namespace,
            List<String> reasons,
            String src,
            String dst,
            long reqid,
            String proto,
            long spi)
            implements Event {}

    /** A NAT between the ends now shows another address or port: {@code A:port}, IPv6 without brackets. */
    record Mapping(
            Optional<String> time,
            Optional<String> namespace,
            String from,
            String to,
            String dst,
            long reqid,
            String proto,
            long spi)
            implements Event {}

    /**
     * All SAs or policies of a kind were deleted.
     *
     * @param what  {@code state} or {@code policy}
     * @param which the protocol's number, 0 for all; or {@code main} or {@code sub}, "" on kernels without sub-policies
     */
    record Flushed(Optional<String> time, Optional<String> namespace, String what, String which) implements Event {}

    /** Mobile IPv6: a packet did not fit its SA. */
    record Report(
            Optional<String> time,
            Optional<String> namespace,
            String proto,
            Optional<Selector> selector,
            Optional<String> careOf)
            implements Event {}

    /** What happens to packets without a policy, by direction: {@code accept} or {@code block}. */
    record Defaults(Optional<String> time, Optional<String> namespace, Map<String, String> actions) implements Event {
        public Defaults {
            actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
        }
    }

    /** A message that this iproute2 does not know, for example MIGRATE (0x21, sent by MOBIKE). */
    record Unknown(Optional<String> time, Optional<String> namespace, String text) implements Event {}
}
