package espy.xfrm;

import espy.base.Numbers;
import espy.base.Words;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code lifetime config} and {@code lifetime current} lines, which SAs and policies share. */
final class LifetimeReader {
    private static final Pattern PAIR =
            Pattern.compile("soft (.+?)\\((?:bytes|packets|sec)\\), hard (.+?)\\((?:bytes|packets|sec)\\)");
    private static final Pattern COUNTS = Pattern.compile("(\\d+)\\(bytes\\), (\\d+)\\(packets\\)");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");

    private record Pair(Optional<Long> soft, Optional<Long> hard) {
        static final Pair NONE = new Pair(Optional.empty(), Optional.empty());
    }

    private boolean seen;
    private Pair byteLimit = Pair.NONE;
    private Pair packetLimit = Pair.NONE;
    private Pair sinceAdded = Pair.NONE;
    private Pair sinceUsed = Pair.NONE;
    Optional<Long> bytes = Optional.empty();
    Optional<Long> packets = Optional.empty();
    Optional<String> added = Optional.empty();
    Optional<String> used = Optional.empty();

    /** Whether the line is one of these and was understood; the words may be read in part otherwise. */
    boolean take(Words words) {
        String first = words.peek();
        if (words.accept("lifetime", "config:") || words.accept("lifetime", "current:")) {
            return words.done();
        }
        if (words.accept("limit:")) {
            return limit(words.rest());
        }
        if (words.accept("expire", "add:")) {
            return StateReader.set(pair(words.rest(), true), words, p -> sinceAdded = p);
        }
        if (words.accept("expire", "use:")) {
            return StateReader.set(pair(words.rest(), true), words, p -> sinceUsed = p);
        }
        if (first.equals("add") && words.holds("use")) {
            words.next();
            return dates(words);
        }
        if (first.endsWith("(bytes),")) {
            return counts(words.rest());
        }
        return false;
    }

    /** A date and time; empty for {@code -} and for what is no date. */
    static Optional<String> date(String text) {
        return Optional.of(text).filter(t -> DATE.matcher(t).matches());
    }

    Optional<Limits> limits() {
        return seen
                ? Optional.of(new Limits(
                        byteLimit.soft,
                        byteLimit.hard,
                        packetLimit.soft,
                        packetLimit.hard,
                        sinceAdded.soft,
                        sinceAdded.hard,
                        sinceUsed.soft,
                        sinceUsed.hard))
                : Optional.empty();
    }

    private boolean limit(String text) {
        var pair = pair(text, false);
        if (pair.isEmpty()) {
            return false;
        }
        if (text.contains("(bytes)")) {
            byteLimit = pair.get();
        } else {
            packetLimit = pair.get();
        }
        return true;
    }

    private Optional<Pair> pair(String text, boolean zeroIsNone) {
        var m = PAIR.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        seen = true;
        return Optional.of(new Pair(bound(m.group(1), zeroIsNone), bound(m.group(2), zeroIsNone)));
    }

    private static Optional<Long> bound(String text, boolean zeroIsNone) {
        return text.equals("(INF)") ? Optional.empty() : Numbers.parse(text).filter(n -> !zeroIsNone || n != 0);
    }

    private boolean counts(String text) {
        var m = COUNTS.matcher(text);
        if (!m.matches()) {
            return false;
        }
        bytes = Numbers.parse(m.group(1));
        packets = Numbers.parse(m.group(2));
        return true;
    }

    private boolean dates(Words words) {
        String first = words.until("use");
        String second = words.rest();
        added = date(first);
        used = date(second);
        return isDate(first) && isDate(second);
    }

    private static boolean isDate(String text) {
        return text.equals("-") || text.equals("invalid-time") || date(text).isPresent();
    }
}
