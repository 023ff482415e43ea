package espy.xfrm;

import espy.base.Parsed;
import java.util.List;

/** The policies that {@code ip [-s] [-o] xfrm policy} or {@code setkey -DP} prints. */
public final class Policies {
    private Policies() {}

    /** Per-socket policies included; see {@link Policy#socket}. */
    public static Parsed<List<Policy>> parse(String text) {
        var read = XfrmText.parse(text);
        return new Parsed<>(read.value().policies(), read.unparsed());
    }
}
