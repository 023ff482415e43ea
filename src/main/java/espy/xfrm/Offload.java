package espy.xfrm;

import java.util.Optional;

/**
 * What is left to a network card.
 *
 * @param dir  {@code in} or {@code out}; absent for policies
 * @param mode {@code crypto} or {@code packet}; absent with iproute2 before 6.2
 */
public record Offload(String dev, Optional<String> dir, Optional<String> mode) {}
