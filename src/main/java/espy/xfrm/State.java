package espy.xfrm;

import espy.base.Secret;
import java.util.List;
import java.util.Optional;

/** One SA as `ip xfrm state` prints it (iproute2 ip/xfrm_state.c). The room's author completes it. */
public record State(
        String src,
        String dst,
        String proto,
        long spi,
        long reqid,
        String mode,
        Optional<Integer> replayWindow,
        List<String> flags,
        Optional<Secret> key) {}
