package espy.run.compare;

import espy.base.Selector;
import espy.daemon.Connection;
import espy.diagnosis.Configurations;
import espy.diagnosis.Relation;
import espy.run.Run;
import espy.run.compare.Difference.Kind;
import espy.xfrm.Algorithm;
import espy.xfrm.Policy;
import espy.xfrm.State;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What does not fit together between the two ends of a tunnel: what one has as local, the other must have as remote. */
final class BothEnds {
    private static final Pattern CLOCK = Pattern.compile("(?m)^time=(\\d{1,11})$");
    /** A look takes some seconds, and so does asking for the time. */
    private static final long SECONDS_APART = 5;

    private final Findings f;
    private final String left;
    private final String right;

    private BothEnds(Findings f) {
        this.f = f;
        left = f.left.gateway();
        right = f.right.gateway();
    }

    static void into(Findings f) {
        var ends = new BothEnds(f);
        f.both("SAs", f.left.facts().xfrm().states(), f.right.facts().xfrm().states(), ends::states);
        f.both(
                "policies",
                f.left.facts().xfrm().policies(),
                f.right.facts().xfrm().policies(),
                ends::policies);
        ends.connections();
        ends.clocks();
        Machines.versions(f, "on " + ends.left, "on " + ends.right);
        if (!f.sharesFingerprints()) {
            f.note(
                    "Whether the two ends hold the same keys and secrets cannot be said: the snapshots were taken by different runs of"
                            + " Espy, whose fingerprints cannot be compared. Take both with --with-keys to compare them.");
        }
    }

    /** What both ends know an SA by: the SPI is chosen by the one who receives. Behind NAT, addresses differ. */
    private record Name(String proto, long spi) {}

    private void states(List<State> here, List<State> there) {
        var mine = outOf(here, f.right, f.left);
        var its = outOf(there, f.left, f.right);
        mine.forEach((name, s) -> {
            var other = Optional.ofNullable(its.get(name));
            if (other.isEmpty()) {
                only(s, left, right);
            } else {
                same(s, other.get());
            }
        });
        its.forEach((name, s) -> {
            if (!mine.containsKey(name)) {
                only(s, right, left);
            }
        });
    }

    /** The SAs of the tunnel between the two, those which the other end knows by their SPI too; larval ones have none yet. */
    private static Map<Name, State> outOf(List<State> states, Run other, Run own) {
        Set<String> addresses = addresses(other, own);
        Set<Name> known = new LinkedHashSet<>();
        other.facts().xfrm().states().orElse(List.of()).forEach(s -> known.add(new Name(s.proto(), s.spi())));
        var found = new LinkedHashMap<Name, State>();
        for (State s : states) {
            var name = new Name(s.proto(), s.spi());
            if (!s.larval() && (known.contains(name) || addresses.contains(s.src()) || addresses.contains(s.dst()))) {
                found.putIfAbsent(name, s);
            }
        }
        return found;
    }

    /** Outer addresses by which a run reaches the other one. */
    private static Set<String> addresses(Run of, Run from) {
        var own = new LinkedHashSet<String>();
        of.tunnels().forEach(t -> own.add(t.local()));
        var peers = new LinkedHashSet<String>();
        from.tunnels().forEach(t -> peers.add(t.peer()));
        own.retainAll(peers);
        own.remove("");
        return own;
    }

    private void only(State s, String has, String lacks) {
        f.add(
                Kind.SA,
                s.spiText(),
                has.equals(left) ? Words.sa(s) : "",
                has.equals(left) ? "" : Words.sa(s),
                "Only " + has + " has the " + Words.sa(s) + "; " + lacks
                        + " does not, unless they rekeyed between the two looks.");
    }

    private void same(State a, State b) {
        differ(a, "mode", a.mode(), b.mode());
        differ(
                a,
                "NAT traversal",
                a.encap().isPresent() ? "in UDP" : "none",
                b.encap().isPresent() ? "in UDP" : "none");
        differ(a, "extended sequence numbers", a.esn() ? "on" : "off", b.esn() ? "on" : "off");
        algorithm(a, b, "encryption", State::enc);
        algorithm(a, b, "integrity", State::auth);
        algorithm(a, b, "encryption with integrity", State::aead);
        algorithm(a, b, "compression", State::comp);
        var mine = a.limits().flatMap(l -> l.hardAdd());
        var its = b.limits().flatMap(l -> l.hardAdd());
        if (mine.isPresent() && its.isPresent() && !mine.equals(its)) {
            f.add(
                    Kind.SA,
                    a.spiText(),
                    mine.get() + " s",
                    its.get() + " s",
                    "The " + Words.sa(a) + " lives " + mine.get() + " s on " + left + " and " + its.get() + " s on "
                            + right + ": each end has its own lifetime, and the shorter one rekeys first.");
        }
    }

