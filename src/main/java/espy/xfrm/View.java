package espy.xfrm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** The whole gateway, as far as one tunnel has to do with the others. */
final class View {
    /** SAs that are compared with a policy that has none; a person reads one. */
    static final int MOST_NEAR = 16;

    private record Name(String dst, String proto, long spi, Optional<Mark> mark) {}

    final boolean statesSeen;
    final boolean policiesSeen;
    final Surroundings surroundings;
    final Shadows shadows;
    final Overlaps overlaps;
    final Blocks blocks;
    /** Whether each key that is shown is all zeros, as a kernel in lockdown prints them. */
    final boolean lockedDown;

    private final Map<Object, List<State>> byEnds = new HashMap<>();
    private final Map<Long, List<State>> byReqid = new HashMap<>();
    private final List<Policy> policies;
    /** Policies by direction, whatever their marks; made when first asked for, which on most gateways is never. */
    private Optional<Index<String, Policy>> covering = Optional.empty();

    private final Set<Name> seen = new HashSet<>();
    private final Set<Name> twice = new HashSet<>();

    View(
            Collection<Group> all,
            Collection<Group> strangers,
            Optional<List<State>> states,
            Optional<List<Policy>> policies,
            Surroundings surroundings) {
        statesSeen = states.isPresent();
        policiesSeen = policies.isPresent();
        this.surroundings = surroundings;
        shadows = new Shadows(policies.orElse(List.of()));
        overlaps = new Overlaps(all);
        blocks = new Blocks(all, policies.orElse(List.of()));
        this.policies = policies.orElse(List.of());
        lockedDown = states.orElse(List.of()).stream().flatMap(View::algorithms).allMatch(a -> a.keyForm()
                .equals("zero"));
        for (State s : states.orElse(List.of())) {
            if (!s.larval() && s.spi() >= 0 && !seen.add(name(s))) {
                twice.add(name(s));
            }
        }
        for (Group g : strangers) {
            for (State s : g.states()) {
                put(byEnds, Tunnels.pair(s.src(), s.dst()), s);
                put(byReqid, s.reqid(), s);
            }
        }
    }

    private static <K> void put(Map<K, List<State>> map, K key, State s) {
        var list = map.computeIfAbsent(key, k -> new ArrayList<>());
        if (list.size() < MOST_NEAR) {
            list.add(s);
        }
    }

    private static Name name(State s) {
        return new Name(s.dst(), s.proto(), s.spi(), s.mark());
    }

    /** The algorithms of an SA that have keys. */
    static Stream<Algorithm> algorithms(State s) {
        return Stream.of(s.enc(), s.auth(), s.aead()).flatMap(Optional::stream).filter(a -> !a.keyForm()
                .equals("none"));
    }

    /** Whether there are two SAs of this destination, protocol, SPI and mark, which the kernel never has. */
    boolean twice(State s) {
        return twice.contains(name(s));
    }

    /** SAs that no policy asks for, between the same addresses or with the same reqid. */
    List<State> near(Group g) {
        var all = new ArrayList<State>(byEnds.getOrDefault(Tunnels.pair(g.local, g.peer), List.of()));
        if (g.reqid != 0) {
            all.addAll(byReqid.getOrDefault(g.reqid, List.of()));
        }
        return all;
    }

    /** Whether policies of this direction speak of all packets of the tunnel, which has none of its own. */
    boolean others(String dir, Group g) {
        var index = covering.orElseGet(this::index);
        covering = Optional.of(index);
        return g.selectors().stream().allMatch(s -> {
            var found = new AtomicBoolean();
            index.covering(dir, dir.equals("out") ? s : s.reversed(), p -> found.set(true));
            return found.get();
        });
    }

    private Index<String, Policy> index() {
        var index = new Index<String, Policy>();
        policies.stream().filter(p -> !p.socket()).forEach(p -> index.put(p.dir(), p.selector(), p, (a, b) -> a));
        return index;
    }
}
