package espy.probe.facts;

import espy.base.Parsed;
import espy.base.Unparsed;
import java.util.ArrayList;
import java.util.List;

/** Collects the lines that no parser understood, each behind the id of the probe that printed it. */
final class Unread {
    /** A person reads some of them; a gateway may print millions. */
    private static final int MOST = 1000;

    private final List<Unparsed> lines = new ArrayList<>();

    /** What was understood; the rest is kept here. */
    <T> T kept(String probe, Parsed<T> parsed) {
        parsed.unparsed().stream()
                .limit(Math.max(0, MOST - lines.size()))
                .forEach(u -> lines.add(new Unparsed(u.line(), probe + ": " + u.text())));
        return parsed.value();
    }

    List<Unparsed> lines() {
        return List.copyOf(lines);
    }
}
