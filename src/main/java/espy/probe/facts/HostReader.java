package espy.probe.facts;

import espy.base.Address;
import espy.base.Numbers;
import espy.base.Prefix;
import espy.base.Words;
import espy.host.Clock;
import espy.host.Counters;
import espy.host.InterfaceAddress;
import espy.host.Links;
import espy.host.Load;
import espy.host.Memory;
import espy.host.Mount;
import espy.host.Settings;
import espy.probe.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the machine under the tunnel out of a snapshot: probes P08, P09, P10, P12, P14 and P21. */
public final class HostReader {
    private static final String FORWARD_4 = "net.ipv4.ip_forward";
    private static final String FORWARD_6 = "net.ipv6.conf.all.forwarding";
    /** In percent, of space or of inodes: from here on nothing but root's reserve is left. */
    private static final int FULL = 99;

    /** Counters of packets that were dropped before or after the tunnel had to do with them. */
    private static final Set<String> TELLING = Set.of(
            "IpInHdrErrors",
            "IpInAddrErrors",
            "IpForwDatagrams",
            "IpInDiscards",
            "IpOutDiscards",
            "IpOutNoRoutes",
            "IpReasmFails",
            "IpFragFails",
            "IpFragCreates",
            "IcmpInDestUnreachs",
            "IcmpOutDestUnreachs",
            "UdpNoPorts",
            "UdpInErrors",
            "UdpRcvbufErrors",
            "UdpSndbufErrors",
            "IpExtInNoRoutes",
            "TcpExtIPReversePathFilter");

    /** The kernel's modules make these of themselves; no tunnel is sent into them. */
    private static final Set<String> FALLBACKS = Set.of("ip_vti0", "ip6_vti0");

    private static final Set<String> TELLING_GROUPS = Set.of("Ip:", "Udp:", "TcpExt:", "IpExt:");

    private final Snapshot snapshot;
    private final TunnelFacts tunnel;
    private final Map<String, String> missing;
    private final Unread unread;
    private final Printed sysctl;
    private final Settings settings;
    private final Printed addr;
    private final List<InterfaceAddress> addresses;
    private final Set<String> ipsecDevices;
    private final Optional<Address> wanted;

    private HostReader(
            Snapshot snapshot,
            TunnelFacts tunnel,
            Optional<Address> wanted,
            Map<String, String> missing,
            Unread unread) {
        this.wanted = wanted;
        this.snapshot = snapshot;
        this.tunnel = tunnel;
        this.missing = missing;
        this.unread = unread;
        sysctl = Printed.of(snapshot, "P12", "The kernel's settings");
        settings = sysctl.text().map(t -> unread.kept("P12", Settings.parse(t))).orElse(new Settings(Map.of()));
        addr = Printed.of(snapshot, "P09.addr", "The addresses of this host");
        addresses = addr.text()
                .map(t -> unread.kept("P09.addr", InterfaceAddress.parse(t)))
                .orElse(List.of());
        ipsecDevices = Links.ipsec(snapshot.text("P09.link").orElse(""));
    }

    /**
     * The facts. What was not answered, or does not tell, is absent.
     *
     * @param wanted  the host behind the peer that somebody named
     * @param missing gets a sentence for each fact that is absent, by its path
     * @param unread  gets the lines that were not understood
     */
    static HostFacts of(
            Snapshot snapshot,
            TunnelFacts tunnel,
            Optional<Address> wanted,
            Map<String, String> missing,
            Unread unread) {
        return new HostReader(snapshot, tunnel, wanted, missing, unread).read();
    }

