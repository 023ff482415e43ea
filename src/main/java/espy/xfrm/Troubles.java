package espy.xfrm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What does not fit together in one tunnel: policies and SAs that lack each other, and policies that other policies come before. Says only
 * what was seen; what an SA says of itself is told by {@link Wear}, what the interfaces say by {@link Doors}.
 */
final class Troubles {
    /** Demands of one tunnel's templates that are looked into; no daemon makes more than a few. */
    private static final int MOST_ASKS = 64;
    /** Other tunnels that are named for one that overlaps them. */
    private static final int FEW = 3;
    /** An SA that differs in more than this was meant for something else. */
    private static final int MOST_DIFFERENCES = 3;

    private static final Map<String, Misfit> KINDS =
            Map.of("reqid", Misfit.REQID, "if_id", Misfit.SA_IF_ID, "mark", Misfit.SA_MARK);

    private final Group group;
    private final View view;
    private final Findings found = new Findings();

    private Troubles(Group group, View view) {
        this.group = group;
        this.view = view;
    }

    static Findings of(Group group, View view) {
        var t = new Troubles(group, view);
        if (group.policies.isEmpty()) {
            t.stateWithoutPolicy();
        } else {
            t.policyWithoutState();
            t.templates();
            t.directions();
            t.priorities();
        }
        t.oneDirection();
        Wear.look(group, view, t.found);
        Doors.look(group, view.surroundings, t.found);
        return t.found;
    }

    private void stateWithoutPolicy() {
        if (view.policiesSeen && !(group.inbound.isEmpty() && group.outbound.isEmpty())) {
            found.trouble(
                    "No policy asks for these SAs: nothing is sent through them, and what arrives by them is dropped, unless routing or"
                            + " another namespace uses them");
        }
    }

    private void policyWithoutState() {
        if (!view.statesSeen || !group.inbound.isEmpty() || !group.outbound.isEmpty()) {
            return;
        }
        var miss = nearest(Group.main(group.policies.getFirst()), group.policies.getFirst());
        if (!group.larval.isEmpty()) {
            found.note("The SA is still being negotiated (larval): IKE has not finished");
        } else if (miss.isEmpty() && Traps.onDemand(group.policies)) {
            found.note("On demand: there is no SA yet, the first packet makes the daemon negotiate one");
        } else if (miss.isEmpty() && Traps.neverUsed(group.policies)) {
            found.note("Policy without SA, but no packet has asked for one yet");
        } else {
            found.trouble("Policy without SA: packets that match wait for IKE or are dropped");
        }
        miss.ifPresent(this::tell);
    }

    private record Miss(State state, List<String> differences) {
        boolean in(String what) {
            return differences.stream().anyMatch(d -> d.startsWith(what + " "));
        }

        String text() {
            boolean addresses = in("source address") || in("destination address");
            return "SA %s%s does not fit the policy: %s"
                    .formatted(
                            state.spiText(),
                            addresses ? "" : " between the same addresses",
                            String.join(", ", differences));
        }
    }

    private void tell(Miss miss) {
        KINDS.forEach((what, kind) -> {
            if (miss.in(what)) {
                found.trouble(kind, miss.text());
            }
        });
        found.trouble(miss.text());
    }

    /** The SA that comes nearest to what a template asks. */
    private Optional<Miss> nearest(Template template, Policy policy) {
        var ask = Ask.of(policy, template);
        return Stream.concat(group.states().stream().limit(View.MOST_NEAR), view.near(group).stream())
                .filter(s -> !s.larval() && !ask.otherWay(s) && !ask.takes(s))
                .map(s -> new Miss(s, ask.differences(s)))
                .min(Comparator.comparingInt(m -> m.differences().size()))
                .filter(m -> m.differences().size() <= MOST_DIFFERENCES);
    }

    /** With SAs there, whether each template that insists on one finds its own. */
    private void templates() {
        if (!view.statesSeen
                || group.asks.size() > MOST_ASKS
                || (group.inbound.isEmpty() && group.outbound.isEmpty())) {
            return;
        }
        var states = group.states();
        var spis = group.outbound.stream().map(State::spi).collect(Collectors.toSet());
        Set<Ask> asked = new LinkedHashSet<>();
        for (Policy p : group.policies) {
            for (Template t : p.templates()) {
                var ask = Ask.of(p, t);
                boolean needed = !t.level().equals("use") && !oneDirection(ask);
                if (needed && asked.add(ask) && states.stream().noneMatch(ask::takes)) {
                    found.trouble(
                            Misfit.REQID,
                            "No SA is what the %s policy asks for: %s %s, reqid %d"
                                    .formatted(p.dir(), t.proto(), t.mode(), t.reqid()));
                    nearest(t, p).ifPresent(this::tell);
                }
                if (needed
                        && ask.out()
                        && t.spi().isPresent()
                        && !spis.contains(t.spi().get())) {
                    found.trouble("The out policy names the SPI 0x%08x, but there is no such SA"
                            .formatted(t.spi().get()));
                }
            }
        }
        selectors();
    }

