package espy.xfrm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What does not fit together in one tunnel, in sentences. Says only what the two dumps show; knows no clock. */
final class Troubles {
    /** Of the 2^32 sequence numbers without ESN: from here on the SA should long have been rekeyed. */
    private static final long SEQUENCE_WARNING = 0xf0000000L;

    private final Group group;
    private final List<String> found = new ArrayList<>();

    private Troubles(Group group) {
        this.group = group;
    }

    /** @param near SAs between the same addresses that no policy asks for, when the tunnel itself has none */
    static List<String> of(Group group, List<State> near, Shadows shadows) {
        var t = new Troubles(group);
        t.missing(near);
        t.policies(shadows);
        t.counters();
        group.states().forEach(t::state);
        t.differences();
        return List.copyOf(t.found);
    }

    private void missing(List<State> near) {
        if (group.policies.isEmpty()) {
            found.add(
                    "No policy asks for these SAs: nothing is sent through them, and what arrives by them is dropped, unless routing or"
                            + " another namespace uses them");
        } else if (group.inbound.isEmpty() && group.outbound.isEmpty()) {
            found.add(
                    group.larval.isEmpty()
                            ? "Policy without SA: packets that match wait for IKE or are dropped"
                            : "The SA is still being negotiated (larval): IKE has not finished");
            near.stream().findFirst().ifPresent(this::nearMiss);
        }
        if (group.inbound.isEmpty() && !group.outbound.isEmpty()) {
            found.add("One direction only: there is an outbound SA but no inbound one");
        }
        if (group.outbound.isEmpty() && !group.inbound.isEmpty()) {
            found.add("One direction only: there is an inbound SA but no outbound one");
        }
    }

    private void nearMiss(State s) {
        var asked = Group.main(group.policies.getFirst());
        var differs = new ArrayList<String>();
        if (asked.reqid() != 0 && asked.reqid() != s.reqid()) {
            differs.add("reqid " + s.reqid() + " instead of " + asked.reqid());
        }
        if (!asked.proto().equals(s.proto())) {
            differs.add("protocol " + s.proto() + " instead of " + asked.proto());
        }
        if (!asked.mode().equals(s.mode())) {
            differs.add("mode " + s.mode() + " instead of " + asked.mode());
        }
        var ifId = group.policies.getFirst().ifId();
        if (!ifId.orElse(0L).equals(s.ifId().orElse(0L))) {
            differs.add("if_id " + hex(s.ifId()) + " instead of " + hex(ifId));
        }
        if (!differs.isEmpty()) {
            found.add("SA " + s.spiText() + " between the same addresses does not fit the policy: "
                    + String.join(", ", differs));
        }
    }

    private static String hex(Optional<Long> id) {
        return "0x%x".formatted(id.orElse(0L));
    }

    private void policies(Shadows shadows) {
        var dirs = group.policies.stream().map(Policy::dir).toList();
        if (!dirs.isEmpty() && !dirs.contains("out")) {
            found.add("No outbound policy: packets to the peer's side leave in clear text or not at all");
        }
        if (dirs.contains("out") && !dirs.contains("in")) {
            found.add(
                    "No inbound policy: packets that come out of the tunnel for this host are dropped (XfrmInNoPols)");
        }
        if (dirs.contains("in") && !dirs.contains("fwd") && group.mode().equals("tunnel") && forwards()) {
            found.add(
                    "No fwd policy: packets that come out of the tunnel for hosts behind us are dropped (XfrmInNoPols)");
        }
        Set<Policy> own = Collections.newSetFromMap(new IdentityHashMap<>());
        own.addAll(group.policies);
        for (Policy p : group.policies) {
            if (p.blocks()) {
                found.add("The " + p.dir() + " policy blocks: it drops what it matches");
            }
            if (Group.main(p).level().equals("use")) {
                found.add(
                        "The " + p.dir()
                                + " policy has level `use`: without an SA its packets leave in clear text, and no counter says so");
            }
            shadows.of(p).filter(s -> !own.contains(s)).ifPresent(s -> found.add(shadow(p, s)));
        }
    }

