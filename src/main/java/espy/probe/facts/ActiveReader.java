package espy.probe.facts;

import espy.base.Address;
import espy.base.Numbers;
import espy.base.Selector;
import espy.gateway.Answer;
import espy.host.Counters;
import espy.netfilter.Action;
import espy.netfilter.Chain;
import espy.netfilter.Rule;
import espy.netfilter.Table;
import espy.probe.Actions;
import espy.probe.Snapshot;
import espy.xfrm.Drops;
import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.XfrmStat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The difference between the looks before and after a stimulus: whose counters moved, and what the stimulus itself printed. */
final class ActiveReader {
    private static final Pattern PINGS =
            Pattern.compile("(\\d{1,9}) packets transmitted, (\\d{1,9}) (?:packets )?received");
    private static final Pattern MTU = Pattern.compile("mtu ?= ?(\\d{2,5})");
    private static final Pattern SPI = Pattern.compile("spi (0x[0-9a-f]{1,8})");
    private static final List<String> PING_ERRORS = List.of(
            "Operation not permitted",
            "Network is unreachable",
            "No route to host",
            "Destination Host Unreachable",
            "Destination Net Unreachable",
            "Destination Port Unreachable",
            "Packet filtered",
            "Communication prohibited",
            "Administratively prohibited",
            "Time to live exceeded",
            "Cannot assign requested address",
            "invalid argument");
    private static final int MOST_MOVED = 20;

    private final Stirring stirring;
    private final Snapshot after;
    private final TunnelFacts tunnel;

    private ActiveReader(Stirring stirring, Snapshot after, TunnelFacts tunnel) {
        this.stirring = stirring;
        this.after = after;
        this.tunnel = tunnel;
    }

    /**
     * The facts.
     *
     * @param missing gets a sentence for each fact that is absent, by its path
     */
    static ActiveFacts of(
            Stirring stirring, Snapshot after, TunnelFacts tunnel, XfrmFacts now, Map<String, String> missing) {
        return new ActiveReader(stirring, after, tunnel).read(now, missing);
    }

    private ActiveFacts read(XfrmFacts now, Map<String, String> missing) {
        missing.put("active", "The active look could not measure this");
        var unread = new Unread();
        XfrmFacts then = XfrmReader.of(stirring.before(), new HashMap<>(), unread);
        var was = then.states().map(s -> mine(s, tunnel));
        var is = now.states().map(s -> mine(s, tunnel));
        String ping = printed(Actions.PING);
        var counted = PINGS.matcher(ping);
        boolean pinged = counted.find();
        String big = printed(Actions.BIG_PING);
        var bigCounted = PINGS.matcher(big);
        var rules = moved(Rules.of(stirring.before(), unread), Rules.of(after, unread));
        return new ActiveFacts(
                Optional.of(true),
                stirring.sent().from().map(Object::toString),
                stirring.sent().to().map(Object::toString),
                flow().map(this::selects),
                flow().flatMap(f -> now.policies().map(all -> all.stream().anyMatch(p -> blocks(p, f)))),
                Optional.of(after.answer(Actions.INITIATE).isPresent()),
                after.answer(Actions.INITIATE).map(a -> lastLine(a.out())),
                pinged ? Numbers.parse(counted.group(1)) : Optional.empty(),
                pinged ? Numbers.parse(counted.group(2)) : Optional.empty(),
                asked(Actions.PING).map(_ -> pingError(ping)),
                tcp(),
                bigCounted.find() ? Optional.of(!bigCounted.group(2).equals("0")) : Optional.empty(),
                mtu(big),
                difference(was, is, s -> !inbound(s), State::packets),
                difference(was, is, this::inbound, State::packets),
                difference(was, is, this::inbound, s -> s.drops().map(Drops::failed)),
                difference(was, is, this::inbound, s -> s.drops().map(d -> d.tooOld() + d.replayed())),
                was.map(ActiveReader::both),
                is.map(ActiveReader::both),
                now.states().map(all -> all.stream().filter(State::larval).count()),
                was.flatMap(w -> is.map(i -> cameUp(w, i))),
                counters("P07", t -> XfrmStat.parse(t).value()),
                counters("P08", t -> Counters.parse(t).value()),
                rules.map(r -> some(r, m -> m.stops)),
                rules.map(r -> some(r, m -> !m.stops)),
                Quote.of(
                        Actions.PING,
                        (ping + "\n" + big).lines().filter(l -> !l.isBlank()).toList()),
                Quote.of("P07", lines(counters("P07", t -> XfrmStat.parse(t).value()))),
                Quote.of(
                        "P06.state",
                        is.orElse(List.of()).stream()
                                .flatMap(s -> s.lines().stream())
                                .toList()));
    }

