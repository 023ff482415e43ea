package espy.netfilter;

import espy.base.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The packets whose way is asked for. They are not translated by NAT on their way here, and they are unicast.
 *
 * @param way      where they come from and go to, seen from this host
 * @param src      where they come from; empty when any
 * @param protocol as {@link Protocols} names it; empty when any
 * @param sport    0–65535; empty when any, or when the protocol has none
 * @param in       the interface by which they come; "" when unknown
 * @param out      the interface by which they leave; "" when unknown
 * @param ipsecIn  whether IPsec has decapsulated them
 * @param ipsecOut whether IPsec will encapsulate them
 */
public record Packet(
        Way way,
        Optional<Prefix> src,
        Optional<Prefix> dst,
        Optional<String> protocol,
        Optional<Integer> sport,
        Optional<Integer> dport,
        String in,
        String out,
        State state,
        boolean ipsecIn,
        boolean ipsecOut) {

    /** Which hooks a packet passes, in order. */
    public enum Way {
        INPUT,
        OUTPUT,
        FORWARD;

        List<Hook> hooks() {
            return switch (this) {
                case INPUT -> List.of(Hook.PREROUTING, Hook.INPUT);
                case OUTPUT -> List.of(Hook.OUTPUT, Hook.POSTROUTING);
                case FORWARD -> List.of(Hook.PREROUTING, Hook.FORWARD, Hook.POSTROUTING);
            };
        }
    }

    /** What connection tracking makes of them. */
    public enum State {
        NEW,
        ESTABLISHED
    }

    public Packet with(State other) {
        return new Packet(way, src, dst, protocol, sport, dport, in, out, other, ipsecIn, ipsecOut);
    }

    boolean isV6() {
        return Stream.of(src, dst).flatMap(Optional::stream).anyMatch(p -> p.address()
                .isV6());
    }
}
