package espy.xfrm;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the SAs of a tunnel say of themselves: counters, limits, keys, and how the two directions compare. */
final class Wear {
    /** Of the 2^32 sequence numbers without ESN: from here on the SA should long have been rekeyed. */
    private static final long SEQUENCE_WARNING = 0xf0000000L;
    /** So long a daemon may take to rekey after the soft limit, retransmissions and all. */
    private static final Duration REKEYING = Duration.ofSeconds(60);
    /** Packets of one direction that call for an answer; fewer may be on their way. */
    private static final long TALK = 3;
    /** SAs of one direction that rekeying leaves side by side, both ends starting it at once. */
    private static final int GENERATIONS = 3;
    /** Of so many packets one that comes twice or late is the network's doing. */
    private static final long SOME = 1000;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Group group;
    private final View view;
    private final Findings found;

    private Wear(Group group, View view, Findings found) {
        this.group = group;
        this.view = view;
        this.found = found;
    }

    static void look(Group group, View view, Findings found) {
        var w = new Wear(group, view, found);
        w.counters();
        group.outbound.forEach(s -> w.marked(s, "in", "outbound", "XfrmOutStateDirError"));
        group.inbound.forEach(s -> w.marked(s, "out", "inbound", "XfrmInStateDirError"));
        group.states().forEach(w::drops);
        group.inUse().forEach(w::limits);
        w.keys();
        w.generations();
        w.differences();
    }

