package espy.probe.facts;

import com.code_intelligence.jazzer.junit.FuzzTest;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Answer.Outcome;
import espy.gateway.Question;
import espy.probe.Probes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whatever a gateway answers to whichever question: its facts can be read, each that is absent has its reason, and no key is in them. */
final class FactsFuzzTest {
    private static final List<String> IDS =
            Probes.look().stream().map(Question::id).toList();
    private static final String DIGITS = "5ec2e75ec2e75ec2e75ec2e75ec2e75e";
    /** What stands in the text where a key is to be. */
    private static final String PLACE = "KEY";

    /** Answers stand between NULs; the first byte of each says to which question, the second how that ended. */
    @FuzzTest(maxDuration = "20s")
    void anyAnswers(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        if (text.contains(DIGITS)) {
            return; // not a key, there
        }
        var answers = new ArrayList<Answer>();
        for (String part : text.split("\0", IDS.size() + 1)) {
            if (part.length() > 2) {
                answers.add(
                        answer(part.charAt(0), part.charAt(1), part.substring(2).replace(PLACE, "0x" + DIGITS)));
            }
        }
        var snapshot = SnapshotsForTests.snapshot(Access.ROOT, true, answers);
        var read = FactsReader.of(snapshot, Optional.empty(), Optional.empty());
        String shown = read.toString();
        check(!shown.contains(DIGITS), "a key is shown");
        check(read.unparsed().size() <= 1000, "more lines than anybody reads");
        for (String path : RecordedLooks.absent(read.facts())) {
            check(!RecordedLooks.why(read.facts(), path).isEmpty(), "no reason for " + path);
        }
    }

    private static Answer answer(char id, char how, String text) {
        var outcome = how % 8 < 6 ? Outcome.DONE : Outcome.TIMED_OUT;
        int exit = how % 8 == 5 ? 1 : 0;
        return SnapshotsForTests.answer(IDS.get(id % IDS.size()), outcome, exit, text, how % 8 == 4 ? text : "");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
