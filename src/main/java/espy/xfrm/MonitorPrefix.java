package espy.xfrm;

import espy.base.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code ip xfrm monitor} puts before a message: {@code -ts}, {@code -t}, {@code all-nsid}. */
final class MonitorPrefix {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?");
    private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d:\\d\\d");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int LONGEST = 64;

    private Optional<String> time = Optional.empty();
    private Optional<String> namespace = Optional.empty();

    /** Reads {@code [2026-11-22T08:11:07.001903] [nsid 1]}, of which no blank needs to follow; gives the place behind it. */
    int read(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == '[') {
            int end = at + 1;
            while (end < to && end - at < LONGEST && bytes[end] != ']') {
                end++;
            }
            if (end >= to
                    || bytes[end] != ']'
                    || !take(new String(bytes, at + 1, end - at - 1, StandardCharsets.UTF_8))) {
                return at;
            }
            at = end + 1;
            while (at < to && bytes[at] == ' ') {
                at++;
            }
        }
        return at;
    }

    private boolean take(String said) {
        if (TIME.matcher(said).matches()) {
            time = Optional.of(said);
            return true;
        }
        if (said.startsWith("nsid ")) {
            namespace = Optional.of(said.substring("nsid ".length()).strip());
            return true;
        }
        return false;
    }

    /** {@code Timestamp: Sun Nov 22 08:11:06 2026 996394 usec}, a line before the message. */
    boolean timestamp(Words words) {
        words.next();
        words.next();
        int month = MONTHS.indexOf(words.next()) + 1;
        long day = words.number();
        String clock = words.next();
        long year = words.number();
        long micros = words.number();
        if (month == 0
                || day < 1
                || day > 31
                || !CLOCK.matcher(clock).matches()
                || year < 0
                || year > 9999
                || micros < 0
                || micros > 999_999
                || !words.accept("usec")) {
            return false;
        }
        time = Optional.of("%04d-%02d-%02dT%s.%06d".formatted(year, month, day, clock, micros));
        return words.done();
    }

    Head head(Optional<Event.Change> change) {
        return new Head(time, namespace, change);
    }

    /** The next message has its own. */
    void used() {
        time = Optional.empty();
        namespace = Optional.empty();
    }
}
