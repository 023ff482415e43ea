package espy.run;

import espy.checklist.CheckResult;
import espy.checklist.Checklist;
import espy.checklist.Verdict;
import espy.diagnosis.Finding;
import espy.diagnosis.Library;
import espy.gateway.Answer;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.Question;
import espy.probe.Probes;
import espy.probe.Snapshot;
import espy.probe.facts.Facts;
import espy.probe.facts.FactsReader;
import espy.probe.facts.TunnelFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A run: look, judge, name the cause. Blocks; interrupting the thread cancels it, on the gateway too. */
public final class Runner {
    /** A diagnosis at least this sure counts as a failure, even where no single check failed. */
    private static final double SURE = 0.5;

    private Runner() {}

    /** The wish names something that is not there. The message is for people. */
    public static final class NoSuchThing extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        NoSuchThing(String message) {
            super(message);
        }
    }

    /**
     * One look with all probes.
     *
     * @param progress is told in a few words what is being done, from any thread
     */
    public static Snapshot look(Gateway gateway, boolean live, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        return look(gateway, live, Probes.look(), progress);
    }

    /** One look with some of the probes. */
    public static Snapshot look(Gateway gateway, boolean live, List<Question> questions, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        var answered = new AtomicInteger();
        progress.accept("Looking at " + gateway.name());
        var look = gateway.look(
                questions,
                id -> progress.accept("Looking at " + gateway.name() + ": " + answered.incrementAndGet() + " of "
                        + questions.size() + " answers"));
        return Snapshot.of(gateway.name(), look, live);
    }

    /** A whole run at one end. */
    public static Run run(
            Gateway gateway,
            boolean live,
            Wish wish,
            Instant started,
            Supplier<Library> library,
            Consumer<String> progress)
            throws GatewayException, InterruptedException, NoSuchThing {
        return run(gateway, live, new Peer(Optional.empty(), Optional.empty()), wish, started, library, progress);
    }

    /**
     * The other end.
     *
     * @param gateway when it was reached
     * @param whyNot  why it was not, if somebody wanted it
     */
    public record Peer(Optional<Gateway> gateway, Optional<String> whyNot) {}

    /**
     * A whole run on a gateway that has been reached.
     *
     * @param peer    the gateway at the other end
     * @param started when the run began, before the gateway was reached
     * @param library may block until the knowledge is loaded
     */
    public static Run run(
            Gateway gateway,
            boolean live,
            Peer peer,
            Wish wish,
            Instant started,
            Supplier<Library> library,
            Consumer<String> progress)
            throws GatewayException, InterruptedException, NoSuchThing {
        if (wish.stir().isPresent() && !live) {
            throw new NoSuchThing(
                    gateway.name() + " is a recording: nothing can be sent there. Leave out the active look.");
        }
        var ends = new Looking(wish, progress).look(gateway, live, peer.gateway());
        progress.accept("Judging");
        var warnings = ends.warning().or(peer::whyNot).stream().toList();
        return judge(ends.here(), ends.there(), warnings, wish, started, library.get());
    }

    /** Judges what was seen. */
    public static Run judge(Snapshot snapshot, Wish wish, Instant started, Library library) throws NoSuchThing {
        return judge(new Looking.Seen(snapshot, Optional.empty()), Optional.empty(), List.of(), wish, started, library);
    }

    private static Run judge(
            Looking.Seen here,
            Optional<Looking.Seen> there,
            List<String> warnings,
            Wish wish,
            Instant started,
            Library library)
            throws NoSuchThing {
        var judging = new Judging(library, lists(library, wish));
        Snapshot snapshot = here.snapshot();
        var read = FactsReader.of(snapshot, wish.tunnel(), wish.peer(), here.stirring());
        if (!read.facts().tunnel().chosen()
                && (wish.tunnel().isPresent() || wish.peer().isPresent())) {
            throw new NoSuchThing(noSuchTunnel(wish, read.tunnels()));
        }
        var verdicts = there.map(t -> judging.both(here, read, t)).orElseGet(() -> judging.one(here, read, warnings));
        return new Run(
                snapshot.gateway(),
                started,
                Duration.between(started, Instant.now()),
                snapshot,
                verdicts.facts(),
                read.tunnels(),
                verdicts.checks(),
                verdicts.diagnosis(),
                verdicts.insight(),
                read.unparsed(),
                exit(snapshot, verdicts.facts(), verdicts.checks(), verdicts.diagnosis()));
    }

    private static List<Checklist> lists(Library library, Wish wish) throws NoSuchThing {
        for (String id : wish.checklists()) {
            if (library.checklists().stream().noneMatch(l -> l.id().equals(id))) {
                throw new NoSuchThing("There is no checklist " + id + ". There are: "
                        + library.checklists().stream().map(Checklist::id).collect(Collectors.joining(", ")) + ".");
            }
        }
        return library.checklists().stream()
                .filter(l -> wish.checklists().isEmpty() || wish.checklists().contains(l.id()))
                .toList();
    }

    private static String noSuchTunnel(Wish wish, List<TunnelFacts> tunnels) {
        String wanted = wish.tunnel().map(t -> "No tunnel is called " + t).orElse("No tunnel")
                + wish.peer().map(p -> " has the peer " + p).orElse("") + ". ";
        return wanted
                + (tunnels.isEmpty()
                        ? "No tunnel was seen at all."
                        : "There are: "
                                + tunnels.stream()
                                        .map(t -> t.name() + " (peer " + t.peer() + ")")
                                        .distinct()
                                        .limit(20)
                                        .collect(Collectors.joining(", "))
                                + ".");
    }

    private static int exit(Snapshot snapshot, Facts facts, List<CheckResult> checks, List<Finding> diagnosis) {
        boolean failed = checks.stream().anyMatch(c -> c.verdict() == Verdict.FAIL)
                || diagnosis.stream().anyMatch(f -> f.confidence() >= SURE);
        if (failed) {
            return 1;
        }
        boolean lost = snapshot.answers().stream().anyMatch(a -> a.outcome() == Answer.Outcome.LOST);
        boolean blind = !facts.gateway().root() || facts.xfrm().states().isEmpty();
        boolean nothing = !facts.daemon().running().orElse(false)
                && facts.xfrm().states().map(List::isEmpty).orElse(true);
        return lost || blind || nothing ? 4 : 0;
    }
}
