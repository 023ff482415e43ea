package espy.host;

import espy.base.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the clock follows a time source, as {@code timedatectl show}, {@code timedatectl} of old and new systems, {@code chronyc tracking},
 * {@code ntpq -c rv} and {@code adjtimex} say.
 */
public final class Clock {
    private Clock() {}

    /** The first that says; empty when none does. Of what chrony and the kernel say, "no source yet" means no. */
    public static Optional<Boolean> synchronised(String text) {
        var said = new ArrayList<Boolean>();
        Lines.scan(text, words -> line(words).map(said::add).orElse(false));
        return said.stream().findFirst();
    }

    private static Optional<Boolean> line(Words words) {
        String line = words.rest();
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        if (line.contains("leap_")) { // ntpq: associd=0 status=0615 leap_none, sync_ntp, …
            return Optional.of(!line.contains("leap_alarm") && !line.contains("sync_unspec"));
        }
        int at = equals > 0 && (colon < 0 || equals < colon) ? equals : colon;
        String name = line.substring(0, Math.max(at, 0)).strip();
        String value = line.substring(at + 1).strip();
        return switch (name) {
            case "NTPSynchronized", "NTP synchronized", "System clock synchronized" -> yesOrNo(value);
            case "Leap status" -> Optional.of(!value.equals("Not synchronised"));
            case "status" -> Optional.of(!value.contains("UNSYNC")).filter(yes -> value.contains("("));
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> yesOrNo(String value) {
        return List.of("yes", "no").contains(value) ? Optional.of(value.equals("yes")) : Optional.empty();
    }
}
