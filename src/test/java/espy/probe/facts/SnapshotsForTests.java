package espy.probe.facts;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import espy.probe.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Snapshots from probe ids and what they printed. */
final class SnapshotsForTests {
    static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private SnapshotsForTests() {}

    /** Answers that went well: ids and outputs in turn. */
    static Snapshot recorded(String... idsAndOutputs) {
        return snapshot(Access.ROOT, false, answers(idsAndOutputs));
    }

    static Snapshot snapshot(Access access, boolean live, List<Answer> answers) {
        return Snapshot.of("moon", new Look(access, "root", AT, answers), live);
    }

    static List<Answer> answers(String... idsAndOutputs) {
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < idsAndOutputs.length; i += 2) {
            answers.add(answer(idsAndOutputs[i], Answer.Outcome.DONE, 0, idsAndOutputs[i + 1], ""));
        }
        return answers;
    }

    static Answer answer(String id, Answer.Outcome outcome, int exit, String out, String err) {
        return new Answer(id, "…", AT, Duration.ZERO, outcome, exit, false, out, err);
    }
}
