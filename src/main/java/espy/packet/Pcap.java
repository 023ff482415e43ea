package espy.packet;

import espy.base.Bytes;
import espy.packet.Captured.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The classic capture file (draft-ietf-opsawg-pcap), in both byte orders, with micro- or nanoseconds. Link types: Ethernet (1), raw IP (101, 12, 228,
 * 229), Linux cooked (113) and its second version (276), which alone names the interface.
 *
 * @param packets in the order of the file; what holds no IP is left out
 * @param others  how many those were
 * @param whole   whether the file ends where a packet ends; a capture that was stopped may not
 */
public record Pcap(List<Captured> packets, int others, boolean whole) {
    /** No more are read, so that a file of a hostile gateway costs no more than this. */
    private static final int MOST = 200_000;

    private static final int FILE_HEADER = 24;
    private static final int PACKET_HEADER = 16;

    private static final long MICROSECONDS = 0xa1b2c3d4L;
    private static final long NANOSECONDS = 0xa1b23c4dL;

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int VLAN = 0x8100;
    /** How the cooked formats say that the host itself sent it (linux/if_packet.h, PACKET_OUTGOING). */
    private static final int OUTGOING = 4;

    public Pcap {
        packets = List.copyOf(packets);
    }

    /** Never fails: what is no capture file holds no packets. */
    public static Pcap parse(byte[] file) {
        var bytes = Bytes.of(file);
        boolean little = isMagic(bytes.u32LittleEndian(0));
        if (!bytes.has(0, FILE_HEADER) || !(little || isMagic(bytes.u32(0)))) {
            return new Pcap(List.of(), 0, file.length == 0);
        }
        boolean nano = number(bytes, 0, little) == NANOSECONDS;
        int link = (int) number(bytes, 20, little) & 0xffff;
        var packets = new ArrayList<Captured>();
        int others = 0;
        int at = FILE_HEADER;
        int count = 0;
        while (bytes.has(at, PACKET_HEADER) && count < MOST) {
            long kept = number(bytes, at + 8, little);
            if (kept > bytes.length() || !bytes.has(at + PACKET_HEADER, (int) kept)) {
                break;
            }
            count++;
            long fraction = number(bytes, at + 4, little) * (nano ? 1 : 1000);
            var time = Instant.ofEpochSecond(number(bytes, at, little), fraction);
            var packet = packet(count, time, link, bytes.part(at + PACKET_HEADER, (int) kept));
            if (packet.isPresent()) {
                packets.add(packet.get());
            } else {
                others++;
            }
            at += PACKET_HEADER + (int) kept;
        }
        return new Pcap(packets, others, at == bytes.length());
    }

    private static boolean isMagic(long number) {
        return number == MICROSECONDS || number == NANOSECONDS;
    }

    private static long number(Bytes bytes, int offset, boolean little) {
        return little ? bytes.u32LittleEndian(offset) : bytes.u32(offset);
    }

    private static Optional<Captured> packet(int number, Instant time, int link, Bytes frame) {
        return switch (link) {
            case 1 -> ethernet(number, time, frame);
            case 113 -> ip(number, time, 0, direction(frame.u16(0)), frame.u16(14), frame.from(16));
            case 276 -> ip(number, time, (int) frame.u32(4), direction(frame.u8(10)), frame.u16(0), frame.from(20));
            case 12, 101, 228, 229 ->
                ip(number, time, 0, Direction.UNKNOWN, frame.u8(0) >> 4 == 6 ? IPV6 : IPV4, frame);
            default -> Optional.empty();
        };
    }

    private static Optional<Captured> ethernet(int number, Instant time, Bytes frame) {
        int type = frame.u16(12);
        return type == VLAN
                ? ip(number, time, 0, Direction.UNKNOWN, frame.u16(16), frame.from(18))
                : ip(number, time, 0, Direction.UNKNOWN, type, frame.from(14));
    }

    private static Direction direction(int type) {
        return type == OUTGOING ? Direction.OUT : Direction.IN;
    }

    private static Optional<Captured> ip(
            int number, Instant time, int device, Direction direction, int protocol, Bytes data) {
        boolean isIp = (protocol == IPV4 || protocol == IPV6) && data.length() > 0;
        return isIp ? Optional.of(new Captured(number, time, device, direction, data)) : Optional.empty();
    }
}
