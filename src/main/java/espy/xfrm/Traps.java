package espy.xfrm;

import java.util.List;

/** Policies that need no SA yet: the first packet that matches makes the daemon negotiate one. */
final class Traps {
    /**
     * The policies of strongSwan that are not bypasses have priorities of these spans; from the value that the selector gives, one is
     * subtracted for those with SAs, so that traps are even. Before 5.5 traps had a span of their own.
     */
    private static final long BYPASS = 200_000;

    private static final long TUNNEL = 400_000;
    private static final long OLD_TRAP = 600_000;

    private Traps() {}

    static boolean onDemand(List<Policy> policies) {
        return policies.stream().allMatch(Traps::strongswan) || libreswan(policies);
    }

    private static boolean strongswan(Policy p) {
        boolean even = p.priority() > BYPASS && p.priority() <= TUNNEL && p.priority() % 2 == 0;
        boolean old = p.priority() > TUNNEL && p.priority() <= OLD_TRAP;
        return (even || old) && p.templates().stream().allMatch(t -> t.spi().isEmpty() && t.reqid() != 0);
    }

    /** Libreswan's traps ask for anything: transport mode between any two addresses, without a reqid. */
    static boolean libreswan(List<Policy> policies) {
        return policies.stream()
                .allMatch(p -> p.dir().equals("out")
                        && p.templates().stream()
                                .allMatch(t -> t.reqid() == 0
                                        && t.mode().equals("transport")
                                        && Tunnels.any(t.src())
                                        && Tunnels.any(t.dst())));
    }

    /**
     * Whether no packet has asked for an SA, nor an SA been there. When a policy was last used is printed only with {@code -s}, as is the time
     * it was added; strongSwan writes the SPI of the SA into the template.
     */
    static boolean neverUsed(List<Policy> policies) {
        return policies.stream()
                .allMatch(p -> p.added().isPresent()
                        && p.lastUsed().isEmpty()
                        && p.templates().stream().allMatch(t -> t.spi().isEmpty()));
    }
}
