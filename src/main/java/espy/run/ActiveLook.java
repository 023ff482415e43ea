package espy.run;

import espy.base.Address;
import espy.gateway.Answer;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.Look;
import espy.gateway.Question;
import espy.host.Neighbour;
import espy.probe.Actions;
import espy.probe.Probes;
import espy.probe.Snapshot;
import espy.probe.Stimulus;
import espy.probe.facts.CaptureReader;
import espy.probe.facts.Facts;
import espy.probe.facts.FactsReader;
import espy.probe.facts.Stirring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks, sends a few packets while a capture runs, and looks again: the difference shows how far they came. Its steps are called in their order;
 * with two gateways, each step is done on both before the next.
 */
final class ActiveLook implements AutoCloseable {
    /** Packets that are under way when the stimulus has ended. */
    private static final Duration LAST_ONES = Duration.ofMillis(700);

    private final Gateway gateway;
    private final Consumer<String> progress;
    private final Look first;
    private final Snapshot before;
    private final Facts facts;
    private Optional<Listening> listening = Optional.empty();
    private Optional<Stimulus> stimulus = Optional.empty();
    private Look sent;

    private ActiveLook(Gateway gateway, Consumer<String> progress, Look first, Snapshot before, Facts facts) {
        this.gateway = gateway;
        this.progress = progress;
        this.first = first;
        this.before = before;
        this.facts = facts;
        this.sent = first;
    }

    /** The first step: a whole look before anything is sent. */
    static ActiveLook begin(Gateway gateway, Wish wish, Consumer<String> progress)
            throws GatewayException, InterruptedException {
        progress.accept("Looking at " + gateway.name() + " before anything is sent");
        Look first = gateway.look(Probes.look(), _ -> {});
        Snapshot before = Snapshot.of(gateway.name(), first, true);
        var facts = FactsReader.of(before, wish.tunnel(), wish.peer()).facts();
        return new ActiveLook(gateway, progress, first, before, facts);
    }

    /** A host behind this gateway to which the other end may send: a neighbour in the local network, else this gateway's own address there. */
    Optional<Address> inside() {
        var networks = Targets.networks(facts.tunnel().localTs());
        return Neighbour.parse(before.text("P21").orElse("")).value().stream()
                .filter(n -> n.failed().filter(f -> !f).isPresent())
                .map(Neighbour::address)
                .filter(a -> networks.stream().anyMatch(n -> n.length() > 0 && n.contains(a)))
                .findFirst()
                .or(() -> facts.host().localInner().flatMap(Address::parse));
    }

    /**
     * The second step: a capture begins.
     *
     * @param known a host behind the peer that another look showed
     * @param sends whether this is the end that sends
     */
    void listen(Stir stir, Optional<Address> known, boolean sends) throws InterruptedException {
        Stimulus chosen = Targets.choose(before, facts, stir, known);
        stimulus = Optional.of(sends ? chosen : chosen.silent());
        progress.accept("Listening on " + gateway.name());
        listening = Optional.of(Listening.begin(gateway, stimulus.get()));
    }

    /** The third step: what was allowed is sent; nothing where nobody named a host. */
    void send() throws GatewayException, InterruptedException {
        var questions = stimulus.map(Actions::questions).orElse(List.of());
        if (!questions.isEmpty()) {
            progress.accept(
                    stimulus.flatMap(Stimulus::to).map(t -> "Sending to " + t).orElse("Bringing the tunnel up"));
            sent = gateway.look(questions, _ -> {});
        }
    }

    /** The fourth step: time for what answers late, and for a daemon that repeats its messages where the tunnel carries nothing. */
    void await(Stir stir) throws InterruptedException {
        boolean answered = sent.answers().stream().anyMatch(a -> a.id().equals(Actions.PING) && a.exit() == 0);
        boolean flows = facts.tunnel().installed().orElse(false) && answered;
        Duration least = stir.duration().minus(listening.map(Listening::soFar).orElse(Duration.ZERO));
        Thread.sleep(flows || least.compareTo(LAST_ONES) < 0 ? LAST_ONES : least);
    }

    /** @param snapshot taken after the stimulus; what a few seconds do not change is from before it */
    record Seen(Snapshot snapshot, Stirring stirring) {}

    /** The last step: the second look. */
    Seen finish() throws GatewayException, InterruptedException {
        progress.accept("Looking at " + gateway.name() + " after it");
        List<Question> again = Actions.again();
        Look after = gateway.look(again, _ -> {});
        close();
        Stimulus was = stimulus.orElseThrow();
        var packets = listening.flatMap(Listening::packets);
        var took = listening.map(Listening::soFar).orElse(Duration.ZERO);
        var answers = new ArrayList<Answer>();
        first.answers().stream().filter(a -> !Actions.changes(a.id())).forEach(answers::add);
        answers.addAll(after.answers());
        sent.answers().stream().filter(a -> Actions.acts(a.id())).forEach(answers::add);
        answers.add(new Answer(
                Actions.CAPTURE,
                Actions.capture(was),
                Instant.now(),
                took,
                packets.isPresent() ? Answer.Outcome.DONE : Answer.Outcome.NOT_INSTALLED,
                packets.isPresent() ? 0 : 127,
                false,
                packets.map(CaptureReader::text).orElse(""),
                ""));
        var all = new Look(after.access(), after.user(), first.started(), answers);
        String whyNot = listening.map(Listening::whyNot).orElse("");
        return new Seen(
                Snapshot.of(gateway.name(), all, true),
                new Stirring(before, was, packets, whyNot, Math.max(1, took.toSeconds())));
    }

    @Override
    public void close() {
        listening.ifPresent(Listening::close);
    }
}
