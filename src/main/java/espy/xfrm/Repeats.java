package espy.xfrm;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Values that many SAs have in common, held once. */
final class Repeats {
    private static final int MOST = 1 << 12;

    private final Map<Object, Optional<?>> seen = new HashMap<>();
    private final Map<String, Object> derived = new HashMap<>();

    /** Whether it was shared before, and so is well-formed. */
    boolean knows(Object value) {
        return seen.containsKey(value);
    }

    /** What is made of a text; of an equal one it was made before. */
    @SuppressWarnings("unchecked") // a text always has the same meaning
    <T> T derive(String text, Function<String, T> make) {
        Object known = derived.get(text);
        if (known == null) {
            known = make.apply(text);
            if (derived.size() < MOST) {
                derived.put(text, known);
            }
        }
        return (T) known;
    }

    /** An equal value from before, if there was one. */
    <T> Optional<T> share(T value) {
        @SuppressWarnings("unchecked") // the value under a key is equal to the key
        var known = (Optional<T>) seen.get(value);
        if (known != null) {
            return known;
        }
        var fresh = Optional.of(value);
        if (seen.size() < MOST) {
            seen.put(value, fresh);
        }
        return fresh;
    }
}
