package espy.netfilter;

import com.code_intelligence.jazzer.junit.FuzzTest;
import espy.base.Address;
import espy.base.Parsed;
import espy.base.Prefix;
import espy.netfilter.Packet.State;
import espy.netfilter.Packet.Way;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Whatever rules a gateway prints: reading and walking them ends, and makes no more of them than there is. */
final class NetfilterFuzzTest {
    private static final Packet IKE = packet(Way.INPUT, "198.51.100.2", "203.0.113.2", Optional.of(500));
    private static final Packet INNER = packet(Way.FORWARD, "10.1.0.0", "10.2.0.0", Optional.empty());

    @FuzzTest(maxDuration = "15s")
    void anyText(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        for (Parsed<List<Table>> parsed : List.of(
                Nft.parse(text, "nft"),
                Iptables.parse(text, false, "iptables"),
                Iptables.parse(text, true, "ip6tables"))) {
            var tables = parsed.value();
            check(tables.size() <= data.length, "more tables than bytes");
            check(Walk.filter(tables, IKE).verdict() != Walk.Verdict.TRANSLATE, "a filter translates");
            check(!Walk.filter(tables, INNER).toString().isEmpty(), "no text");
        }
        check(Flow.parse(text).value().size() <= data.length / 8 + 1, "more flows than fit");
        Iptables.usesNft(text);
    }

    private static Packet packet(Way way, String from, String to, Optional<Integer> port) {
        return new Packet(
                way, net(from), net(to), Optional.of("udp"), port, port, "eth0", "eth1", State.NEW, false, false);
    }

    private static Optional<Prefix> net(String address) {
        return Address.parse(address).map(a -> new Prefix(a, 24));
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
