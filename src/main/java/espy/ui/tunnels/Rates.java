package espy.ui.tunnels;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How fast bytes went one way between the last looks, in bytes per second, the newest last. Immutable. */
final class Rates {
    static final Rates NONE = new Rates(new float[0]);
    /** At a look every few seconds this is two or three minutes. */
    static final int MOST = 40;

    private final float[] perSecond;

    private Rates(float[] perSecond) {
        this.perSecond = perSecond;
    }

    /** These and a newer one; the oldest are forgotten. */
    Rates and(double bytesPerSecond) {
        int keep = Math.min(perSecond.length, MOST - 1);
        float[] more = Arrays.copyOfRange(perSecond, perSecond.length - keep, perSecond.length + 1);
        more[keep] = (float) bytesPerSecond;
        return new Rates(more);
    }

    int size() {
        return perSecond.length;
    }

    double get(int index) {
        return perSecond[index];
    }

    /** Absent before the second look. */
    OptionalDouble latest() {
        return perSecond.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(perSecond[perSecond.length - 1]);
    }
}
