package espy.xfrm;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of the gateway is known besides its SAs and policies, for pairing them.
 *
 * @param addresses of the gateway itself; may be empty, then the templates say which end is ours
 * @param devices   its VTI and XFRM interfaces; absent when they were not seen
 * @param now       what the gateway's own clock showed, in the zone in which its tables were printed; absent when it was not seen
 */
public record Surroundings(Set<String> addresses, Optional<List<Device>> devices, Optional<LocalDateTime> now) {
    /** Nothing is known. */
    public static final Surroundings UNKNOWN = of(List.of());

    public Surroundings {
        addresses = Set.copyOf(addresses);
        devices = devices.map(List::copyOf);
    }

    /** Only the gateway's addresses are known. */
    public static Surroundings of(Collection<String> addresses) {
        return new Surroundings(Set.copyOf(addresses), Optional.empty(), Optional.empty());
    }

    /**
     * A VTI or an XFRM interface.
     *
     * @param up     whether it is switched on
     * @param local  outer address of a VTI; {@code 0.0.0.0}, {@code ::} or "" for any
     * @param remote as {@code local}
     * @param inKey  the mark by which a VTI finds what comes in, 32 bits unsigned; 0 for an XFRM interface
     * @param outKey as {@code inKey}, for what goes out
     * @param ifId   of an XFRM interface; absent for a VTI, and for an XFRM interface that takes the id from the route of each packet
     */
    public record Device(
            String name,
            boolean up,
            boolean vti,
            String local,
            String remote,
            long inKey,
            long outKey,
            Optional<Long> ifId) {}
}
