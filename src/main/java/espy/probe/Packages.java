package espy.probe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which package brings a program that a gateway lacks, under the names of the distributions that run on gateways. */
public final class Packages {
    /** In the order of the names below. */
    private static final List<String> SYSTEMS = List.of("Debian", "Red Hat", "Alpine", "OpenWrt");

    private static final List<Pattern> IDS = Stream.of(
                    "debian|ubuntu|raspbian|vyos|devuan",
                    "rhel|fedora|centos|rocky|almalinux|ol|amzn",
                    "alpine",
                    "openwrt")
            .map(ids -> Pattern.compile("(?m)^ID(?:_LIKE)?=\"?(?:[\\w.-]+ )*(?:" + ids + ")(?: [\\w.-]+)*\"?\\s*$"))
            .toList();

    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("ip", List.of("iproute2", "iproute", "iproute2", "ip-full")),
            Map.entry("swanctl", List.of("strongswan-swanctl", "strongswan", "strongswan", "strongswan-swanctl")),
            Map.entry("iptables-save", List.of("iptables", "iptables-nft", "iptables", "iptables-nft")),
            Map.entry("ip6tables-save", List.of("iptables", "iptables-nft", "iptables", "ip6tables-nft")),
            Map.entry(
                    "iptables-legacy-save",
                    List.of("iptables", "iptables-legacy", "iptables-legacy", "iptables-zz-legacy")),
            Map.entry("nft", List.of("nftables", "nftables", "nftables", "nftables-json")),
            Map.entry("conntrack", List.of("conntrack", "conntrack-tools", "conntrack-tools", "conntrack")),
            Map.entry("chronyc", List.of("chrony", "chrony", "chrony", "chrony")),
            Map.entry("dmesg", List.of("util-linux", "util-linux", "util-linux", "dmesg")));

    private Packages() {}

    /** The packages by distribution; empty for a program that cannot be had as one, or whose daemon brings it. */
    public static Map<String, String> of(String program) {
        var names = NAMES.getOrDefault(program, List.of());
        var found = new LinkedHashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            found.put(SYSTEMS.get(i), names.get(i));
        }
        return found;
    }

    /**
     * The end of a sentence that says what to install, with a semicolon before it; "" when that is not known.
     *
     * @param osRelease what {@code /etc/os-release} holds
     * @param what      the package has: {@code it}, where the sentence names the program before
     */
    public static String advice(String program, String osRelease, String what) {
        var names = of(program);
        for (int i = 0; i < SYSTEMS.size() && !names.isEmpty(); i++) {
            if (IDS.get(i).matcher(osRelease).find()) {
                return "; the package " + names.get(SYSTEMS.get(i)) + " has " + what;
            }
        }
        return names.isEmpty() ? "" : "; the package " + text(program) + " has " + what;
    }

    /** {@code conntrack (Debian, OpenWrt) or conntrack-tools (Red Hat, Alpine)}; one name alone when it is the same everywhere, "" when none is known. */
    public static String text(String program) {
        var systems = of(program).entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.joining(", "))));
        return systems.size() == 1
                ? systems.firstEntry().getKey()
                : systems.entrySet().stream()
                        .map(e -> e.getKey() + " (" + e.getValue() + ")")
                        .collect(Collectors.joining(" or "));
    }
}
