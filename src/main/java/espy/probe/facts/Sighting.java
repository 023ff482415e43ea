package espy.probe.facts;

import espy.base.Address;
import espy.ike.IkeMessage;
import espy.packet.Captured;
import espy.packet.Captured.Direction;
import espy.packet.Content;
import espy.packet.IpPacket;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A captured packet, understood.
 *
 * @param out whether this gateway sent it
 * @param ike the message, where it is one
 */
record Sighting(Captured captured, IpPacket ip, Content content, boolean out, Optional<IkeMessage> ike) {
    /** Empty when it is no IP packet. */
    static Optional<Sighting> of(Captured captured, Set<Address> own) {
        return IpPacket.of(captured.data()).map(ip -> {
            Content content = Content.of(ip);
            boolean out = captured.direction() == Direction.OUT
                    || (captured.direction() == Direction.UNKNOWN && own.contains(ip.src()));
            var ike = content instanceof Content.Ike i ? IkeMessage.of(i.message()) : Optional.<IkeMessage>empty();
            return new Sighting(captured, ip, content, out, ike);
        });
    }

    boolean between(Address peer) {
        return ip.src().equals(peer) || ip.dst().equals(peer);
    }

    /** One line for a person: seconds since the capture began, which way, from whom to whom, what. */
    String line(Instant began, String device) {
        double seconds = Duration.between(began, captured.time()).toNanos() / 1e9;
        return String.format(
                Locale.ROOT,
                "%8.3f s %-3s %s%s > %s %s",
                seconds,
                out ? "out" : "in",
                device.isEmpty() ? "" : device + " ",
                ip.src(),
                ip.dst(),
                what());
    }

    private String what() {
        String part = ip.fragment() ? (ip.first() ? "first fragment of " : "later fragment of ") : "";
        return part
                + switch (content) {
                    case Content.Ike i ->
                        "UDP " + i.sport() + " > " + i.dport() + " "
                                + ike.map(Sighting::words).orElse("not IKE");
                    case Content.Esp e ->
                        String.format(
                                Locale.ROOT,
                                "ESP spi 0x%08x seq %d%s",
                                e.spi(),
                                e.sequence(),
                                e.inUdp() ? " in UDP" : "");
                    case Content.Icmp m ->
                        m.error()
                                ? "ICMP " + m.says()
                                        + m.about()
                                                .map(a -> " about " + a.src() + " > " + a.dst())
                                                .orElse("") + (m.mtu() > 0 ? " mtu " + m.mtu() : "")
                                : "ICMP type " + m.type();
                    case Content.Tcp t -> "TCP " + t.sport() + " > " + t.dport();
                    case Content.Udp u -> "UDP " + u.sport() + " > " + u.dport();
                    case Content.Keepalive k -> "NAT keepalive";
                    case Content.Other o -> "protocol " + o.protocol() + ", " + ip.size() + " octets";
                };
    }

    private static String words(IkeMessage m) {
        String role = m.version() == 2 ? (m.response() ? " answer " : " request ") + m.messageId() : "";
        return "IKEv" + m.version() + " " + m.exchange() + role
                + (m.encrypted() ? " encrypted" : "")
                + (m.proposals().isEmpty() ? "" : " SA " + String.join(" | ", m.proposals()))
                + (m.errors().isEmpty() ? "" : " N(" + String.join(", ", m.errors()) + ")");
    }
}
