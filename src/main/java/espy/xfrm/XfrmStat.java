package espy.xfrm;

import espy.base.Parsed;
import java.util.Map;

/** The counters of {@code /proc/net/xfrm_stat}: each counts dropped packets since boot, per network namespace (net/xfrm/xfrm_proc.c). */
public final class XfrmStat {
    private XfrmStat() {}

    /** By name, in the kernel's order; names that are new are kept like all others. */
    public static Parsed<Map<String, Long>> parse(String text) {
        var read = XfrmText.parse(text);
        return new Parsed<>(read.value().stat(), read.unparsed());
    }
}
