package espy.packet;

import espy.base.Bytes;
import java.util.Optional;

/** What an IP packet carries. */
public sealed interface Content {
    int IKE_PORT = 500;
    int NATT_PORT = 4500;

    /** A datagram. */
    record Udp(int sport, int dport, Bytes payload) implements Content {}

    /** The header of a segment; {@code flags} as in RFC 9293, SYN is 2, RST is 4, ACK is 16. */
    record Tcp(int sport, int dport, int flags) implements Content {}

    /**
     * A message of ICMP or ICMPv6.
     *
     * @param mtu   of the next hop, where it says that a packet was too big; 0 otherwise
     * @param about the packet that an error is about, as far as it was sent back
     */
    record Icmp(boolean v6, int type, int code, long mtu, Optional<IpPacket> about) implements Content {
        private static final int V4_UNREACHABLE = 3;
        private static final int V4_TIME_EXCEEDED = 11;

        public boolean error() {
            return v6 ? type < 128 : type == V4_UNREACHABLE || type == V4_TIME_EXCEEDED || type == 12;
        }

        /** What an error says, in a few words. */
        public String says() {
            if (v6) {
                return switch (type) {
                    case 1 ->
                        switch (code) {
                            case 0 -> "net unreachable";
                            case 1 -> "admin prohibited";
                            case 3 -> "host unreachable";
                            case 4 -> "port unreachable";
                            default -> "unreachable, code " + code;
                        };
                    case 2 -> "need to frag";
                    case 3 -> "time exceeded";
                    default -> "type " + type + ", code " + code;
                };
            }
            return switch (type) {
                case V4_UNREACHABLE ->
                    switch (code) {
                        case 0, 6, 11 -> "net unreachable";
                        case 1, 7, 12 -> "host unreachable";
                        case 2 -> "protocol unreachable";
                        case 3 -> "port unreachable";
                        case 4 -> "need to frag";
                        case 9, 10, 13 -> "admin prohibited";
                        default -> "unreachable, code " + code;
                    };
                case V4_TIME_EXCEEDED -> "time exceeded";
                default -> "type " + type + ", code " + code;
            };
        }
    }

    /** An ESP packet (RFC 4303), in IP or in UDP (RFC 3948). */
    record Esp(long spi, long sequence, boolean inUdp) implements Content {}

    /** An IKE message, on UDP 500 or behind the non-ESP marker on UDP 4500; its bytes may be anything. */
    record Ike(int sport, int dport, Bytes message) implements Content {}

    /** The one octet that keeps a NAT's mapping alive (RFC 3948, section 2.3). */
    record Keepalive() implements Content {}

    /** Something else, or the later part of a fragmented packet. */
    record Other(int protocol) implements Content {}

    /** What a packet carries. */
    static Content of(IpPacket packet) {
        Bytes data = packet.payload();
        if (!packet.first()) {
            return new Other(packet.protocol());
        }
        return switch (packet.protocol()) {
            case IpPacket.UDP -> data.has(0, 8) ? udp(data) : new Other(packet.protocol());
            case IpPacket.TCP ->
                data.has(0, 14) ? new Tcp(data.u16(0), data.u16(2), data.u8(13)) : new Other(packet.protocol());
            case IpPacket.ESP ->
                data.has(0, 8) ? new Esp(data.u32(0), data.u32(4), false) : new Other(packet.protocol());
            case IpPacket.ICMP, IpPacket.ICMPV6 ->
                data.has(0, 4) ? icmp(packet.protocol() == IpPacket.ICMPV6, data) : new Other(packet.protocol());
            default -> new Other(packet.protocol());
        };
    }

    private static Content udp(Bytes data) {
        int sport = data.u16(0);
        int dport = data.u16(2);
        Bytes payload = data.from(8);
        if (sport == IKE_PORT || dport == IKE_PORT) {
            return new Ike(sport, dport, payload);
        }
        if (sport == NATT_PORT || dport == NATT_PORT) {
            if (payload.length() == 1 && payload.u8(0) == 0xff) {
                return new Keepalive();
            }
            if (payload.has(0, 8)) {
                return payload.u32(0) == 0
                        ? new Ike(sport, dport, payload.from(4))
                        : new Esp(payload.u32(0), payload.u32(4), true);
            }
        }
        return new Udp(sport, dport, payload);
    }

    private static Icmp icmp(boolean v6, Bytes data) {
        int type = data.u8(0);
        int code = data.u8(1);
        var bare = new Icmp(v6, type, code, 0, Optional.empty());
        if (!bare.error()) {
            return bare;
        }
        boolean tooBig = v6 ? type == 2 : (type == 3 && code == 4);
        long mtu = v6 ? data.u32(4) : data.u16(6);
        return new Icmp(v6, type, code, tooBig ? mtu : 0, IpPacket.of(data.from(8)));
    }
}
