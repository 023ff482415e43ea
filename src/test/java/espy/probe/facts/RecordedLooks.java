package espy.probe.facts;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Answer.Outcome;
import espy.probe.Probes;
import espy.probe.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whole looks at gateways of several distributions, as text: answers behind {@code === PROBE}, standard error behind {@code --- standard error}. */
final class RecordedLooks {
    static final List<String> NAMES = List.of("debian-12", "rocky-9", "alpine-3.20", "openwrt-23.05");

    private static final Pattern PART = Pattern.compile("(?m)^=== (\\S+)(?: (not installed)| exit (\\d+))?\\n");
    private static final String ERRORS = "--- standard error\n";

    private RecordedLooks() {}

    static Snapshot load(String name) throws IOException {
        String text;
        try (InputStream in = RecordedLooks.class.getResourceAsStream("/looks/" + name + ".txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var answers = new ArrayList<Answer>();
        var m = PART.matcher(text);
        boolean more = m.find();
        while (more) {
            String id = m.group(1);
            boolean gone = m.group(2) != null;
            int exit = gone ? 127 : m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
            int start = m.end();
            more = m.find();
            String body = text.substring(start, more ? m.start() : text.length());
            int errors = body.indexOf(ERRORS);
            answers.add(SnapshotsForTests.answer(
                    id,
                    gone ? Outcome.NOT_INSTALLED : Outcome.DONE,
                    exit,
                    errors < 0 ? body : body.substring(0, errors),
                    errors < 0 ? "" : body.substring(errors + ERRORS.length())));
        }
        return SnapshotsForTests.snapshot(Access.ROOT, false, answers);
    }

    /** The same look by somebody who is not root. */
    static Snapshot withoutRoot(Snapshot snapshot) {
        var rooted = Probes.look().stream()
                .filter(q -> q.needsRoot())
                .map(q -> q.id())
                .toList();
        return SnapshotsForTests.snapshot(
                Access.USER,
                false,
                snapshot.answers().stream()
                        .map(a -> rooted.contains(a.id())
                                ? SnapshotsForTests.answer(a.id(), Outcome.NEEDS_ROOT, -1, "", "")
                                : a)
                        .toList());
    }

    static FactsReader read(Snapshot snapshot) {
        return FactsReader.of(snapshot, Optional.empty(), Optional.empty());
    }

    /** The paths of all facts that could not be seen. */
    static List<String> absent(Facts facts) {
        return Arrays.stream(Facts.class.getRecordComponents())
                .filter(c -> c.getType().isRecord())
                .flatMap(c -> absent(c.getName(), value(c, facts)))
                .toList();
    }

    private static Stream<String> absent(String path, Object record) {
        return Arrays.stream(record.getClass().getRecordComponents())
                .filter(c -> value(c, record).equals(Optional.empty()))
                .map(c -> path + "." + c.getName());
    }

    /** Why a fact was not seen: said for itself or for all that it belongs to; "" when nothing is said. */
    static String why(Facts facts, String path) {
        String room = path.substring(0, path.indexOf('.'));
        return facts.missing().getOrDefault(path, facts.missing().getOrDefault(room, ""));
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
