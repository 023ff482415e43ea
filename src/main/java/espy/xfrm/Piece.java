package espy.xfrm;

import java.util.function.Consumer;

/**
 * What one line says of the object below whose head it stands. The same line says the same wherever it stands, so pieces can be kept and used
 * again.
 *
 * @param <R> the reader of such objects
 */
@FunctionalInterface
interface Piece<R> {
    /** Puts it in; false, and nothing changed, where such a line has no place. */
    boolean into(R reader);

    /** Of a line that was not understood. */
    static <R> Piece<R> none() {
        return _ -> false;
    }

    /** A piece that has a place everywhere. */
    static <R> Piece<R> of(Consumer<R> put) {
        return r -> {
            put.accept(r);
            return true;
        };
    }
}
