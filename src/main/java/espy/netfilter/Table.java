package espy.netfilter;

import java.util.List;
import java.util.Optional;

/**
 * A table of chains.
 *
 * @param source  where it was read, as the caller calls it
 * @param family  {@code ip}, {@code ip6}, {@code inet}, {@code bridge}, …
 * @param title   for people: {@code filter} for iptables, {@code inet filter} for nftables
 */
public record Table(String source, String family, String name, String title, List<Chain> chains) {
    public Table {
        chains = List.copyOf(chains);
    }

    Optional<Chain> chain(String chain) {
        return chains.stream().filter(c -> c.name().equals(chain)).findFirst();
    }

    /** Whether it has any rule, or any policy that does not accept. */
    public boolean active() {
        return chains.stream()
                .anyMatch(c -> !c.rules().isEmpty()
                        || c.base()
                                .filter(b -> b.policy() != Action.Kind.ACCEPT)
                                .isPresent());
    }

    boolean sees(Packet p) {
        return family.equals("inet") || family.equals(p.isV6() ? "ip6" : "ip");
    }
}
