package espy.xfrm;

import espy.base.Prefix;
import espy.base.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/**
 * Values by selector, found by every selector that lies within theirs. Networks are looked up by their prefix, so that ten thousands of
 * selectors cost no more than their distinct prefix lengths.
 */
final class Index<K, V> {
    private record Place<K>(K kind, Prefix src, Prefix dst, Selector rest) {}

    private record Lengths(int src, int dst) {}

    private final Map<Place<K>, V> places = new HashMap<>();
    private final Set<Lengths> lengths = new LinkedHashSet<>();

    /**
     * @param kind only values of the same kind are found
     * @param both which of two values of one selector stays
     */
    void put(K kind, Selector selector, V value, BinaryOperator<V> both) {
        var src = selector.srcPrefix();
        var dst = selector.dstPrefix();
        if (src.isPresent() && dst.isPresent()) {
            int s = src.get().length();
            int d = dst.get().length();
            lengths.add(new Lengths(s, d));
            places.merge(new Place<>(kind, src.get().cut(s), dst.get().cut(d), rest(selector)), value, both);
        }
    }

    /** Gives the values whose selectors cover this one, itself among them. */
    void covering(K kind, Selector selector, Consumer<V> found) {
        var src = selector.srcPrefix();
        var dst = selector.dstPrefix();
        if (src.isEmpty() || dst.isEmpty()) {
            return;
        }
        var rests = wider(rest(selector));
        for (Lengths l : lengths) {
            if (l.src <= src.get().length() && l.dst <= dst.get().length()) {
                var s = src.get().cut(l.src);
                var d = dst.get().cut(l.dst);
                for (Selector r : rests) {
                    V value = places.get(new Place<>(kind, s, d, r));
                    if (value != null) {
                        found.accept(value);
                    }
                }
            }
        }
    }

    /** All of a selector but its networks. */
    private static Selector rest(Selector s) {
        return new Selector("", "", s.proto(), s.sport(), s.dport(), s.type(), s.code(), s.key(), s.dev(), s.uid());
    }

    /** Everything that a selector may ask for besides networks and still let these packets in. */
    private static List<Selector> wider(Selector rest) {
        var fields = List.of(
                rest.proto(), rest.sport(), rest.dport(), rest.type(), rest.code(), rest.key(), rest.dev(), rest.uid());
        int present = 0;
        for (int i = 0; i < fields.size(); i++) {
            present |= fields.get(i).isPresent() ? 1 << i : 0;
        }
        var all = new ArrayList<Selector>();
        for (int kept = present; kept > 0; kept = (kept - 1) & present) { // all subsets of the fields that it asks for
            all.add(only(rest, kept));
        }
        all.add(only(rest, 0));
        return all;
    }

    private static Selector only(Selector s, int kept) {
        return new Selector(
                "",
                "",
                s.proto().filter(v -> (kept & 1) != 0),
                s.sport().filter(v -> (kept & 2) != 0),
                s.dport().filter(v -> (kept & 4) != 0),
                s.type().filter(v -> (kept & 8) != 0),
                s.code().filter(v -> (kept & 16) != 0),
                s.key().filter(v -> (kept & 32) != 0),
                s.dev().filter(v -> (kept & 64) != 0),
                s.uid().filter(v -> (kept & 128) != 0));
    }
}
