package espy.probe.facts;

import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.Tunnel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kernel's own tables.
 *
 * @param states   all SAs but the kernel's helpers; absent without root
 * @param policies without per-socket ones; absent without root
 * @param tunnels  policies and SAs paired
 * @param stat     {@code /proc/net/xfrm_stat} by name; absent when the kernel has none
 * @param moved    the names of the error counters that are not zero, most first
 */
public record XfrmFacts(
        Optional<List<State>> states,
        Optional<List<Policy>> policies,
        Optional<List<Tunnel>> tunnels,
        Optional<Map<String, Long>> stat,
        Optional<List<String>> moved,
        Quote statQuote,
        Quote statesQuote,
        Quote policiesQuote) {}