    /** Whether there is no SA of this direction at all, which is said by {@link #oneDirection()}. */
    private boolean oneDirection(Ask ask) {
        return ask.out() ? group.outbound.isEmpty() : group.inbound.isEmpty();
    }

    /** SAs that speak of packets that no policy lets them carry. */
    private void selectors() {
        if (group.policies.size() > MOST_ASKS) {
            return;
        }
        for (State s : group.inUse()) {
            s.selector()
                    .filter(own -> group.policies.stream()
                            .map(Policy::selector)
                            .noneMatch(p -> p.covers(own)
                                    || own.covers(p)
                                    || p.reversed().covers(own)
                                    || own.covers(p.reversed())))
                    .ifPresent(own -> found.trouble("SA " + s.spiText() + " carries only " + Tunnels.name(own)
                            + ", of which no policy of this tunnel speaks"));
        }
    }

    private void oneDirection() {
        if (!view.statesSeen) {
            return;
        }
        if (group.inbound.isEmpty() && !group.outbound.isEmpty()) {
            found.trouble("One direction only: there is an outbound SA but no inbound one");
            stray(false);
        }
        if (group.outbound.isEmpty() && !group.inbound.isEmpty()) {
            found.trouble("One direction only: there is an inbound SA but no outbound one");
            stray(true);
        }
    }

    /** The SA that the missing direction may have been meant to have. */
    private void stray(boolean out) {
        group.policies.stream()
                .filter(p -> p.dir().equals("out") == out)
                .findFirst()
                .flatMap(p -> nearest(Group.main(p), p))
                .ifPresent(this::tell);
    }

    /** Whether there are policies for all ways that packets take. A trap may do with the one for what goes out. */
    private void directions() {
        var dirs = group.policies.stream().map(Policy::dir).collect(Collectors.toSet());
        if (Traps.libreswan(group.policies)) {
            return;
        }
        if (!dirs.contains("out") && !view.others("out", group)) {
            found.trouble("No outbound policy: packets to the peer's side leave in clear text or not at all");
        }
        if (dirs.contains("out") && !dirs.contains("in") && !view.others("in", group)) {
            found.trouble(
                    "No inbound policy: packets that come out of the tunnel for this host are dropped (XfrmInNoPols)");
        }
        if (dirs.contains("in")
                && !dirs.contains("fwd")
                && group.mode().equals("tunnel")
                && forwards()
                && !view.others("fwd", group)) {
            found.trouble(
                    "No fwd policy: packets that come out of the tunnel for hosts behind us are dropped (XfrmInNoPols)");
        }
    }

    /** Whether our side is more than this host. */
    private boolean forwards() {
        var own = view.surroundings.addresses();
        return group.selectors().stream()
                .map(s -> Tunnels.host(s.src()))
                .anyMatch(h -> h.isEmpty() || !(own.isEmpty() || own.contains(h.get())));
    }

    private void priorities() {
        Set<Policy> own = Collections.newSetFromMap(new IdentityHashMap<>());
        own.addAll(group.policies);
        for (Policy p : group.policies) {
            if (p.blocks()) {
                found.trouble(Misfit.BLOCKS, "The " + p.dir() + " policy blocks: it drops what it matches");
            }
            if (Group.main(p).level().equals("use")) {
                found.trouble(
                        "The " + p.dir()
                                + " policy has level `use`: without an SA its packets leave in clear text, and no counter says so");
            }
            view.shadows
                    .of(p)
                    .filter(s -> !own.contains(s))
                    .ifPresent(s -> found.trouble(Misfit.SHADOWED, shadow(p, s)));
        }
        var clashes = new ArrayList<>(view.overlaps.of(group));
        clashes.stream().limit(FEW).map(Troubles::overlap).forEach(found::trouble);
        if (clashes.size() > FEW) {
            found.trouble("It overlaps " + (clashes.size() - FEW) + " more tunnels in the same way");
        }
        for (Policy block : view.blocks.of(group)) {
            found.note("A block policy takes %s out of the tunnel (%s)"
                    .formatted(Tunnels.name(block.selector()), block.dir()));
        }
    }

    private static String shadow(Policy p, Policy by) {
        String what = by.blocks() ? "a block policy" : by.bypass() ? "a bypass policy" : "another policy";
        return "The %s policy %s is shadowed: %s for %s has priority %d, before %d"
                .formatted(
                        p.dir(),
                        Tunnels.name(p.selector()),
                        what,
                        Tunnels.name(by.selector()),
                        by.priority(),
                        p.priority());
    }

    private static String overlap(Overlaps.Clash c) {
        return "%s overlaps %s of the tunnel to %s at the same priority %d: which of the two takes the packets that they share is chance"
                .formatted(
                        Tunnels.name(c.own().selector()),
                        Tunnels.name(c.other().selector()),
                        c.with().peer.isEmpty() ? "another peer" : c.with().peer,
                        c.own().priority());
    }
}
