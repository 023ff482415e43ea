package espy.xfrm;

import espy.base.Selector;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One SA as {@code ip xfrm state} prints it (iproute2 ip/xfrm_state.c, ip/ipxfrm.c). Times are local times of the gateway without a zone.
 *
 * @param src          outer address; words in pasted text are kept
 * @param proto        {@code esp}, {@code ah}, {@code comp}, {@code route2}, {@code hao}, {@code ipsec-any} or a number
 * @param spi          0–2^32−1; −1 when it could not be read
 * @param reqid        0–2^32−1; −1 when it could not be read
 * @param mode         {@code transport}, {@code tunnel}, {@code beet}, {@code iptfs}, {@code ro}, {@code in_trigger} or a number
 * @param replayWindow as printed: 0 whenever the replay context is {@code esn}; see {@link #window()}
 * @param flags        by name, the extra flags among them; unknown bits as {@code 0x…}
 * @param auth         integrity; its {@code icvBits} is absent where a very old iproute2 prints {@code auth} only
 * @param selector     inner selector of the SA; absent means not printed: all packets
 * @param ifId         XFRM interface id
 * @param bytes        of the packets inside
 * @param added        {@code YYYY-MM-DD HH:MM:SS}
 * @param firstUsed    as {@code added}; absent when never
 * @param lastUsed     as {@code added}; kernels before 6.2 do not say it for ESP and AH
 * @param dir          {@code in} or {@code out} where the daemon sets it (kernel 6.10)
 * @param life         {@code larval}, {@code mature} and so on, which only setkey says (RFC 2367, section 2.3.1)
 * @param lines        the block as printed, each key replaced by {@code <key:fingerprint>}
 */
public record State(
        String src,
        String dst,
        String proto,
        long spi,
        long reqid,
        String mode,
        Optional<Integer> replayWindow,
        List<String> flags,
        Optional<Algorithm> enc,
        Optional<Algorithm> auth,
        Optional<Algorithm> aead,
        Optional<Algorithm> comp,
        Optional<Encap> encap,
        Optional<Selector> selector,
        Optional<Mark> mark,
        Optional<Mark> outputMark,
        Optional<Long> ifId,
        Optional<Replay> replay,
        Optional<Drops> drops,
        Optional<Limits> limits,
        Optional<Long> bytes,
        Optional<Long> packets,
        Optional<String> added,
        Optional<String> firstUsed,
        Optional<String> lastUsed,
        Optional<String> dir,
        Optional<Offload> offload,
        Optional<Long> tfcPad,
        Optional<Long> pcpu,
        Optional<String> careOf,
        Optional<String> iptfs,
        Optional<String> securityContext,
        Optional<String> life,
        List<String> lines) {
    public State {
        flags = List.copyOf(flags);
        lines = lines instanceof Excerpt ? lines : List.copyOf(lines);
    }

    /** By what tells SAs apart: to look at all that one holds would take long where there are many. */
    @Override
    public int hashCode() {
        return Objects.hash(src, dst, proto, spi, reqid);
    }

    /** {@code 0xc0000001}, as everybody writes it; {@code ?} when it could not be read. */
    public String spiText() {
        return spi < 0 ? "?" : "0x%08x".formatted(spi);
    }

    /** Extended (64-bit) sequence numbers. */
    public boolean esn() {
        return flags.contains("esn");
    }

    /** The replay window in packets that is in force; empty when it could not be seen. */
    public Optional<Long> window() {
        return replay.flatMap(Replay::window).or(() -> replayWindow.map(Integer::longValue));
    }

    /** Whether the kernel made this IP-in-IP state by itself, as companion of an IPComp SA. */
    public boolean helper() {
        return proto.equals("4") || proto.equals("41");
    }

    /** Whether it only holds a place while IKE negotiates: no algorithm yet. */
    public boolean larval() {
        return life.map(l -> l.equals("larval")).orElseGet(this::withoutAlgorithms);
    }

    private boolean withoutAlgorithms() {
        return (proto.equals("esp") || proto.equals("ah") || proto.equals("comp"))
                && replayWindow.equals(Optional.of(0))
                && enc.isEmpty()
                && auth.isEmpty()
                && aead.isEmpty()
                && comp.isEmpty();
    }
}
