package espy.run.compare;

import espy.base.Address;
import espy.host.InterfaceAddress;
import espy.probe.facts.TunnelFacts;
import espy.run.Run;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What two runs are to each other. */
public enum Relation {
    /** Of one gateway, one after the other. */
    LATER("later"),
    /** Of the two ends of a tunnel. */
    ENDS("ends"),
    UNRELATED("unrelated");

    private final String word;

    Relation(String word) {
        this.word = word;
    }

    /** The word for JSON. */
    public String word() {
        return word;
    }

    static Relation of(Run left, Run right) {
        var own = addresses(left);
        var its = addresses(right);
        var shared = new HashSet<>(own);
        shared.retainAll(its);
        if (mirrored(left, right) || (shared.isEmpty() && (reaches(left, its) || reaches(right, own)))) {
            return ENDS;
        }
        var host = left.facts().gateway().hostname();
        var otherHost = right.facts().gateway().hostname();
        boolean known = !own.isEmpty() && !its.isEmpty();
        boolean sameName = host.isPresent() && host.equals(otherHost) && (!known || !shared.isEmpty());
        // networks inside are often numbered alike (192.168.0.1), so that one shared address says little where the
        // names differ
        boolean sameAddresses = known
                && 2 * shared.size() >= Math.min(own.size(), its.size())
                && (shared.size() > 1 || host.isEmpty() || otherHost.isEmpty());
        return sameName || sameAddresses ? LATER : UNRELATED;
    }

    private static boolean mirrored(Run left, Run right) {
        var there = pairs(right);
        return pairs(left).stream().map(List::reversed).anyMatch(there::contains);
    }

    /** Outer addresses of its tunnels, ours first. */
    private static Set<List<String>> pairs(Run run) {
        return run.tunnels().stream()
                .map(t -> List.of(t.local(), t.peer()))
                .filter(p ->
                        p.stream().allMatch(Relation::known) && !p.getFirst().equals(p.getLast()))
                .collect(Collectors.toSet());
    }

    private static boolean reaches(Run run, Set<Address> addresses) {
        return run.tunnels().stream()
                .map(TunnelFacts::peer)
                .flatMap(p -> Address.parse(p).stream())
                .anyMatch(addresses::contains);
    }

    private static boolean known(String address) {
        return Address.parse(address).filter(a -> !a.isAny()).isPresent();
    }

    /** Those by which others may reach it. */
    private static Set<Address> addresses(Run run) {
        return run.snapshot().text("P09.addr").stream()
                .flatMap(t -> InterfaceAddress.parse(t).value().stream())
                .filter(InterfaceAddress::reachable)
                .flatMap(a -> Stream.of(a.address()))
                .collect(Collectors.toSet());
    }
}
