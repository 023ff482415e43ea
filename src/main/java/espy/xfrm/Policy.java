package espy.xfrm;

import espy.base.Selector;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One policy as {@code ip xfrm policy} prints it (iproute2 ip/xfrm_policy.c). The kernel never counts bytes for policies, so there are none.
 *
 * @param src       of the selector, address/length
 * @param dst       of the selector, address/length
 * @param dir       {@code in}, {@code out}, {@code fwd} or a number
 * @param socket    whether it belongs to one socket only: the bypass policies of IKE daemons
 * @param action    {@code allow}, {@code block} or a number
 * @param priority  lower wins; −1 where it was blotted out
 * @param ptype     {@code main} or {@code sub}; absent on kernels without sub-policies
 * @param flags     {@code localok}, {@code icmp}; unknown bits as {@code 0x…}
 * @param templates innermost transform first; empty means bypass ({@code allow}) or drop ({@code block})
 * @param added     {@code YYYY-MM-DD HH:MM:SS} in local time of the gateway
 * @param lastUsed  as {@code added}; absent when never
 * @param lines     the block as printed
 */
public record Policy(
        String src,
        String dst,
        Selector selector,
        String dir,
        boolean socket,
        String action,
        long priority,
        Optional<Long> index,
        Optional<String> ptype,
        Optional<String> share,
        List<String> flags,
        List<Template> templates,
        Optional<Mark> mark,
        Optional<Long> ifId,
        Optional<Offload> offload,
        Optional<Limits> limits,
        Optional<String> added,
        Optional<String> lastUsed,
        Optional<String> securityContext,
        List<String> lines) {
    public Policy {
        flags = List.copyOf(flags);
        templates = List.copyOf(templates);
        lines = lines instanceof Excerpt ? lines : List.copyOf(lines);
    }

    /** By what tells policies apart: to look at all that one holds would take long where there are many. */
    @Override
    public int hashCode() {
        return Objects.hash(selector, dir, priority, ifId);
    }

    /** Lets its packets pass in clear text. */
    public boolean bypass() {
        return templates.isEmpty() && action.equals("allow");
    }

    /** Drops its packets. */
    public boolean blocks() {
        return action.equals("block");
    }
}