    private HostFacts read() {
        var lan = lan();
        var routing = new RoutingFacts(snapshot, tunnel, lan, wanted, unread);
        var toPeer = note("routeToPeer", routing.toPeer(), routing.whyNotToPeer());
        var strict = rpFilterStrict(toPeer);
        var noXfrm = set("disable_xfrm", "disableXfrm", dev -> !dev.equals("lo"));
        var noPolicy = set("disable_policy", "disablePolicy", dev -> !dev.equals("lo") && !ipsec(dev));
        var devices = Stream.of(strict, noXfrm, noPolicy)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        var disk = Printed.of(snapshot, "P14.df", "The sizes of the disks");
        var full = note("diskFull", full(disk), disk.reason());
        var clock = Printed.of(snapshot, "P14.time", "The settings of the clock");
        var memory = Printed.of(snapshot, "P14.memory", "The numbers of the memory");
        var counters = Printed.of(snapshot, "P08", "The network counters");
        var links = Printed.of(snapshot, "P09.link", "The interfaces");
        var mtus = links.text().map(Links::mtus).orElse(Map.of());
        var inner = routing.toInner();
        return new HostFacts(
                forwarding(),
                localPresent(),
                localInner(lan),
                toPeer,
                note("routeInner", inner, routing.whyNotToInner()),
                wanted.map(Address::toString)
                        .orElse(tunnel.remoteTs().stream().findFirst().orElse("")),
                tunnel.policies().lines().stream().anyMatch(HostReader::routeBased)
                        ? ipsecDevices.stream()
                                .filter(d -> !FALLBACKS.contains(d))
                                .toList()
                        : List.of(),
                note(
                        "doorMtu",
                        links.text().map(_ -> inner.filter(ipsecDevices::contains)
                                .map(mtus::get)
                                .orElse(0)),
                        links.reason()),
                note(
                        "largestInner",
                        toPeer.map(mtus::get).flatMap(mtu -> tunnel.overhead().map(o -> o.largest(mtu))),
                        "What ESP adds, or the interface towards the peer, is not known"),
                note("peerUnreachable", routing.peerUnreachable(), routing.whyNotPeerUnreachable()),
                strict,
                noXfrm,
                noPolicy,
                full,
                clockSynced(clock),
                memoryFree(memory),
                load(),
                note("peerResolves", Optional.empty(), whyNotResolved()),
                fips(),
                note(
                        "modulesMissing",
                        Optional.empty(),
                        "What is not in the list of modules may be built into the kernel, so the list does not tell"),
                conntrackPercent(),
                counters(counters),
                sysctl.quote(l -> tellingSetting(l, devices)),
                addr.quoteOrStart(HostReader::tellingAddress),
                routing.routeQuote(),
                disk.quoteOrStart(l -> tellingMount(l, full.orElse(List.of()))),
                clock.quote(l -> true),
                memory.quoteOrStart(l -> l.startsWith("Mem") || l.startsWith("Swap")),
                routing.neighbourQuote(),
                counters.quote(HostReader::tellingCounter),
                Printed.of(snapshot, "P22", "The numbers of connections").quote(l -> l.contains("nf_conntrack_")),
                Printed.of(snapshot, "P14.load", "The load").quote(l -> true),
                links.quote(l -> l.contains(" mtu ")));
    }

    /** Keeps the sentence for a fact that is absent. */
    private <T> Optional<T> note(String name, Optional<T> fact, String sentence) {
        if (fact.isEmpty()) {
            missing.put("host." + name, sentence);
        }
        return fact;
    }

    private Optional<Boolean> forwarding() {
        var networks = tunnel.remoteTs().stream()
                .map(Traffic::network)
                .flatMap(Optional::stream)
                .map(p -> p.address().isV6())
                .distinct()
                .toList();
        var families = networks.isEmpty() ? List.of(false) : networks;
        var each = families.stream().map(v6 -> forwarding(v6)).toList();
        Optional<Boolean> all = each.contains(Optional.of(false))
                ? Optional.of(false)
                : each.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(true);
        return note("forwarding", all, whyNoForwarding());
    }

    /** With the switch for all interfaces off, single IPv4 interfaces may still forward what comes in there; then it cannot be said. */
    private Optional<Boolean> forwarding(boolean v6) {
        var on = settings.number(v6 ? FORWARD_6 : FORWARD_4).map(n -> n > 0);
        return on.filter(yes -> yes || v6 || forwardingAnyway().isEmpty());
    }

    private List<String> forwardingAnyway() {
        return devices("forwarding", dev -> !dev.equals("lo") && !dev.equals("default"));
    }

    private String whyNoForwarding() {
        if (sysctl.text().isEmpty()) {
            return sysctl.reason();
        }
        var anyway = forwardingAnyway();
        return anyway.isEmpty()
                ? "The kernel's settings do not show whether packets are forwarded"
                : FORWARD_4 + " is 0, but forwarding is on for " + String.join(", ", anyway)
                        + ": it depends on where a packet comes in";
    }

