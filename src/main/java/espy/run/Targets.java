package espy.run;

import espy.base.Address;
import espy.base.Prefix;
import espy.host.InterfaceAddress;
import espy.host.Neighbour;
import espy.probe.Snapshot;
import espy.probe.Stimulus;
import espy.probe.facts.Facts;
import espy.probe.facts.TunnelFacts;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Chooses where a stimulus comes from and where it goes: only addresses that somebody named or that the gateway itself shows. */
final class Targets {
    /** As {@code conntrack -L} lists a connection. */
    private static final Pattern FLOW = Pattern.compile("\\bsrc=([0-9a-fA-F.:]{2,45}) dst=([0-9a-fA-F.:]{2,45})");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Targets() {}

    static Stimulus choose(Snapshot snapshot, Facts facts, Stir stir, Optional<Address> known) {
        TunnelFacts tunnel = facts.tunnel();
        var here = networks(tunnel.localTs());
        var there = networks(tunnel.remoteTs());
        var own = InterfaceAddress.parse(snapshot.text("P09.addr").orElse("")).value().stream()
                .filter(InterfaceAddress::reachable)
                .map(InterfaceAddress::address)
                .toList();
        var to = stir.to().or(() -> known.filter(a -> within(there, a))).or(() -> remoteHost(snapshot, here, there));
        var from = to.flatMap(t -> ownAddress(own, here, stir.from(), t, tunnel.local()));
        return new Stimulus(
                from,
                stir.from(),
                to,
                Stimulus.FIRST_PORT + RANDOM.nextInt(Stimulus.PORTS),
                stir.initiate()
                        ? Stimulus.initiate(
                                facts.daemon().kind(),
                                facts.daemon().dialect(),
                                tunnel.connectionName(),
                                tunnel.childName())
                        : Optional.empty(),
                Address.parse(tunnel.peer()).filter(a -> !a.isAny()),
                Address.parse(tunnel.local()).filter(a -> !a.isAny()),
                here,
                there);
    }

    static List<Prefix> networks(List<String> selectors) {
        return selectors.stream()
                .map(s -> s.indexOf('[') < 0 ? s : s.substring(0, s.indexOf('[')))
                .flatMap(s -> Prefix.parse(s.strip()).stream())
                .toList();
    }

    /** In the network of the host that is in trouble, if there is one; the outer address last, as it may lie in the selector by chance. */
    private static Optional<Address> ownAddress(
            List<Address> own, List<Prefix> here, Optional<Address> wanted, Address to, String outer) {
        if (wanted.filter(own::contains).isPresent()) {
            return wanted;
        }
        var near = wanted.map(w -> here.stream().filter(n -> n.contains(w)).toList())
                .orElse(here);
        return own.stream()
                .filter(a -> a.isV6() == to.isV6())
                .filter(a -> within(near, a))
                .min((a, b) ->
                        Boolean.compare(a.toString().equals(outer), b.toString().equals(outer)));
    }

    private static Optional<Address> remoteHost(Snapshot snapshot, List<Prefix> here, List<Prefix> there) {
        var single = there.stream()
                .filter(p -> p.length() == (p.address().isV6() ? 128 : 32))
                .map(Prefix::address);
        var flows = FLOW.matcher(snapshot.text("P15").orElse(""))
                .results()
                .flatMap(m -> pair(m.group(1), m.group(2), here, there));
        var neighbours = Neighbour.parse(snapshot.text("P21").orElse("")).value().stream()
                .map(Neighbour::address)
                .filter(a -> within(there, a));
        return Stream.of(single, flows, neighbours).flatMap(s -> s).findFirst();
    }

    private static Stream<Address> pair(String src, String dst, List<Prefix> here, List<Prefix> there) {
        var from = Address.parse(src);
        var to = Address.parse(dst);
        boolean out = from.filter(a -> within(here, a)).isPresent()
                && to.filter(a -> within(there, a)).isPresent();
        boolean in = from.filter(a -> within(there, a)).isPresent()
                && to.filter(a -> within(here, a)).isPresent();
        return out ? to.stream() : in ? from.stream() : Stream.empty();
    }

    private static boolean within(List<Prefix> networks, Address address) {
        // a network of all addresses names no host
        return networks.stream().anyMatch(n -> n.length() > 0 && n.contains(address));
    }
}
