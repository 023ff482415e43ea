package espy.xfrm;

import espy.base.Words;

/** An SA or a policy while its lines arrive. */
interface Block {
    /**
     * Reads one line below the head.
     *
     * @param raw the line as printed
     * @return the line as it may be kept, keys masked; empty text when it was not understood
     */
    String take(Words words, String raw);

    /** Whether all is there without which it is neither an SA nor a policy. */
    boolean complete();
}
