package espy.xfrm;

import java.util.List;

/** One policy as `ip xfrm policy` prints it. The room's author completes it. */
public record Policy(String src, String dst, String dir, String action, long priority, List<String> templates) {}
