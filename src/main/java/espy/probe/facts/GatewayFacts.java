package espy.probe.facts;

import java.util.Optional;

/**
 * Who we are on which machine.
 *
 * @param root               whether root's answers could be had, directly or by sudo
 * @param clockOffsetSeconds the gateway's clock minus this machine's; absent for recorded gateways
 * @param cloud              the vendor that the hardware names, when it is a cloud ({@code Amazon EC2}, …)
 * @param quote              the lines this was read from (P01)
 */
public record GatewayFacts(
        String name,
        String user,
        boolean root,
        Optional<String> hostname,
        Optional<String> os,
        Optional<String> kernel,
        Optional<Long> clockOffsetSeconds,
        Optional<String> cloud,
        Quote quote) {}
