package espy.xfrm;

import espy.base.Words;

/** An object while its lines arrive. */
interface Block {
    /**
     * Reads one line below the head.
     *
     * @param again whether a part of the line was read before: it had been wrapped, and the whole of it counts now
     * @return whether all of it was understood
     */
    boolean take(Words words, boolean again);

    /** Whether all is there without which it is no such object. */
    boolean complete();

    /**
     * The object, a {@link State}, {@link Policy} or {@link Event}.
     *
     * @param lines its text
     */
    Object done(Excerpt lines);
}
