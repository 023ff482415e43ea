package espy.probe.facts;

import java.util.List;
import java.util.Optional;

/**
 * What the packet filter would do with the packets that matter, found by walking the rules that are there (iptables and nftables).
 * Absent walks: the rules could not be read, or the tunnel's addresses are not known.
 *
 * @param active     whether there are any rules or dropping policies at all
 * @param icmp6      ICMPv6, which carries neighbour discovery, to and from an IPv6 peer; accepted for an IPv4 one, which does without
 * @param forwardOut tunnel traffic of any kind on its way in; {@code tcpOut} of it TCP alone, which rules treat as they like
 * @param natted     the outcome for tunnel traffic of the NAT rules in POSTROUTING, before the IPsec policy is looked up
 * @param mssClamp   whether some rule clamps the TCP MSS
 * @param notUnderstood rules that could not be judged, as text
 */
public record FirewallFacts(
        Optional<Boolean> active,
        Optional<Walk> ikeOut,
        Optional<Walk> ikeIn,
        Optional<Walk> nattOut,
        Optional<Walk> nattIn,
        Optional<Walk> espOut,
        Optional<Walk> espIn,
        Optional<Walk> icmp6,
        Optional<Walk> forwardOut,
        Optional<Walk> forwardIn,
        Optional<Walk> tcpOut,
        Optional<Walk> tcpIn,
        Optional<Nat> natted,
        Optional<Boolean> mssClamp,
        Optional<List<String>> staleNat,
        Quote conntrack,
        List<String> notUnderstood,
        Quote rules) {

    /**
     * What happens to one kind of packet.
     *
     * @param verdict {@code accept}, {@code drop}, {@code reject} or {@code unsure} (a rule on its way could not be judged, or only some
     *                such packets are dropped)
     * @param packets how many packets the deciding rule has counted; 0 for policies without counters
     * @param rule    the deciding rule as text; "" when nothing stands in the way
     */
    public record Walk(String verdict, String chain, String rule, long packets, Quote quote) {}

    /**
     * NAT of tunnel traffic.
     *
     * @param hit     whether a rule would translate a packet from the local to the remote selector
     * @param rule    that rule as text; "" when none
     * @param packets how many it has translated (all traffic, not only the tunnel's)
     */
    public record Nat(boolean hit, String rule, String chain, long packets, Quote quote) {}
}