    /** Of a policy's lines, those that say that only packets of an interface are meant. */
    private static boolean routeBased(String line) {
        return line.strip().startsWith("if_id 0x") || line.strip().startsWith("mark 0x") || line.contains(" if_id 0x");
    }

    private Optional<Long> conntrackPercent() {
        var load = Printed.of(snapshot, "P22", "The numbers of connections");
        var count = numberOf("nf_conntrack_count", load);
        var most = numberOf("nf_conntrack_max", load).filter(m -> m > 0);
        return note(
                "conntrackPercent",
                count.flatMap(c -> most.map(m -> c * 100 / m)),
                "The kernel does not say how many connections it follows");
    }

    private static Optional<Long> numberOf(String name, Printed printed) {
        return printed.lines(l -> l.contains(name)).stream()
                .findFirst()
                .flatMap(l -> Numbers.parse(l.substring(l.lastIndexOf(':') + 1).strip()));
    }

    private Optional<Boolean> localPresent() {
        var local = Address.parse(tunnel.local()).filter(a -> !a.isAny());
        var present = local.filter(a -> addr.text().isPresent())
                .map(l -> addresses.stream().anyMatch(a -> a.address().equals(l)));
        return note(
                "localPresent",
                present,
                local.isEmpty() ? "The tunnel's local address is not fixed or not known" : addr.reason());
    }

    /** Our address in the local network. */
    private Optional<InterfaceAddress> lan() {
        var networks = tunnel.localTs().stream().map(Traffic::network).toList();
        return addresses.stream()
                .filter(InterfaceAddress::reachable)
                .filter(a -> networks.stream().flatMap(Optional::stream).anyMatch(n -> n.contains(a.address())))
                // 0.0.0.0/0 holds the outer address, too: it is the last choice
                .min(Comparator.comparing(a -> a.address().toString().equals(tunnel.local())));
    }

    private Optional<String> localInner(Optional<InterfaceAddress> lan) {
        var networks = tunnel.localTs().stream().map(Traffic::network).toList();
        var found = lan.map(InterfaceAddress::address).map(Address::toString);
        boolean known = !networks.isEmpty() && networks.stream().allMatch(Optional<Prefix>::isPresent);
        return note(
                "localInner",
                found.or(() -> known && addr.text().isPresent() ? Optional.of("") : Optional.empty()),
                known ? addr.reason() : "The local network is not known");
    }

    /** The interface towards the peer and those made for IPsec; what the filter does on others is not the tunnel's matter. */
    private Optional<List<String>> rpFilterStrict(Optional<String> toPeer) {
        var values = settings.perInterface("rp_filter");
        long all = values.getOrDefault("all", 0L);
        // what the peer sends comes in where our outer address is, which need not be where the way to the peer leads
        var outer = addresses.stream()
                .filter(a -> a.address().toString().equals(tunnel.local()))
                .map(InterfaceAddress::dev);
        var matter = Stream.concat(outer, toPeer.stream()).collect(Collectors.toSet());
        var strict = values.entrySet().stream()
                .filter(e -> ipsec(e.getKey()) || matter.contains(e.getKey()))
                .filter(e -> !e.getKey().equals("lo") && Math.max(all, e.getValue()) == 1)
                .map(Map.Entry::getKey)
                .toList();
        boolean known = !values.isEmpty() && (toPeer.isPresent() || !strict.isEmpty());
        String why = values.isEmpty() ? whyNotSet("rp_filter") : "The interface towards the peer is not known";
        return note("rpFilterStrict", Optional.of(strict).filter(s -> known), why);
    }

    private boolean ipsec(String dev) {
        return ipsecDevices.contains(dev) || Links.namedForIpsec(dev);
    }

    /** The interfaces on which a switch is on; {@code all} is one of them, {@code default} speaks of future interfaces only. */
    private Optional<List<String>> set(String setting, String fact, Predicate<String> counts) {
        boolean seen = !settings.perInterface(setting).isEmpty();
        return note(
                fact,
                seen
                        ? Optional.of(devices(setting, dev -> counts.test(dev) && !dev.equals("default")))
                        : Optional.empty(),
                whyNotSet(setting));
    }

