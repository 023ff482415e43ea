package espy.run.compare;

import espy.base.Address;
import espy.host.InterfaceAddress;
import espy.probe.facts.TunnelFacts;
import espy.run.Run;
import java.util.HashSet;
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

    /** Outer addresses of a tunnel, ours first. */
    private record Pair(String local, String peer) {
        Pair turned() {
            return new Pair(peer, local);
        }
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
        boolean sameName =
                host.isPresent() && host.equals(right.facts().gateway().hostname());
        boolean known = !own.isEmpty() && !its.isEmpty();
        // networks inside are often numbered alike (192.168.0.1), so one shared address says little
        boolean mostlyShared = known && 2 * shared.size() >= Math.min(own.size(), its.size());
        return (sameName && (!known || !shared.isEmpty()))
                        || (mostlyShared && host.isEmpty())
                        || (mostlyShared && sameName)
                ? LATER
                : UNRELATED;
    }

    private static boolean mirrored(Run left, Run right) {
        var there = pairs(right);
        return pairs(left).stream().map(Pair::turned).anyMatch(there::contains);
    }

    private static Set<Pair> pairs(Run run) {
        return run.tunnels().stream()
                .map(t -> new Pair(t.local(), t.peer()))
                .filter(p -> known(p.local) && known(p.peer) && !p.local.equals(p.peer))
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
