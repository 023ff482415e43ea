package espy.probe.facts;

import espy.host.Settings;
import espy.probe.Snapshot;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the gateway's own clock showed during a look (probes P14.time and P01), in the zone in which all its answers are. The kernel's times have no
 * zone, so nothing but this clock can be compared with them.
 */
public final class GatewayTime {
    private static final Pattern TIME =
            Pattern.compile("(?m)^TimeUSec=\\S+ (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Seconds since 1970 until the year 10000. */
    private static final long FAR = 253_402_300_800L;

    private GatewayTime() {}

    /** Absent where the gateway does not say. */
    public static Optional<LocalDateTime> of(Snapshot snapshot) {
        var m = TIME.matcher(snapshot.text("P14.time").orElse(""));
        return m.find()
                ? parse(m.group(1))
                : snapshot.text("P01")
                        .flatMap(t -> Settings.parse(t).value().number("time"))
                        .filter(seconds -> seconds < FAR)
                        .map(seconds ->
                                LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC)); // a look is asked for in UTC
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
