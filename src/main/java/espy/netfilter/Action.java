package espy.netfilter;

/**
 * What a rule does.
 *
 * @param chain the chain to go to; "" unless it is a jump
 */
public record Action(Kind kind, String chain) {
    /** Kinds of actions. */
    public enum Kind {
        ACCEPT,
        DROP,
        REJECT,
        RETURN,
        /** To a chain and back. */
        JUMP,
        /** To a chain, and from there to where the present chain was called. */
        GOTO,
        /** Changes an address and ends the NAT chains. */
        NAT,
        /** Lowers the TCP MSS and goes on. */
        CLAMP_MSS,
        /** Logs, counts, marks, … and goes on with the next rule. */
        CONTINUE,
        /** May end the packet's way or not, such as handing it to a program. */
        UNKNOWN
    }

    static Action of(Kind kind) {
        return new Action(kind, "");
    }
}
