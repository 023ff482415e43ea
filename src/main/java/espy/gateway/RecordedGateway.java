package espy.gateway;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A look that was taken before: answers what it holds, and {@link Answer.Outcome#NOT_ASKED} for everything else. */
public record RecordedGateway(String name, Look recording) implements Gateway {
    @Override
    public Look look(List<Question> questions, Consumer<String> progress) {
        var answers = questions.stream().map(this::answer).toList();
        return new Look(recording.access(), recording.user(), recording.started(), answers);
    }

    private Answer answer(Question q) {
        return recording.answers().stream()
                .filter(a -> a.id().equals(q.id()))
                .findFirst()
                .orElseGet(() -> new Answer(
                        q.id(),
                        q.script(),
                        recording.started(),
                        Duration.ZERO,
                        Answer.Outcome.NOT_ASKED,
                        -1,
                        false,
                        "",
                        ""));
    }

    @Override
    public CommandStream stream(String command) throws GatewayException {
        throw new GatewayException(notLive(name));
    }

    /** Why a recording cannot be watched. */
    public static String notLive(String name) {
        return name + " is a recording: nothing happens there any more. Give a gateway that is running.";
    }

    @Override
    public void close() {
        // nothing is open
    }
}
