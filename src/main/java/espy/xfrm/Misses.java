package espy.xfrm;

import espy.base.Unparsed;
import java.util.ArrayList;
import java.util.List;

/** Lines that were not understood, keys taken out. */
final class Misses {
    /** More are counted, not kept. */
    static final int MOST = 10_000;

    final List<Unparsed> kept = new ArrayList<>();
    int more;

    void add(int line, String printed) {
        if (kept.size() < MOST) {
            kept.add(new Unparsed(line, KeyMask.mask(printed)));
        } else {
            more++;
        }
    }

    int size() {
        return kept.size();
    }

    /** Takes the last ones back, but none of the first so many. */
    void takeBack(int count, int first) {
        for (int i = 0; i < count && kept.size() > first; i++) {
            kept.removeLast();
        }
    }
}
