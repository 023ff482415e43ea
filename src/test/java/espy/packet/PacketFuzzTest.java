package espy.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import espy.base.Bytes;
import espy.ike.IkeMessage;

/** Whatever comes over a network: nothing throws, and nothing is made of it that was not there. */
final class PacketFuzzTest {
    @FuzzTest(maxDuration = "15s")
    void anyCapture(byte[] data) {
        Pcap pcap = Pcap.parse(data.clone());
        check(pcap.packets().size() + pcap.others() <= data.length / 16 + 1, "more packets than fit");
        pcap.packets().forEach(p -> IpPacket.of(p.data())
                .ifPresent(ip -> check(!Content.of(ip).toString().isEmpty(), "no text")));
    }

    @FuzzTest(maxDuration = "15s")
    void anyPacket(byte[] data) {
        var bytes = Bytes.of(data.clone());
        IpPacket.of(bytes).ifPresent(ip -> {
            check(ip.payload().length() <= data.length, "more payload than bytes");
            check(!Content.of(ip).toString().isEmpty(), "no text");
        });
        IkeMessage.of(bytes).ifPresent(m -> {
            check(
                    m.proposals().size() <= data.length && m.notifies().size() <= data.length,
                    "more payloads than bytes");
            check(!m.exchange().isEmpty(), "no name");
        });
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