    private boolean forwards() {
        return group.selectors().stream().anyMatch(s -> Tunnels.host(s.src()).isEmpty());
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

    private void counters() {
        var in = sum(group.inbound);
        var out = sum(group.outbound);
        if (in.isPresent() && out.isPresent() && !group.inbound.isEmpty() && !group.outbound.isEmpty()) {
            if (in.get() == 0 && out.get() > 0) {
                found.add("Counters move one way: " + packets(out.get()) + " out, none in");
            }
            if (out.get() == 0 && in.get() > 0) {
                found.add("Counters move one way: " + packets(in.get()) + " in, none out");
            }
        }
    }

    private static Optional<Long> sum(List<State> states) {
        return states.stream().allMatch(s -> s.packets().isPresent())
                ? Optional.of(
                        states.stream().mapToLong(s -> s.packets().orElse(0L)).sum())
                : Optional.empty();
    }

    private static String packets(long n) {
        return n == 1 ? "1 packet" : n + " packets";
    }

    private void state(State s) {
        drops(
                s,
                Drops::failed,
                "failed the integrity check: the keys or algorithms of the two ends differ, or packets are damaged");
        drops(s, Drops::replayed, "came twice");
        drops(s, Drops::tooOld, "came too late for the replay window");
        s.limits().ifPresent(l -> {
            limit(s, s.bytes(), l.softBytes(), l.hardBytes(), "bytes");
            limit(s, s.packets(), l.softPackets(), l.hardPackets(), "packets");
        });
        boolean nearEnd = s.replay()
                .map(r -> Math.max(r.seq(), r.oseq()) >= SEQUENCE_WARNING)
                .orElse(false);
        if (nearEnd && !s.esn()) {
            found.add("SA " + s.spiText() + " has nearly used up its sequence numbers: it must be rekeyed");
        }
        boolean zero = List.of(s.enc(), s.auth(), s.aead()).stream()
                .flatMap(Optional::stream)
                .anyMatch(a -> a.keyForm().equals("zero"));
        if (zero) {
            found.add("The keys of SA " + s.spiText()
                    + " are printed as zeros: the kernel is locked down and does not show them");
        }
    }

    private void drops(State s, ToLongFunction<Drops> kind, String what) {
        long n = s.drops().map(d -> kind.applyAsLong(d)).orElse(0L);
        if (n > 0) {
            found.add("On SA " + s.spiText() + " " + packets(n) + " " + what);
        }
    }

    private void limit(State s, Optional<Long> now, Optional<Long> soft, Optional<Long> hard, String unit) {
        if (now.isEmpty()) {
            return;
        }
        if (hard.isPresent() && now.get() >= hard.get()) {
            found.add("SA " + s.spiText() + " has expired: " + now.get() + " of " + hard.get() + " " + unit);
        } else if (soft.isPresent() && now.get() >= soft.get()) {
            found.add("SA " + s.spiText() + " is past its soft limit of " + soft.get() + " " + unit
                    + " and should be rekeyed");
        }
    }

    private void differences() {
        if (group.inbound.isEmpty() || group.outbound.isEmpty()) {
            return;
        }
        var in = group.inbound.getFirst();
        var out = group.outbound.getFirst();
        if (in.encap().isPresent() != out.encap().isPresent()) {
            found.add("Only the " + (in.encap().isPresent() ? "inbound" : "outbound")
                    + " SA is inside UDP: one end sees a NAT, the other does not");
        }
        if (in.proto().equals(out.proto()) && !algorithms(in).equals(algorithms(out))) {
            found.add("The two directions use different algorithms: " + algorithms(in) + " in, " + algorithms(out)
                    + " out");
        }
    }

    private static String algorithms(State s) {
        return String.join(
                " + ",
                List.of(s.aead(), s.enc(), s.auth(), s.comp()).stream()
                        .flatMap(Optional::stream)
                        .map(Troubles::algorithm)
                        .toList());
    }

    private static String algorithm(Algorithm a) {
        return a.name()
                + a.keyBits().filter(b -> b > 0).map(b -> " key " + b).orElse("")
                + a.icvBits().map(b -> " icv " + b).orElse("");
    }
}