    private void differ(State s, String what, String here, String there) {
        if (!here.equals(there)) {
            f.add(
                    Kind.SA,
                    s.spiText(),
                    here,
                    there,
                    "The " + Words.sa(s) + ": " + what + " is " + here + " on " + left + " and " + there + " on "
                            + right + ".");
        }
    }

    private void algorithm(State a, State b, String what, Function<State, Optional<Algorithm>> which) {
        var here = which.apply(a);
        var there = which.apply(b);
        differ(a, what, text(here), text(there));
        var mine = here.flatMap(Algorithm::keyFingerprint);
        var its = there.flatMap(Algorithm::keyFingerprint);
        if (f.sharesFingerprints() && mine.isPresent() && its.isPresent() && !mine.equals(its)) {
            f.add(
                    Kind.KEY,
                    a.spiText(),
                    mine.get(),
                    its.get(),
                    "The two ends hold different keys for the " + what + " of the " + Words.sa(a)
                            + ": every packet fails there. No negotiation does that; look for manual keys or a fault in a daemon.");
        }
    }

    private static String text(Optional<Algorithm> algorithm) {
        return algorithm
                .map(a -> a.name()
                        + a.keyBits().map(k -> " " + k + " bits").orElse("")
                        + a.icvBits().map(i -> " ICV " + i).orElse(""))
                .orElse("none");
    }

    /** Of the policies that go out to the other end, each must be there turned round. */
    private void policies(List<Policy> here, List<Policy> there) {
        var mine = selectors(here, addresses(f.right, f.left));
        var its = selectors(there, addresses(f.left, f.right));
        for (Selector s : mine) {
            if (!its.contains(s.reversed())) {
                f.add(
                        Kind.POLICY,
                        s.toString(),
                        s.toString(),
                        "",
                        left + " sends " + s + " into the tunnel; " + right
                                + " has no policy for it the other way round (" + s.reversed() + ").");
            }
        }
        for (Selector s : its) {
            if (!mine.contains(s.reversed())) {
                f.add(
                        Kind.POLICY,
                        s.toString(),
                        "",
                        s.toString(),
                        right + " sends " + s + " into the tunnel; " + left
                                + " has no policy for it the other way round (" + s.reversed() + ").");
            }
        }
    }

    private static Set<Selector> selectors(List<Policy> policies, Set<String> peers) {
        var found = new LinkedHashSet<Selector>();
        policies.stream()
                .filter(p -> p.dir().equals("out") && p.templates().stream().anyMatch(t -> peers.contains(t.dst())))
                .forEach(p -> found.add(p.selector()));
        return found;
    }

    private void connections() {
        var mine = towards(f.left, addresses(f.right, f.left));
        var its = towards(f.right, addresses(f.left, f.right));
        if (mine.isEmpty() || its.isEmpty()) {
            f.note("The connections were not compared: " + (mine.isEmpty() ? left : right)
                    + " shows none that names the other end.");
            return;
        }
        var names = Configurations.Names.of(left, right);
        Configurations.of(mine.get(), its.get(), names).forEach(this::connection);
        // children have names of their own at each end; with one at each end it is clear which belong together
        if (mine.get().children().size() == 1 && its.get().children().size() == 1) {
            Configurations.of(
                            mine.get().children().getFirst(),
                            its.get().children().getFirst(),
                            names)
                    .forEach(this::connection);
        }
    }

    private void connection(Relation relation) {
        if (!relation.holds()) {
            f.add(Kind.CONNECTION, relation.relation(), relation.here(), relation.there(), relation.says() + ".");
        }
    }

    /** The connection of a run whose peer is one of these. */
    private static Optional<Connection> towards(Run run, Set<String> peers) {
        var daemon = run.facts().daemon();
        return Stream.of(daemon.configured(), daemon.connections())
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .filter(c -> c.remote().stream().anyMatch(peers::contains))
                .findFirst();
    }

    private void clocks() {
        var mine = offset(f.left);
        var its = offset(f.right);
        if (mine.isPresent() && its.isPresent() && Math.abs(mine.get() - its.get()) > SECONDS_APART) {
            long apart = its.get() - mine.get();
            f.add(
                    Kind.CLOCK,
                    "clock",
                    "",
                    apart + " s",
                    "The clock of " + right + " is " + Math.abs(apart) + " s " + (apart > 0 ? "ahead of" : "behind")
                            + " that of " + left + ", if Espy's own clock was right both times.");
        }
    }

    /** The gateway's clock minus that of the machine that Espy ran on, in seconds. */
    private static Optional<Long> offset(Run run) {
        return run.snapshot().answer("P01").flatMap(a -> {
            var time = CLOCK.matcher(a.out());
            return time.find()
                    ? Optional.of(Long.parseLong(time.group(1)) - a.at().getEpochSecond())
                    : Optional.<Long>empty();
        });
    }
}
