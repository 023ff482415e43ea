package espy.probe.facts;

import java.util.Map;

/**
 * Everything that one look at a gateway showed, as plain data. Each component is a variable of the expressions in {@code checklists/}.
 *
 * <p>{@code Optional} components mean "could not be seen": for an expression that needs one which is empty, the outcome is <em>undecidable</em>,
 * never false. {@code has(host.forwarding)} asks whether it was seen. An empty list, on the other hand, means "seen, and there is none".
 *
 * @param answers the first lines of every answer, by probe id: evidence of last resort
 * @param missing why facts are not there, by the path of the fact or its beginning ({@code xfrm}, {@code xfrm.states}): a short sentence
 */
public record Facts(
        GatewayFacts gateway,
        DaemonFacts daemon,
        TunnelFacts tunnel,
        IkeFacts ike,
        XfrmFacts xfrm,
        LogFacts log,
        FirewallFacts firewall,
        HostFacts host,
        ActiveFacts active,
        CaptureFacts capture,
        BothFacts both,
        Map<String, Quote> answers,
        Map<String, String> missing) {
    /** The same, with what the other end of the tunnel shows. */
    public Facts with(BothFacts ends) {
        return new Facts(
                gateway, daemon, tunnel, ike, xfrm, log, firewall, host, active, capture, ends, answers, missing);
    }
}
