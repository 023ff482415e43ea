package espy.probe.facts;

import espy.probe.Snapshot;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the gateway's own clock showed during a look (probe P14.time), in the zone in which all its answers are. The kernel's times have no
 * zone, so nothing but this clock can be compared with them.
 */
public final class GatewayTime {
    private static final Pattern TIME =
            Pattern.compile("(?m)^TimeUSec=\\S+ (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private GatewayTime() {}

    /** Absent where the gateway does not say. */
    public static Optional<LocalDateTime> of(Snapshot snapshot) {
        var m = TIME.matcher(snapshot.text("P14.time").orElse(""));
        return m.find() ? parse(m.group(1)) : Optional.empty();
    }

    /** A time as iproute2 writes it; empty for anything else. */
    public static Optional<LocalDateTime> parse(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, FORMAT));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
