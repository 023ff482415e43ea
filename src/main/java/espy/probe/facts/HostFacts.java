package espy.probe.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine under the tunnel.
 *
 * @param forwarding    whether IPv4 (or, for a tunnel of IPv6 networks, IPv6) packets are forwarded
 * @param localPresent  whether the tunnel's outer local address is on this host; absent when unknown or {@code %any}
 * @param localInner    an address of this host inside the local selector; "" when there is none
 * @param routeToPeer   the interface towards the peer; "" when there is no route
 * @param routeInner    the interface towards the remote network, table 220 included; "" when there is no route
 * @param routeTarget   what that was looked up for: the host that somebody named, else the remote network; "" when neither is known
 * @param tunnelDevices the VTI and XFRM interfaces, but for the one that the kernel's module makes of itself, where the tunnel's policies ask for a mark or an interface id; otherwise empty
 * @param doorMtu       the largest packet that the tunnel's own interface takes, in octets; 0 when it has none
 * @param largestInner  the largest packet that fits, with ESP around it, into the interface towards the peer
 * @param peerUnreachable whether the neighbour entry of the peer or of the next hop towards it failed
 * @param rpFilterStrict interfaces with strict reverse-path filtering, of those that matter
 * @param disableXfrm   interfaces with {@code disable_xfrm} set
 * @param disablePolicy interfaces with {@code disable_policy} set, VTI and XFRM interfaces not counted
 * @param diskFull      mount points that have no space or no inodes left
 * @param clockSynced   whether the clock is synchronised; absent when nobody says
 * @param memoryFreePercent available memory
 * @param load          one-minute load per CPU
 * @param peerResolves  whether the peer's name resolves on the gateway; absent when the peer is an address
 * @param conntrackPercent how full the table of connections is; absent when nothing counts connections
 * @param nstat         kernel network counters by name
 */
public record HostFacts(
        Optional<Boolean> forwarding,
        Optional<Boolean> localPresent,
        Optional<String> localInner,
        Optional<String> routeToPeer,
        Optional<String> routeInner,
        String routeTarget,
        List<String> tunnelDevices,
        Optional<Integer> doorMtu,
        Optional<Integer> largestInner,
        Optional<Boolean> peerUnreachable,
        Optional<List<String>> rpFilterStrict,
        Optional<List<String>> disableXfrm,
        Optional<List<String>> disablePolicy,
        Optional<List<String>> diskFull,
        Optional<Boolean> clockSynced,
        Optional<Long> memoryFreePercent,
        Optional<Double> load,
        Optional<Boolean> peerResolves,
        Optional<Boolean> fips,
        Optional<List<String>> modulesMissing,
        Optional<Long> conntrackPercent,
        Optional<Map<String, Long>> nstat,
        Quote sysctl,
        Quote addresses,
        Quote routes,
        Quote disk,
        Quote clock,
        Quote memory,
        Quote neighbours,
        Quote nstatQuote,
        Quote conntrackLoad,
        Quote loadQuote,
        Quote links) {}
