package espy.xfrm;

import java.util.Locale;

/** What kinds of trouble of a tunnel rules ask for. The sentence that goes with each is for people. */
public enum Misfit {
    /** No interface leads to its interface id. */
    IF_ID,
    /** Its policy wants another mark than the interface between its addresses sets. */
    MARK,
    /** The interface that leads into it is down. */
    DOOR_DOWN,
    /** An SA has another interface id than the policy asks for. */
    SA_IF_ID,
    /** An SA has another mark than the policy asks for. */
    SA_MARK,
    /** An SA has another request id than the policy asks for, or none is what it asks for. */
    REQID,
    /** Another policy comes before its own. */
    SHADOWED,
    /** Its policy drops what it matches. */
    BLOCKS,
    /** Only one direction is inside UDP. */
    ENCAP,
    /** Both are, with ports that do not mirror each other. */
    PORTS,
    /** An SA has outlived its lifetime, or the time at which it is renewed. */
    EXPIRED;

    /** Its name in rules: {@code if-id}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