    private List<String> devices(String setting, Predicate<String> counts) {
        return settings.perInterface(setting).entrySet().stream()
                .filter(e -> e.getValue() == 1 && counts.test(e.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private String whyNotSet(String setting) {
        return sysctl.text().isPresent() ? "The kernel's settings do not show " + setting : sysctl.reason();
    }

    private Optional<List<String>> full(Printed disk) {
        return disk.text()
                .map(t -> unread.kept("P14.df", Mount.parse(t)))
                .filter(all -> !all.isEmpty())
                .map(all -> all.stream()
                        .filter(m -> m.writable() && m.percent() >= FULL)
                        .map(Mount::point)
                        .distinct()
                        .toList());
    }

    private Optional<Boolean> clockSynced(Printed clock) {
        var said = clock.text().flatMap(Clock::synchronised);
        return note(
                "clockSynced",
                said,
                clock.text().isPresent()
                        ? "The gateway does not say whether its clock is synchronised"
                        : clock.reason());
    }

    private Optional<Long> memoryFree(Printed memory) {
        var percent = memory.text().flatMap(Memory::freePercent);
        return note(
                "memoryFreePercent",
                percent,
                memory.text().isPresent() ? "The kernel does not say how much memory is available" : memory.reason());
    }

    private Optional<Double> load() {
        var printed = Printed.of(snapshot, "P14.load", "The numbers of the load");
        return note(
                "load",
                printed.text().flatMap(t -> Load.perCpu(t).value()),
                printed.text().isPresent() ? "The number of CPUs is not known" : printed.reason());
    }

    /** A kernel that was built without FIPS mode has no such switch. */
    private Optional<Boolean> fips() {
        var printed = Printed.of(snapshot, "P14.fips", "The settings of FIPS mode");
        var answer = snapshot.answer("P14.fips");
        boolean noSuchSwitch = answer.filter(a -> a.exit() == 1 && a.err().contains("No such file"))
                .isPresent();
        var said = printed.text().map(String::strip).flatMap(v -> switch (v) {
            case "1" -> Optional.of(true);
            case "0" -> Optional.of(false);
            default -> Optional.<Boolean>empty();
        });
        return note("fips", noSuchSwitch ? Optional.of(false) : said, printed.reason());
    }

    private Optional<Map<String, Long>> counters(Printed printed) {
        return note(
                "nstat",
                printed.text().map(t -> unread.kept("P08", Counters.parse(t))).filter(m -> !m.isEmpty()),
                printed.text().isPresent() ? "The kernel printed no network counters" : printed.reason());
    }

    private String whyNotResolved() {
        if (tunnel.peer().isEmpty()) {
            return "The peer's name is not known";
        }
        return Address.parse(tunnel.peer()).isPresent()
                ? "The peer is an address: there is nothing to resolve"
                : "Espy did not ask the gateway to resolve the peer's name";
    }

    private static boolean tellingSetting(String line, Set<String> devices) {
        var one = Settings.parse(line).value();
        if (Stream.of(FORWARD_4, FORWARD_6, "net.ipv4.conf.all.")
                .anyMatch(start -> one.values().keySet().stream().anyMatch(n -> n.startsWith(start)))) {
            return true;
        }
        return Stream.of("rp_filter", "disable_xfrm", "disable_policy")
                .anyMatch(setting -> one.perInterface(setting).entrySet().stream()
                        .anyMatch(e -> e.getValue() > 0 && devices.contains(e.getKey())));
    }

    private static boolean tellingAddress(String line) {
        return InterfaceAddress.parse(line).value().stream().anyMatch(a -> a.reachable());
    }

    private static boolean tellingMount(String line, List<String> full) {
        return Mount.parse(line).value().stream().anyMatch(m -> m.percent() >= FULL && full.contains(m.point()));
    }

    private static boolean tellingCounter(String line) {
        var words = Words.of(line);
        String name = words.next();
        return TELLING_GROUPS.contains(name)
                || (TELLING.contains(name) && !words.peek().equals("0"));
    }
}