    /** What is in trouble: from the host that a person named, else from the gateway's own address. */
    private Optional<Selector> flow() {
        var sent = stirring.sent();
        return sent.wanted().or(sent::from).flatMap(f -> sent.to().map(t -> Selector.of(host(f), host(t))));
    }

    private static String host(Address address) {
        return address + (address.isV6() ? "/128" : "/32");
    }

    private boolean selects(Selector flow) {
        return tunnel.localTs().stream()
                .flatMap(l -> tunnel.remoteTs().stream().map(r -> Selector.of(bare(l), bare(r))))
                .anyMatch(s -> s.covers(flow));
    }

    private static String bare(String selector) {
        int bracket = selector.indexOf('[');
        return (bracket < 0 ? selector : selector.substring(0, bracket)).strip();
    }

    private static boolean blocks(Policy policy, Selector flow) {
        return policy.blocks()
                && policy.dir().equals("out")
                && policy.selector().covers(flow);
    }

    /** The SAs of the tunnel: by the SPIs that were gathered for it, and by the peer where there are none. */
    private static List<State> mine(List<State> states, TunnelFacts tunnel) {
        Set<String> spis = new HashSet<>();
        for (String line : tunnel.sas().lines()) {
            var spi = SPI.matcher(line);
            if (spi.find()) {
                spis.add(spi.group(1));
            }
        }
        return states.stream()
                .filter(s -> !s.larval())
                .filter(s -> spis.contains(s.spiText())
                        || s.src().equals(tunnel.peer())
                        || s.dst().equals(tunnel.peer()))
                .toList();
    }

    private boolean inbound(State s) {
        return s.src().equals(tunnel.peer()) || s.dir().equals(Optional.of("in"));
    }

    private static boolean both(List<State> states) {
        return states.stream().map(State::src).distinct().count() > 1;
    }

    private static List<String> cameUp(List<State> was, List<State> is) {
        var known = was.stream().map(State::spiText).toList();
        return is.stream()
                .map(State::spiText)
                .filter(s -> !known.contains(s))
                .distinct()
                .toList();
    }

    /** What SAs counted meanwhile; one that is new counted from zero. Absent when there are none to count. */
    private static Optional<Long> difference(
            Optional<List<State>> was,
            Optional<List<State>> is,
            Predicate<State> which,
            Function<State, Optional<Long>> counter) {
        if (was.isEmpty() || is.isEmpty()) {
            return Optional.empty();
        }
        var before = new HashMap<String, Long>();
        was.get().forEach(s -> counter.apply(s).ifPresent(n -> before.put(key(s), n)));
        Optional<Long> sum = Optional.empty();
        for (State s : is.get()) {
            var counted = counter.apply(s);
            if (which.test(s) && counted.isPresent()) {
                sum = Optional.of(sum.orElse(0L) + Math.max(0, counted.get() - before.getOrDefault(key(s), 0L)));
            }
        }
        return sum;
    }

    private static String key(State s) {
        return s.src() + " " + s.dst() + " " + s.spiText();
    }

    private Optional<Map<String, Long>> counters(String probe, Function<String, Map<String, Long>> parser) {
        var was = stirring.before().text(probe).map(parser);
        var is = after.text(probe).map(parser);
        if (was.isEmpty() || is.isEmpty()) {
            return Optional.empty();
        }
        var moved = new LinkedHashMap<String, Long>();
        is.get().forEach((name, n) -> {
            long more = n - was.get().getOrDefault(name, 0L);
            if (more > 0) {
                moved.put(name, more);
            }
        });
        return Optional.of(Map.copyOf(moved));
    }

    private static List<String> lines(Optional<Map<String, Long>> moved) {
        return moved.orElse(Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> "%-24s\t+%d".formatted(e.getKey(), e.getValue()))
                .toList();
    }

