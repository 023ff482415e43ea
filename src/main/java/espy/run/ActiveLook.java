package espy.run;

import espy.base.Address;
import espy.gateway.Answer;
import espy.gateway.Gateway;
import espy.gateway.GatewayException;
import espy.gateway.Look;
import espy.probe.Actions;
import espy.probe.Probes;
import espy.probe.Snapshot;
import espy.probe.Stimulus;
import espy.probe.facts.CaptureReader;
import espy.probe.facts.FactsReader;
import espy.probe.facts.Stirring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks, sends a few packets while a capture runs, and looks again: the difference shows how far they came. */
final class ActiveLook {
    /** Packets that are under way when the stimulus has ended. */
    private static final Duration LAST_ONES = Duration.ofMillis(700);

    private final Gateway gateway;
    private final Consumer<String> progress;

    ActiveLook(Gateway gateway, Consumer<String> progress) {
        this.gateway = gateway;
        this.progress = progress;
    }

    /** @param snapshot taken after the stimulus; what a few seconds do not change is from before it */
    record Seen(Snapshot snapshot, Stirring stirring) {}

    /**
     * Blocks for some 10 to 20 seconds.
     *
     * @param known a host behind the peer that another look showed
     */
    Seen run(Wish wish, Stir stir, Optional<Address> known) throws GatewayException, InterruptedException {
        Look first = look(Probes.look(), "before anything is sent");
        Snapshot before = Snapshot.of(gateway.name(), first, true);
        var facts = FactsReader.of(before, wish.tunnel(), wish.peer()).facts();
        Stimulus stimulus = Targets.choose(before, facts, stir, known);
        try (var listening = Listening.begin(gateway, stimulus)) {
            var questions = Actions.questions(stimulus);
            Look sent = first;
            if (!questions.isEmpty()) {
                progress.accept(stimulus.to().map(t -> "Sending to " + t).orElse("Bringing the tunnel up"));
                sent = gateway.look(questions, _ -> {});
            }
            boolean flows = facts.tunnel().installed().orElse(false) && answered(sent);
            progress.accept("Listening");
            Duration least = flows ? LAST_ONES : stir.duration().minus(listening.soFar());
            Thread.sleep(least.isNegative() ? LAST_ONES : least);
            Look again = look(Actions.again(), "after it");
            listening.close();
            return seen(first, sent, again, before, stimulus, listening);
        }
    }

    private Look look(List<espy.gateway.Question> questions, String when)
            throws GatewayException, InterruptedException {
        progress.accept("Looking at " + gateway.name() + " " + when);
        return gateway.look(questions, _ -> {});
    }

    private static boolean answered(Look sent) {
        return sent.answers().stream().anyMatch(a -> a.id().equals(Actions.PING) && a.exit() == 0);
    }

    private Seen seen(Look first, Look sent, Look again, Snapshot before, Stimulus stimulus, Listening listening) {
        var packets = listening.packets();
        long seconds = Math.max(1, listening.soFar().toSeconds());
        var answers = new ArrayList<Answer>();
        first.answers().stream().filter(a -> !Actions.changes(a.id())).forEach(answers::add);
        answers.addAll(again.answers());
        sent.answers().stream()
                .filter(a -> a.id().startsWith("P17") || a.id().startsWith("P18"))
                .forEach(answers::add);
        answers.add(new Answer(
                Actions.CAPTURE,
                Actions.capture(stimulus),
                Instant.now(),
                listening.soFar(),
                packets.isPresent() ? Answer.Outcome.DONE : Answer.Outcome.NOT_INSTALLED,
                packets.isPresent() ? 0 : 127,
                false,
                packets.map(CaptureReader::text).orElse(""),
                ""));
        var all = new Look(again.access(), again.user(), first.started(), answers);
        return new Seen(
                Snapshot.of(gateway.name(), all, true),
                new Stirring(before, stimulus, packets, listening.whyNot(), seconds));
    }
}
