package espy.packet;

import espy.base.Address;
import espy.base.Bytes;
import java.util.Optional;

/**
 * An IP packet (RFC 791, RFC 8200), decoded as far as its bytes go.
 *
 * @param protocol number of the protocol that the payload speaks, extension headers of IPv6 skipped
 * @param size     in octets, as its header says
 * @param fragment whether it is a part of a fragmented packet
 * @param first    whether its payload begins with that protocol's header: all but later fragments
 * @param payload  what follows the IP headers, no longer than the header says
 */
public record IpPacket(
        Address src, Address dst, int protocol, int size, boolean fragment, boolean first, Bytes payload) {
    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ESP = 50;
    public static final int ICMPV6 = 58;

    private static final int FRAGMENT_HEADER = 44;
    private static final int V6_HEADER = 40;
    private static final int MOST_EXTENSIONS = 8;

    /** Empty when these octets begin with no IP header. */
    public static Optional<IpPacket> of(Bytes data) {
        return switch (data.u8(0) >> 4) {
            case 4 -> v4(data);
            case 6 -> v6(data);
            default -> Optional.empty();
        };
    }

    private static Optional<IpPacket> v4(Bytes data) {
        int header = (data.u8(0) & 15) * 4;
        if (header < 20 || !data.has(0, header)) {
            return Optional.empty();
        }
        int size = data.u16(2);
        boolean more = (data.u8(6) & 0x20) != 0;
        int offset = data.u16(6) & 0x1fff;
        return Optional.of(new IpPacket(
                Address.of(data.part(12, 4).copy()),
                Address.of(data.part(16, 4).copy()),
                data.u8(9),
                size,
                more || offset > 0,
                offset == 0,
                data.part(header, Math.max(0, size - header))));
    }

    private static Optional<IpPacket> v6(Bytes data) {
        if (!data.has(0, V6_HEADER)) {
            return Optional.empty();
        }
        int size = V6_HEADER + data.u16(4);
        int next = data.u8(6);
        int at = V6_HEADER;
        boolean fragment = false;
        boolean first = true;
        for (int i = 0; i < MOST_EXTENSIONS && isExtension(next) && data.has(at, 8); i++) {
            if (next == FRAGMENT_HEADER) {
                fragment = true;
                first = data.u16(at + 2) >> 3 == 0;
            }
            int length = next == FRAGMENT_HEADER ? 8 : (data.u8(at + 1) + 1) * 8;
            next = data.u8(at);
            at += length;
        }
        return Optional.of(new IpPacket(
                Address.of(data.part(8, 16).copy()),
                Address.of(data.part(24, 16).copy()),
                next,
                size,
                fragment,
                first,
                data.part(at, Math.max(0, size - at))));
    }

    private static boolean isExtension(int next) {
        return next == 0 || next == 43 || next == FRAGMENT_HEADER || next == 60;
    }
}
