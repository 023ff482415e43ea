package espy.netfilter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A packet's way through the rules. What cannot be judged is never guessed: when it could change the outcome, the outcome is
 * {@code UNSURE}.
 */
public final class Walk {
    /** Deeper nesting than the kernel allows, and more rules than a real packet meets: such text is not from a kernel. */
    private static final int DEEPEST = 64;

    private static final int MOST_RULES = 200_000;

    private final Packet packet;
    private final List<Note> notes = new ArrayList<>();
    private final List<Step> unjudged = new ArrayList<>();
    /** With which fits a rule stands in the notes: chains that jump to each other bring a packet to the same rule over and over. */
    private final IdentityHashMap<Rule, Set<Fit>> noted = new IdentityHashMap<>();

    private final Set<Rule> seenUnjudged = Collections.newSetFromMap(new IdentityHashMap<>());
    private int left = MOST_RULES;

    private Walk(Packet packet) {
        this.packet = packet;
    }

    /** How a way ends. */
    public enum Verdict {
        ACCEPT,
        DROP,
        REJECT,
        /** A NAT rule changes the source address. */
        TRANSLATE,
        UNSURE;

        /** Whether the packet certainly goes no further. */
        public boolean stops() {
            return this == DROP || this == REJECT;
        }
    }

    /**
     * A place on the way.
     *
     * @param rule empty for the policy at the end of a base chain
     */
    public record Step(Table table, Chain chain, Optional<Rule> rule) {
        /** The rule for people; {@code policy drop} when it is a policy. */
        public String text() {
            return rule.map(Rule::text)
                    .or(() -> chain.base().map(b -> "policy " + b.policy()))
                    .orElse("");
        }

        /** As it was printed. */
        public String line() {
            return rule.map(Rule::line)
                    .or(() -> chain.base().map(Chain.Base::line))
                    .orElse("");
        }

        public Optional<Long> packets() {
            return rule.map(Rule::packets).orElseGet(() -> chain.base().flatMap(Chain.Base::packets));
        }

        private Action.Kind kind() {
            return rule.map(r -> r.action().kind())
                    .or(() -> chain.base().map(Chain.Base::policy))
                    .orElse(Action.Kind.ACCEPT);
        }
    }

    /**
     * The outcome.
     *
     * @param decider  the rule or policy that decides; with {@code UNSURE} the one that may. Empty when there is no chain on the way
     * @param quoted   the decider and the rules that make it unsure, or all that accepted it
     * @param unjudged rules on the way that say something which is not understood
     */
    public record Passage(Verdict verdict, Optional<Step> decider, List<Step> quoted, List<Step> unjudged) {}

    /** A rule that may apply, or applies to some of the packets. */
    private record Note(Step step, Fit fit) {
        boolean mayPass() {
            return step.kind() == Action.Kind.ACCEPT || step.kind() == Action.Kind.UNKNOWN;
        }

        boolean mayStop() {
            return step.kind() != Action.Kind.ACCEPT;
        }
    }

    private record Start(Table table, Chain chain, Chain.Base base) {}

    /** Whether the filtering chains let the packet through, at all hooks on its way. */
    public static Passage filter(List<Table> tables, Packet packet) {
        var walk = new Walk(packet);
        var passed = new ArrayList<Step>();
        var doubts = new ArrayList<Step>();
        for (Start start : starts(tables, packet, packet.way().hooks(), false)) {
            Step end = walk.end(start);
            if (end.kind() != Action.Kind.ACCEPT) {
                return walk.stopped(end);
            }
            walk.notes.stream().filter(Note::mayStop).map(Note::step).forEach(doubts::add);
            passed.add(end);
        }
        if (!doubts.isEmpty()) {
            return walk.passage(Verdict.UNSURE, Optional.of(doubts.getFirst()), doubts);
        }
        var rule = passed.reversed().stream().filter(s -> s.rule().isPresent()).findFirst();
        return walk.passage(Verdict.ACCEPT, rule.or(() -> passed.stream().findFirst()), passed);
    }

    /** Whether a rule of the NAT chains at the end of the way changes the source address of a new connection. */
    public static Passage sourceNat(List<Table> tables, Packet packet) {
        var walk = new Walk(packet);
        var passed = new ArrayList<Step>();
        for (Start start : starts(tables, packet, List.of(Hook.POSTROUTING), true)) {
            Step end = walk.end(start);
            var found = walk.translated(end);
            if (found.isPresent()) {
                return found.get();
            }
            passed.add(end);
        }
        return walk.passage(Verdict.ACCEPT, passed.reversed().stream().findFirst(), passed);
    }

