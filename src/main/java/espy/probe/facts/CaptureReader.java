package espy.probe.facts;

import espy.base.Address;
import espy.base.Prefix;
import espy.host.InterfaceAddress;
import espy.host.Links;
import espy.ike.IkeMessage;
import espy.packet.Captured;
import espy.packet.Content;
import espy.packet.IpPacket;
import espy.probe.Actions;
import espy.probe.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what a capture shows, from the view of the tunnel that the run is about. */
public final class CaptureReader {
    private static final int MOST_LINES = 24;
    /** What a person may want to read of a whole capture. */
    private static final int MOST_IN_ALL = 300;

    private static final Pattern LINK = Pattern.compile("(?m)^(\\d{1,6}): ([^:@\\s]{1,40})[:@]");

    private final TunnelFacts tunnel;
    private final Set<Address> own;
    private final Optional<Address> peer;
    private final List<Prefix> here;
    private final List<Prefix> there;
    private final Map<Integer, String> devices;
    private final Set<String> ipsecDevices;
    private final String outside;
    private final List<Sighting> seen;
    private final Instant began;

    private CaptureReader(Stirring stirring, Snapshot after, TunnelFacts tunnel, String outside) {
        this.tunnel = tunnel;
        own = InterfaceAddress.parse(after.text("P09.addr").orElse("")).value().stream()
                .map(InterfaceAddress::address)
                .collect(Collectors.toSet());
        peer = stirring.sent().peer();
        here = stirring.sent().here();
        there = stirring.sent().there();
        String links = after.text("P09.link").orElse("");
        devices = LINK.matcher(links)
                .results()
                .collect(Collectors.toMap(m -> Integer.parseInt(m.group(1)), m -> m.group(2), (a, b) -> a));
        ipsecDevices = Links.ipsec(links);
        this.outside = outside;
        var packets = stirring.packets().orElse(List.of());
        seen = packets.stream().flatMap(p -> Sighting.of(p, own).stream()).toList();
        began = packets.stream().map(Captured::time).min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /**
     * The facts.
     *
     * @param outside interface towards the peer; "" when not known
     * @param missing gets a sentence for each fact that is absent, by its path
     */
    static CaptureFacts of(
            Stirring stirring,
            Snapshot after,
            TunnelFacts tunnel,
            String outside,
            XfrmFacts xfrm,
            Map<String, String> missing) {
        if (stirring.packets().isEmpty()) {
            missing.put("capture", stirring.whyNot());
            return CaptureFacts.NONE;
        }
        missing.put("capture", "The capture does not tell this");
        return new CaptureReader(stirring, after, tunnel, outside).read(stirring.seconds(), xfrm);
    }

    /** The whole capture in words, a line a packet; bounded. */
    public static String text(List<Captured> packets) {
        Instant began =
                packets.stream().map(Captured::time).min(Instant::compareTo).orElse(Instant.EPOCH);
        return packets.stream()
                .limit(MOST_IN_ALL)
                .flatMap(p -> Sighting.of(p, Set.of()).stream())
                .map(s -> s.line(began, ""))
                .collect(Collectors.joining("\n"));
    }

    private CaptureFacts read(long seconds, XfrmFacts xfrm) {
        var ike = some(s -> s.ike().isPresent() && withPeer(s));
        var esp = some(s -> s.content() instanceof Content.Esp && withPeer(s));
        var spis = spis(esp);
        var known = xfrm.states().map(all -> all.stream().map(s -> s.spiText()).collect(Collectors.toSet()));
        var clear = some(this::clear);
        boolean plain = tunnel.localTs().stream().noneMatch(t -> t.contains("["));
        var icmp = some(s -> !s.out() && s.content() instanceof Content.Icmp m && m.error());
        var lan = some(s -> lanIn(s) || lanOut(s));
        return new CaptureFacts(
                Optional.of(seconds),
                count(ike, Sighting::out),
                count(ike, s -> !s.out()),
                count(ike, s -> s.out() && is(s, IkeMessage::opens)),
                count(ike, s -> !s.out() && is(s, IkeMessage::answersOpening)),
                count(ike, s -> !s.out() && is(s, IkeMessage::opens)),
                count(ike, s -> s.out() && is(s, IkeMessage::answersOpening)),
                Optional.of(repeats(ike)),
                count(ike, s -> s.out() && is(s, CaptureReader::later)),
                count(ike, s -> !s.out() && is(s, CaptureReader::later)),
                count(ike, s -> s.out() && on4500(s)),
                count(ike, s -> !s.out() && on4500(s)),
                Optional.of(versions(ike, true)),
                Optional.of(versions(ike, false)),
                Optional.of(distinct(ike, false, IkeMessage::errors)),
                Optional.of(distinct(ike, true, IkeMessage::errors)),
                Optional.of(distinct(ike, true, IkeMessage::proposals)),
                Optional.of(distinct(ike, false, IkeMessage::proposals)),
                count(esp, Sighting::out),
                count(esp, s -> !s.out()),
                count(esp, s -> s.out() && inUdp(s)),
                count(esp, s -> !s.out() && inUdp(s)),
                Optional.of(spis),
                known.map(k -> spis.stream().filter(s -> !k.contains(s)).toList()),
                plain ? Optional.of((long) clear.size()) : Optional.empty(),
                plain ? count(clear, s -> !within(here, s.ip().src())) : Optional.empty(),
                count(lan, this::lanIn),
                count(lan, this::lanOut),
                count(seen, s -> s.ip().fragment() && s.out() && withPeer(s)),
                count(seen, s -> s.ip().fragment() && !s.out() && withPeer(s)),
                Optional.of(errors(icmp)),
                quote(ike),
                quote(esp),
                quote(clear),
                quote(icmp),
                quote(lan));
    }

    private List<Sighting> some(Predicate<Sighting> which) {
        return seen.stream().filter(which).toList();
    }

    private static Optional<Long> count(List<Sighting> from, Predicate<Sighting> which) {
        return Optional.of(from.stream().filter(which).count());
    }

    private static boolean is(Sighting s, Predicate<IkeMessage> what) {
        return s.ike().filter(what).isPresent();
    }

    private boolean withPeer(Sighting s) {
        return peer.map(s::between).orElse(true);
    }

    /** Neither asks for an IKE SA nor answers that. */
    private static boolean later(IkeMessage m) {
        return !m.opens() && !m.answersOpening() && m.errors().isEmpty();
    }

    private static boolean on4500(Sighting s) {
        return s.content() instanceof Content.Ike i
                && (i.sport() == Content.NATT_PORT || i.dport() == Content.NATT_PORT);
    }

    private static boolean inUdp(Sighting s) {
        return s.content() instanceof Content.Esp e && e.inUdp();
    }

    /** A retransmission has the very same octets. */
    private static long repeats(List<Sighting> ike) {
        var known = new HashSet<String>();
        return ike.stream()
                .filter(s -> !s.out() && is(s, m -> !m.response()))
                .filter(s -> s.content() instanceof Content.Ike i
                        && !known.add(new String(i.message().copy(), java.nio.charset.StandardCharsets.ISO_8859_1)))
                .count();
    }

    private static List<String> versions(List<Sighting> ike, boolean out) {
        return ike.stream()
                .filter(s -> s.out() == out)
                .flatMap(s -> s.ike().stream())
                .filter(IkeMessage::opens)
                .map(m -> String.valueOf(m.version()))
                .distinct()
                .toList();
    }

    private interface Texts {
        List<String> of(IkeMessage message);
    }

    private static List<String> distinct(List<Sighting> ike, boolean out, Texts texts) {
        return ike.stream()
                .filter(s -> s.out() == out)
                .flatMap(s -> s.ike().stream())
                .flatMap(m -> texts.of(m).stream())
                .distinct()
                .limit(MOST_LINES)
                .toList();
    }

    private static List<String> spis(List<Sighting> esp) {
        return esp.stream()
                .filter(s -> !s.out())
                .flatMap(s ->
                        s.content() instanceof Content.Esp e ? Stream.of("0x%08x".formatted(e.spi())) : Stream.empty())
                .distinct()
                .limit(MOST_LINES)
                .toList();
    }

    private String device(Sighting s) {
        return devices.getOrDefault(s.captured().device(), "");
    }

    private boolean inner(Sighting s) {
        return !(s.content() instanceof Content.Esp)
                && s.ike().isEmpty()
                && !(s.content() instanceof Content.Icmp m && m.error())
                && !ipsecDevices.contains(device(s));
    }

    /** It goes to the remote network, and leaves where ESP should. Where the capture names no interface, a route-based tunnel's looks the same. */
    private boolean clear(Sighting s) {
        boolean unnamed = device(s).isEmpty() || outside.isEmpty();
        boolean leaves = unnamed ? ipsecDevices.isEmpty() : device(s).equals(outside);
        return s.out() && inner(s) && leaves && within(there, s.ip().dst()) && !there.isEmpty();
    }

    private boolean lanIn(Sighting s) {
        return !s.out() && inner(s) && within(here, s.ip().src()) && within(there, s.ip().dst()) && inside(s);
    }

    private boolean lanOut(Sighting s) {
        return s.out() && inner(s) && within(there, s.ip().src()) && within(here, s.ip().dst()) && inside(s);
    }

    private boolean inside(Sighting s) {
        return device(s).isEmpty() || !device(s).equals(outside);
    }

    private static boolean within(List<Prefix> networks, Address address) {
        return networks.stream().anyMatch(n -> n.contains(address));
    }

    private List<CaptureFacts.IcmpError> errors(List<Sighting> icmp) {
        var counted = new LinkedHashMap<CaptureFacts.IcmpError, Long>();
        for (Sighting s : icmp) {
            if (s.content() instanceof Content.Icmp m) {
                var error = new CaptureFacts.IcmpError(s.ip().src().toString(), m.says(), about(m), m.mtu(), 0);
                counted.merge(error, 1L, Long::sum);
            }
        }
        var found = new ArrayList<CaptureFacts.IcmpError>();
        counted.forEach((e, n) -> found.add(new CaptureFacts.IcmpError(e.from(), e.says(), e.about(), e.mtu(), n)));
        return List.copyOf(found);
    }

    private String about(Content.Icmp error) {
        if (error.about().isEmpty()) {
            return "other";
        }
        IpPacket packet = error.about().get();
        boolean toPeer = peer.map(packet.dst()::equals).orElse(true);
        return switch (Content.of(packet)) {
            case Content.Ike i when toPeer -> "ike";
            case Content.Udp u
            when toPeer && (u.dport() == Content.IKE_PORT || u.dport() == Content.NATT_PORT) -> "ike";
            case Content.Esp e when toPeer -> "esp";
            default -> within(there, packet.dst()) && within(here, packet.src()) ? "inner" : "other";
        };
    }

    private Quote quote(List<Sighting> some) {
        return Quote.of(
                Actions.CAPTURE,
                some.stream()
                        .limit(MOST_LINES)
                        .map(s -> s.line(began, device(s)))
                        .toList());
    }
}
