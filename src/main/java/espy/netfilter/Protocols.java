package espy.netfilter;

import java.util.Locale;
import java.util.Map;

/** Names of the IP protocols, one per number. */
final class Protocols {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("1", "icmp"),
            Map.entry("2", "igmp"),
            Map.entry("4", "ipencap"),
            Map.entry("6", "tcp"),
            Map.entry("17", "udp"),
            Map.entry("41", "ipv6"),
            Map.entry("47", "gre"),
            Map.entry("50", "esp"),
            Map.entry("51", "ah"),
            Map.entry("58", "icmpv6"),
            Map.entry("ipv6-icmp", "icmpv6"),
            Map.entry("ipip", "ipencap"),
            Map.entry("108", "ipcomp"),
            Map.entry("comp", "ipcomp"),
            Map.entry("132", "sctp"),
            Map.entry("136", "udplite"));

    private Protocols() {}

    /** The one name for a number or for one of several names; what is not known stays as it is. */
    static String name(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return NAMES.getOrDefault(lower, lower);
    }
}
