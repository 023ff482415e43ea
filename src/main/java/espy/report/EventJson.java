package espy.report;

import java.util.Map;

/** Events as {@code espy xfrm --watch --json} prints them: one object a line. */
public final class EventJson {
    private EventJson() {}

    /** Values by name, in this order; empty optionals leave no name behind, and what could act on a terminal is escaped. */
    public static String line(Map<String, ?> fields) {
        return Json.line(Json.of(fields));
    }
}