    /** Only the newest SAs tell: after a rekey one of the older ones may be gone, and its counters with it. */
    private void counters() {
        var used = group.inUse();
        var in = sum(group.inbound.stream().filter(s -> used.contains(s)).toList());
        var out = sum(group.outbound.stream().filter(s -> used.contains(s)).toList());
        if (in.isPresent() && out.isPresent() && !group.inbound.isEmpty() && !group.outbound.isEmpty()) {
            if (in.get() == 0 && out.get() >= TALK) {
                found.trouble("Counters move one way: " + packets(out.get()) + " out, none in");
            }
            if (out.get() == 0 && in.get() >= TALK) {
                found.trouble("Counters move one way: " + packets(in.get()) + " in, none out");
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

    private void marked(State s, String wrong, String direction, String counter) {
        if (s.dir().filter(wrong::equals).isPresent()) {
            found.trouble("SA %s is marked `dir %s`, but its addresses make it %s: the kernel drops its packets (%s)"
                    .formatted(s.spiText(), wrong, direction, counter));
        }
    }

    private void drops(State s) {
        drop(
                s,
                Drops::failed,
                0,
                "failed the integrity check: the keys or algorithms of the two ends differ, or packets are damaged");
        long usual = s.packets().orElse(0L) / SOME;
        drop(s, Drops::replayed, usual, "came twice");
        drop(s, Drops::tooOld, usual, "came too late for the replay window");
        if (view.twice(s)) {
            found.trouble(
                    "SA " + s.spiText() + " is there twice (same destination, protocol, SPI and mark): the kernel never"
                            + " has that, so the text may hold two dumps");
        }
    }

    private void drop(State s, ToLongFunction<Drops> kind, long usual, String what) {
        long n = s.drops().map(d -> kind.applyAsLong(d)).orElse(0L);
        String sentence = "On SA " + s.spiText() + " " + packets(n) + " " + what;
        if (n > usual) {
            found.trouble(sentence);
        } else if (n > 0) {
            found.note(sentence);
        }
    }

    private void limits(State s) {
        s.limits().ifPresent(l -> {
            amount(s, s.bytes(), l.softBytes(), l.hardBytes(), "bytes");
            amount(s, s.packets(), l.softPackets(), l.hardPackets(), "packets");
            age(s, s.added(), l.softAdd(), l.hardAdd());
            age(s, s.firstUsed(), l.softUse(), l.hardUse());
        });
        boolean nearEnd = s.replay()
                .map(r -> Math.max(r.seq(), r.oseq()) >= SEQUENCE_WARNING)
                .orElse(false);
        if (nearEnd && !s.esn()) {
            found.trouble("SA " + s.spiText() + " has nearly used up its sequence numbers: it must be rekeyed");
        }
    }

    private void amount(State s, Optional<Long> now, Optional<Long> soft, Optional<Long> hard, String unit) {
        if (now.isEmpty()) {
            return;
        }
        if (hard.isPresent() && now.get() >= hard.get()) {
            found.trouble(
                    Misfit.EXPIRED,
                    "SA " + s.spiText() + " has expired: " + now.get() + " of " + hard.get() + " " + unit);
        } else if (soft.isPresent() && now.get() >= soft.get()) {
            found.trouble("SA " + s.spiText() + " is past its soft limit of " + soft.get() + " " + unit
                    + " and should be rekeyed");
        }
    }

    private void age(State s, Optional<String> from, Optional<Long> soft, Optional<Long> hard) {
        var age = from.flatMap(Wear::date)
                .flatMap(t -> view.surroundings.now().map(n -> Duration.between(t, n)))
                .map(Duration::toSeconds);
        if (age.isEmpty()) {
            return;
        }
        long left = hard.filter(h -> h > 0).map(h -> h - age.get()).orElse(Long.MAX_VALUE);
        long late = soft.filter(l -> l > 0).map(l -> age.get() - l).orElse(Long.MIN_VALUE);
        if (left <= 0) {
            found.trouble(
                    Misfit.EXPIRED,
                    "SA " + s.spiText() + " has expired: its lifetime of " + hard.orElse(0L) + " s is over");
        } else if (late > REKEYING.toSeconds()) {
            found.trouble(
                    Misfit.EXPIRED,
                    "SA " + s.spiText() + " should have been rekeyed " + late + " s ago"
                            + (left == Long.MAX_VALUE ? "" : " and expires in " + left + " s"));
        } else if (left <= REKEYING.toSeconds() && soft.orElse(0L) == 0) {
            found.trouble("SA " + s.spiText() + " expires in " + left + " s, and the kernel asks nobody to rekey it");
        }
    }

    private static Optional<LocalDateTime> date(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, DATE));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void keys() {
        var zero = withKeys("zero");
        if (!zero.isEmpty() && view.lockedDown) {
            found.note("The keys are printed as zeros: the kernel is locked down and does not show them");
        } else {
            zero.forEach(s -> found.trouble(
                    "SA " + s + " has a key of zeros, although this kernel shows real keys: it protects nothing"));
        }
        if (!withKeys("hidden").isEmpty()) {
            found.note("The keys are hidden: this was printed with `nokeys`");
        }
    }

    private List<String> withKeys(String form) {
        return Stream.concat(group.inbound.stream(), group.outbound.stream())
                .filter(s -> View.algorithms(s).anyMatch(a -> a.keyForm().equals(form)))
                .map(State::spiText)
                .toList();
    }

    /** SAs for the same packets, more than rekeying leaves behind. */
    private void generations() {
        pile("inbound", group.inbound);
        pile("outbound", group.outbound);
    }

    private void pile(String direction, List<State> states) {
        Map<List<Object>, Integer> count = new HashMap<>();
        states.forEach(s -> count.merge(List.of(s.proto(), s.selector(), s.pcpu(), s.mark()), 1, Integer::sum));
        int most = count.values().stream().mapToInt(n -> n).max().orElse(0);
        int subnets = Math.max(1, group.selectors().size());
        if (most > GENERATIONS * subnets) {
            found.trouble(
                    "%d %s SAs for the same packets: rekeying leaves two or three, so old ones are not deleted or both ends negotiate again and again"
                            .formatted(most, direction));
        }
    }

    private void differences() {
        var in = group.inbound.stream().filter(s -> !s.proto().equals("comp")).findFirst();
        var out = group.outbound.stream().filter(s -> !s.proto().equals("comp")).findFirst();
        if (in.isPresent() && out.isPresent()) {
            differences(in.get(), out.get());
        }
    }

    private void differences(State in, State out) {
        if (in.encap().isPresent() != out.encap().isPresent()) {
            found.trouble(
                    Misfit.ENCAP,
                    "Only the " + (in.encap().isPresent() ? "inbound" : "outbound")
                            + " SA is inside UDP: one end sees a NAT, the other does not");
        } else if (in.encap().isPresent()
                && !mirrored(in.encap().get(), out.encap().get())) {
            found.trouble(
                    Misfit.PORTS,
                    "The UDP ports do not mirror each other: the peer sends %d→%d, we send %d→%d"
                            .formatted(
                                    in.encap().get().sport(),
                                    in.encap().get().dport(),
                                    out.encap().get().sport(),
                                    out.encap().get().dport()));
        }
        if (in.proto().equals(out.proto()) && !algorithms(in).equals(algorithms(out))) {
            found.trouble("The two directions use different algorithms: " + algorithms(in) + " in, " + algorithms(out)
                    + " out");
        }
    }

    private static boolean mirrored(Encap in, Encap out) {
        return in.sport() == out.dport() && in.dport() == out.sport();
    }

    private static String algorithms(State s) {
        return Stream.of(s.aead(), s.enc(), s.auth(), s.comp())
                .flatMap(Optional::stream)
                .map(Wear::algorithm)
                .collect(Collectors.joining(" + "));
    }

    private static String algorithm(Algorithm a) {
        return a.name()
                + a.keyBits().filter(b -> b > 0).map(b -> " key " + b).orElse("")
                + a.icvBits().map(b -> " icv " + b).orElse("");
    }
}
