package espy.probe;

import espy.gateway.Access;
import espy.gateway.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All answers of one look, raw: the spine of the program. A saved snapshot is a bug report, a regression test and a demo at once.
 *
 * @param gateway what the person called the gateway
 * @param started by this machine's clock
 * @param keys    whether the answers still hold key material
 */
public record Snapshot(
        String gateway, Access access, String user, Instant started, boolean keys, List<Answer> answers) {
    public Snapshot {
        answers = List.copyOf(answers);
    }

    /** The answer of a probe; empty when that probe was not part of this look. */
    public Optional<Answer> answer(String probe) {
        return answers.stream().filter(a -> a.id().equals(probe)).findFirst();
    }
}
