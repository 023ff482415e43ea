package espy.probe.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What only two ends of a tunnel together show. Everything is absent unless the other end was looked at too.
 *
 * @param seen       whether it was
 * @param differs    what does not hold between the two configurations and kernels, a sentence each, by name: {@code address}, {@code ike-version},
 *                   {@code local-id}, {@code remote-id}, {@code auth}, {@code ike-proposals}, {@code local-networks}, {@code remote-networks},
 *                   {@code mode}, {@code esp-proposals}, {@code pfs}, {@code spi-out}, {@code spi-in}, {@code keys}, {@code icv}, {@code encap}
 * @param ikeLost    whether IKE messages left here during the active look and none of ours arrived there
 * @param ikeLostBack the same for the other direction
 * @param espLost    whether ESP packets left here during the active look and none arrived there
 * @param espLostBack the same for the other direction
 * @param clockApart the other end's clock minus ours, in seconds
 */
public record BothFacts(
        Optional<Boolean> seen,
        Optional<Map<String, String>> differs,
        Optional<Boolean> ikeLost,
        Optional<Boolean> ikeLostBack,
        Optional<Boolean> espLost,
        Optional<Boolean> espLostBack,
        Optional<Long> clockApart,
        Quote lines) {
    /** Only one end was looked at. */
    public static final BothFacts NONE = new BothFacts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Quote.of("P20", List.of()));
}
