package espy.xfrm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/** What {@code ip -s xfrm} prints on a gateway with the addresses 192.0.2.1 and 10.1.0.1, whose peers are 198.51.100.x. */
final class Dumps {
    private Dumps() {}

    static final String US = "192.0.2.1";
    static final String PEER = "198.51.100.2";

    static String sa(String src, String dst, int spi, int reqid, String mode, int packets) {
        return """
                src %s dst %s
                \tproto esp spi 0x%08x reqid %d mode %s
                \treplay-window 32 flag af-unspec
                \taead rfc4106(gcm(aes)) 0x101112131415161718191a1b1c1d1e1f20212223 128
                \tlifetime current:
                \t  %d(bytes), %d(packets)
                """.formatted(src, dst, spi, reqid, mode, packets * 84L, packets);
    }

    static String both(String peer, int spi, int reqid) {
        return sa(peer, US, spi, reqid, "tunnel", 5) + sa(US, peer, spi + 1, reqid, "tunnel", 5);
    }

    static String policy(String src, String dst, String dir, int priority, String from, String to, int reqid) {
        return """
                src %s dst %s\s
                \tdir %s priority %d ptype main\s
                \ttmpl src %s dst %s
                \t\tproto esp reqid %d mode tunnel
                """.formatted(src, dst, dir, priority, from, to, reqid);
    }

    static String three(String ours, String theirs, String peer, int reqid) {
        return policy(theirs, ours, "fwd", 375423, peer, US, reqid)
                + policy(theirs, ours, "in", 375423, peer, US, reqid)
                + policy(ours, theirs, "out", 375423, US, peer, reqid);
    }

    static List<Tunnel> pair(String text) {
        var read = XfrmText.parse(text);
        assertThat(read.unparsed()).isEmpty();
        return Tunnels.pair(read.value().states(), read.value().policies(), List.of(US, "10.1.0.1"));
    }

    static Tunnel only(String text) {
        var all = pair(text);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    /** Pairs the text of one gateway of which more is known. */
    static List<Tunnel> pair(String text, Surroundings surroundings) {
        var read = XfrmText.parse(text);
        assertThat(read.unparsed()).isEmpty();
        return Tunnels.pair(
                Optional.of(read.value().states()), Optional.of(read.value().policies()), surroundings);
    }
}