    /** The base chains of these hooks in the order in which the kernel calls them. */
    private static List<Start> starts(List<Table> tables, Packet packet, List<Hook> hooks, boolean nat) {
        return hooks.stream()
                .flatMap(hook -> tables.stream()
                        .filter(t -> t.sees(packet))
                        .flatMap(t -> t.chains().stream().flatMap(c -> c.base().stream()
                                .filter(b -> b.hook() == hook && b.nat() == nat)
                                .map(b -> new Start(t, c, b))))
                        .sorted(Comparator.comparingInt(s -> s.base().priority())))
                .toList();
    }

    private Step end(Start start) {
        notes.clear();
        noted.clear();
        return walk(start.table(), start.chain(), Fit.YES, 0)
                .orElse(new Step(start.table(), start.chain(), Optional.empty()));
    }

    private Passage stopped(Step end) {
        var doubts = notes.stream().filter(Note::mayPass).map(Note::step).toList();
        Verdict verdict =
                switch (end.kind()) {
                    case DROP -> Verdict.DROP;
                    case REJECT -> Verdict.REJECT;
                    default -> Verdict.UNSURE;
                };
        return passage(
                doubts.isEmpty() ? verdict : Verdict.UNSURE,
                Optional.of(end),
                Stream.concat(Stream.of(end), doubts.stream()).toList());
    }

    /** The first translation that applies to all or some of the packets; unsure when a rule before it may keep it from applying. */
    private Optional<Passage> translated(Step end) {
        boolean doubt = false;
        notes.add(new Note(end, Fit.YES));
        for (Note note : notes) {
            doubt |= note.mayPass() && note.fit() == Fit.UNSURE;
            if (note.step().kind() == Action.Kind.NAT) {
                boolean sure = !doubt && note.fit() != Fit.UNSURE;
                return Optional.of(passage(
                        sure ? Verdict.TRANSLATE : Verdict.UNSURE, Optional.of(note.step()), List.of(note.step())));
            }
        }
        return Optional.empty();
    }

    private Passage passage(Verdict verdict, Optional<Step> decider, List<Step> quoted) {
        return new Passage(verdict, decider, List.copyOf(quoted), List.copyOf(unjudged));
    }

    /**
     * Walks one chain and all to which it jumps.
     *
     * @param sure how certain it is that the packet comes here
     * @return the rule at which it certainly ends; empty when it comes back, or may
     */
    private Optional<Step> walk(Table table, Chain chain, Fit sure, int depth) {
        Fit here = sure;
        for (Rule rule : chain.rules()) {
            Fit own = rule.fit(packet);
            if (own == Fit.NO) {
                continue;
            }
            var step = new Step(table, chain, Optional.of(rule));
            Fit fit = here.and(own);
            if (depth > DEEPEST || left-- <= 0) {
                note(rule, new Step(table, chain, Optional.of(unreadable(rule))), Fit.UNSURE);
                return Optional.empty();
            }
            if (unclear(own, rule.action().kind()) && seenUnjudged.add(rule)) {
                unjudged.add(step);
            }
            switch (rule.action().kind()) {
                case CONTINUE, CLAMP_MSS -> {}
                case RETURN -> here = fit;
                case JUMP, GOTO -> {
                    var end = jump(table, chain, rule, fit, depth);
                    if (end.isPresent()) {
                        return end;
                    }
                }
                case UNKNOWN -> note(rule, step, Fit.UNSURE);
                case ACCEPT, DROP, REJECT, NAT -> {
                    if (fit == Fit.YES) {
                        return Optional.of(step);
                    }
                    note(rule, step, fit);
                }
            }
            if (own == Fit.YES && leaves(rule.action().kind())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Step> jump(Table table, Chain chain, Rule rule, Fit fit, int depth) {
        var target = table.chain(rule.action().chain());
        if (target.isEmpty()) {
            note(rule, new Step(table, chain, Optional.of(unreadable(rule))), Fit.UNSURE);
            return Optional.empty();
        }
        return walk(table, target.get(), fit, depth + 1);
    }

    private void note(Rule rule, Step step, Fit fit) {
        if (noted.computeIfAbsent(rule, r -> EnumSet.noneOf(Fit.class)).add(fit)) {
            notes.add(new Note(step, fit));
        }
    }

    /** The same rule, taken for one that may do anything. */
    private static Rule unreadable(Rule rule) {
        return new Rule(rule.line(), rule.text(), rule.packets(), rule.matches(), Action.of(Action.Kind.UNKNOWN));
    }

    /** Whether the rule matters and cannot be judged, be it for what it matches or for what it does. */
    private static boolean unclear(Fit own, Action.Kind kind) {
        return kind == Action.Kind.UNKNOWN || (own == Fit.UNSURE && ends(kind));
    }

    private static boolean ends(Action.Kind kind) {
        return kind != Action.Kind.CONTINUE && kind != Action.Kind.CLAMP_MSS;
    }

    /** Whether a packet that matches never sees the next rule of this chain. */
    private static boolean leaves(Action.Kind kind) {
        return ends(kind) && kind != Action.Kind.JUMP && kind != Action.Kind.UNKNOWN;
    }
}
