package espy.xfrm;

import java.util.List;

/** Policies and SAs that belong together. The room's author completes it. */
public record Tunnel(List<Policy> policies, List<State> states) {}
