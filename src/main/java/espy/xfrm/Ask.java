package espy.xfrm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a policy's template asks of an SA, as the kernel compares them: going out by xfrm_state_find and xfrm_state_look_at, coming in by
 * xfrm_state_ok (net/xfrm/xfrm_state.c, xfrm_policy.c).
 *
 * @param src   outer address; "" means any
 * @param dst   as {@code src}
 * @param reqid 0 means any for what comes in, and exactly 0 for what goes out
 * @param mark  of the policy; only what goes out is compared with it
 */
record Ask(boolean out, String src, String dst, String proto, String mode, long reqid, long ifId, Optional<Mark> mark) {

    static Ask of(Policy p, Template t) {
        return new Ask(
                p.dir().equals("out"),
                outer(t.src(), p.src()),
                outer(t.dst(), p.dst()),
                t.proto(),
                t.mode(),
                t.reqid(),
                p.ifId().orElse(0L),
                p.mark());
    }

    /** Templates of transport mode name no addresses: those of the packets count, if the selector has only one. */
    private static String outer(String template, String selector) {
        return Tunnels.any(template) ? Tunnels.host(selector).orElse("") : template;
    }

    /** The same for the other direction, of which less is known. */
    Ask mirrored() {
        return new Ask(false, /* src= */ dst, /* dst= */ src, proto, mode, reqid, ifId, mark);
    }

    boolean takes(State s) {
        return (Tunnels.any(src) || Tunnels.any(s.src()) || src.equals(s.src()))
                && (Tunnels.any(dst) || Tunnels.any(s.dst()) || dst.equals(s.dst()))
                && protoFits(s)
                && mode.equals(s.mode())
                && reqidFits(s)
                && ifId == s.ifId().orElse(0L)
                && markFits(s);
    }

    private boolean protoFits(State s) {
        return proto.equals(s.proto()) || proto.equals("ipsec-any");
    }

    private boolean reqidFits(State s) {
        return reqid == s.reqid() || (reqid == 0 && !out) || (s.larval() && s.reqid() == 0);
    }

    private boolean markFits(State s) {
        return !out
                || s.mark()
                        .map(m -> (mark.map(own -> own.value() & own.mask()).orElse(0L) & m.mask()) == m.value())
                        .orElse(true);
    }

    /** In what the SA differs from what is asked, for a person; empty when it is taken. */
    List<String> differences(State s) {
        var all = new ArrayList<String>();
        differs(all, "source address", s.src(), src, Tunnels.any(src) || Tunnels.any(s.src()));
        differs(all, "destination address", s.dst(), dst, Tunnels.any(dst) || Tunnels.any(s.dst()));
        differs(all, "reqid", s.reqid(), reqid, reqidFits(s));
        differs(all, "protocol", s.proto(), proto, protoFits(s));
        differs(all, "mode", s.mode(), mode, false);
        differs(all, "if_id", hex(s.ifId().orElse(0L)), hex(ifId), false);
        differs(all, "mark", mark(s.mark()), mark(mark), markFits(s));
        return all;
    }

    /** Whether neither of its addresses fits, as with the SA of the opposite direction. */
    boolean otherWay(State s) {
        return !Tunnels.any(src) && !Tunnels.any(dst) && !src.equals(s.src()) && !dst.equals(s.dst());
    }

    private static void differs(List<String> all, String what, Object has, Object asked, boolean fits) {
        if (!fits && !has.equals(asked)) {
            all.add(what + " " + has + " instead of " + asked);
        }
    }

    private static String hex(long id) {
        return "0x%x".formatted(id);
    }

    private static String mark(Optional<Mark> mark) {
        return mark.map(Mark::toString).orElse("none");
    }
}