    private Optional<Answer> asked(String probe) {
        return after.answer(probe)
                .filter(a -> a.outcome() == Answer.Outcome.DONE || a.outcome() == Answer.Outcome.TIMED_OUT);
    }

    private String printed(String probe) {
        return asked(probe).map(Answer::out).orElse("");
    }

    private static String lastLine(String text) {
        var lines = text.lines().filter(l -> !l.isBlank()).toList();
        return lines.isEmpty() ? "" : lines.getLast().strip();
    }

    private static String pingError(String text) {
        return PING_ERRORS.stream()
                .filter(e -> text.toLowerCase(Locale.ROOT).contains(e.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse("");
    }

    private static Optional<Long> mtu(String text) {
        var mtu = MTU.matcher(text);
        return mtu.find() ? Numbers.parse(mtu.group(1)) : Optional.empty();
    }

    private Optional<String> tcp() {
        return asked(Actions.TCP)
                .map(Answer::out)
                .map(t -> t.toLowerCase(Locale.ROOT))
                .flatMap(t -> {
                    if (t.contains("open") || t.contains("succeeded")) {
                        return Optional.of("open");
                    }
                    if (t.contains("refused")) {
                        return Optional.of("refused");
                    }
                    if (t.contains("unreachable") || t.contains("no route")) {
                        return Optional.of("unreachable");
                    }
                    return t.contains("timed out") || t.contains("timeout") || t.contains("in progress")
                            ? Optional.of("timeout")
                            : Optional.empty();
                });
    }

    /** A rule or a policy that counted meanwhile. */
    private record Count(boolean stops, ActiveFacts.Moved moved) {}

    private static Optional<List<Count>> moved(Rules was, Rules is) {
        if (!(is.v4Seen() || is.v6Seen()) || !(was.v4Seen() || was.v6Seen())) {
            return Optional.empty();
        }
        var before = new HashMap<String, Long>();
        counts(was, (key, packets, _) -> before.merge(key, packets, Long::sum));
        var seen = new HashMap<String, Long>();
        var found = new ArrayList<Count>();
        counts(is, (key, packets, count) -> {
            // rules may be there twice, word for word: what the first ones counted before is theirs
            long known = Math.min(packets, before.getOrDefault(key, 0L) - seen.getOrDefault(key, 0L));
            seen.merge(key, known, Long::sum);
            if (packets > known) {
                var m = count.moved;
                found.add(
                        new Count(count.stops, new ActiveFacts.Moved(m.chain(), m.rule(), packets - known, m.quote())));
            }
        });
        found.sort(Comparator.comparingLong((Count c) -> c.moved.packets()).reversed());
        return Optional.of(List.copyOf(found));
    }

    private interface Counting {
        void of(String key, long packets, Count count);
    }

    private static void counts(Rules rules, Counting counting) {
        for (Table t : rules.tables()) {
            for (Chain c : t.chains()) {
                String place = t.title() + " " + c.name();
                c.base().filter(b -> stops(b.policy())).ifPresent(b -> b.packets()
                        .ifPresent(n -> counting.of(
                                t.source() + place + " policy",
                                n,
                                new Count(
                                        true,
                                        new ActiveFacts.Moved(
                                                place,
                                                "policy " + b.policy(),
                                                n,
                                                Quote.of(t.source(), List.of(b.line())))))));
                for (Rule r : c.rules()) {
                    boolean stops = stops(r.action().kind());
                    if (stops || r.action().kind() == Action.Kind.NAT) {
                        r.packets()
                                .ifPresent(n -> counting.of(
                                        t.source() + place + r.text(),
                                        n,
                                        new Count(
                                                stops,
                                                new ActiveFacts.Moved(
                                                        place, r.text(), n, Quote.of(t.source(), List.of(r.line()))))));
                    }
                }
            }
        }
    }

    private static boolean stops(Action.Kind kind) {
        return kind == Action.Kind.DROP || kind == Action.Kind.REJECT;
    }

    private static List<ActiveFacts.Moved> some(List<Count> counts, Predicate<Count> which) {
        return counts.stream().filter(which).map(Count::moved).limit(MOST_MOVED).toList();
    }
}
