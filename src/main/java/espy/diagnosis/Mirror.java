package espy.diagnosis;

import espy.base.Address;
import espy.checklist.Clean;
import espy.daemon.Connection;
import espy.host.InterfaceAddress;
import espy.probe.Snapshot;
import espy.probe.facts.BothFacts;
import espy.probe.facts.CaptureFacts;
import espy.probe.facts.Facts;
import espy.probe.facts.Quote;
import espy.xfrm.Algorithm;
import espy.xfrm.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two ends of one tunnel held against each other: their addresses, their configurations, and the SAs in their kernels.
 */
public final class Mirror {
    private final Facts here;
    private final Facts there;
    private final List<Relation> found = new ArrayList<>();

    private Mirror(Facts here, Facts there) {
        this.here = here;
        this.there = there;
    }

    /** One end with the answers it was read from. */
    public record End(Snapshot snapshot, Facts facts) {}

    /** All relations that could be looked at. */
    public static List<Relation> of(End here, End there) {
        var mirror = new Mirror(here.facts, there.facts);
        mirror.addresses(here, there);
        mirror.configurations();
        mirror.states(here.snapshot.sharesFingerprintsWith(there.snapshot));
        return List.copyOf(mirror.found);
    }

    /** The facts that only both ends together show. */
    public static BothFacts facts(List<Relation> relations, Facts here, Facts there) {
        var broken = relations.stream().filter(r -> !r.holds()).toList();
        CaptureFacts mine = here.capture();
        CaptureFacts its = there.capture();
        return new BothFacts(
                Optional.of(true),
                Optional.of(broken.stream()
                        .collect(Collectors.toMap(Relation::relation, Relation::says, (a, b) -> a + "; " + b))),
                lost(mine.ikeOut(), its.ikeIn()),
                lost(its.ikeOut(), mine.ikeIn()),
                lost(mine.espOut(), its.espIn()),
                lost(its.espOut(), mine.espIn()),
                here.gateway()
                        .clockOffsetSeconds()
                        .flatMap(a -> there.gateway().clockOffsetSeconds().map(b -> b - a)),
                Quote.of("P20", broken.stream().map(Relation::says).toList()));
    }

    private static Optional<Boolean> lost(Optional<Long> sent, Optional<Long> arrived) {
        return sent.filter(n -> n > 1).flatMap(_ -> arrived.map(n -> n == 0));
    }

    private void addresses(End a, End b) {
        var mine = own(a.snapshot);
        var its = own(b.snapshot);
        var peer = Address.parse(here.tunnel().peer()).filter(x -> !x.isAny());
        boolean nat = here.ike().natLocal().orElse(false)
                || here.ike().natRemote().orElse(false)
                || there.ike().natRemote().orElse(false);
        if (peer.isPresent() && !its.isEmpty() && !nat) {
            boolean holds = its.contains(peer.get());
            add(
                    "address",
                    peer.get().toString(),
                    there.tunnel().local(),
                    holds,
                    holds
                            ? "The peer's address that is configured here is on the other gateway"
                            : "The peer's address here is " + peer.get() + ", which the other gateway does not have");
        }
        var back = Address.parse(there.tunnel().peer()).filter(x -> !x.isAny());
        if (back.isPresent() && !mine.isEmpty() && !nat) {
            boolean holds = mine.contains(back.get());
            add(
                    "address",
                    here.tunnel().local(),
                    back.get().toString(),
                    holds,
                    holds
                            ? "The peer's address that is configured there is on this gateway"
                            : "The other end expects its peer at " + back.get() + ", which this gateway does not have");
        }
    }

    private static Set<Address> own(Snapshot snapshot) {
        return InterfaceAddress.parse(snapshot.text("P09.addr").orElse("")).value().stream()
                .map(InterfaceAddress::address)
                .collect(Collectors.toSet());
    }

    private void configurations() {
        var a = connection(here);
        var b = connection(there);
        if (a.isEmpty() || b.isEmpty()) {
            return;
        }
        found.addAll(Configurations.of(a.get(), b.get(), Configurations.Names.PEERS));
        child(a.get(), here).ifPresent(mine -> child(b.get(), there)
                .ifPresent(its -> found.addAll(Configurations.of(mine, its, Configurations.Names.PEERS))));
    }

    private static Optional<Connection> connection(Facts facts) {
        String name = facts.tunnel().connectionName();
        // what a person wrote says more than what the daemon repeats of it
        return Stream.of(facts.daemon().configured(), facts.daemon().connections())
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .filter(c -> c.name().equals(name))
                .findFirst();
    }

    private static Optional<Connection.Child> child(Connection connection, Facts facts) {
        return connection.children().stream()
                .filter(c -> c.name().equals(facts.tunnel().childName())
                        || connection.children().size() == 1)
                .findFirst();
    }

    private void same(String relation, String what, String mine, String its) {
        boolean holds = mine.equals(its);
        if (!mine.isEmpty() && !its.isEmpty()) {
            add(
                    relation,
                    mine,
                    its,
                    holds,
                    what + (holds ? " is the same on both ends" : " is " + mine + " here and " + its + " there"));
        }
    }

    private void states(boolean keysComparable) {
        var mine = byName(here);
        var its = byName(there);
        String peer = here.tunnel().peer();
        if (mine.isEmpty() || its.isEmpty()) {
            return;
        }
        boolean mutual = mine.keySet().stream().anyMatch(its::containsKey);
        mine.forEach((name, s) -> {
            if (s.dst().equals(peer) || s.src().equals(peer)) {
                boolean out = s.dst().equals(peer);
                State other = its.get(name);
                if (other == null) {
                    if (mutual
                            || (here.tunnel().installed().orElse(false)
                                    && there.tunnel().installed().orElse(false))) {
                        add(
                                out ? "spi-out" : "spi-in",
                                s.spiText(),
                                "–",
                                false,
                                "Only this end has the SA with SPI " + s.spiText());
                    }
                } else {
                    add(
                            out ? "spi-out" : "spi-in",
                            s.spiText(),
                            s.spiText(),
                            true,
                            "Both ends have the SA with SPI " + s.spiText());
                    same("encap", "UDP around ESP of SPI " + s.spiText(), encap(s), encap(other));
                    same("icv", "The checksum of SPI " + s.spiText(), icv(s), icv(other));
                    if (keysComparable) {
                        same("keys", "The fingerprint of the keys of SPI " + s.spiText(), keys(s), keys(other));
                    }
                }
            }
        });
    }

    private static Map<String, State> byName(Facts facts) {
        var found = new HashMap<String, State>();
        facts.xfrm().states().orElse(List.of()).stream()
                .filter(s -> !s.larval())
                .forEach(s -> found.put(s.proto() + s.spiText(), s));
        return found;
    }

    private static String encap(State s) {
        return s.encap().isPresent() ? "yes" : "no";
    }

    private static String icv(State s) {
        return s.auth()
                .map(a -> a.name() + a.icvBits().map(i -> " " + i).orElse(""))
                .orElse("");
    }

    private static String keys(State s) {
        return Stream.of(s.enc(), s.auth(), s.aead())
                .flatMap(Optional::stream)
                .map(Algorithm::keyFingerprint)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private void add(String relation, String mine, String its, boolean holds, String says) {
        found.add(new Relation(relation, mine, its, holds, Clean.line(says)));
    }
}
