package espy.xfrm;

import espy.base.Numbers;
import espy.base.Words;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code lifetime config} and {@code lifetime current} lines, which SAs and policies share. */
final class LifetimeReader {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");

    private record Pair(Optional<Long> soft, Optional<Long> hard) {
        static final Pair NONE = new Pair(Optional.empty(), Optional.empty());
    }

    private final Repeats repeats;
    private boolean seen;
    private Pair byteLimit = Pair.NONE;
    private Pair packetLimit = Pair.NONE;
    private Pair sinceAdded = Pair.NONE;
    private Pair sinceUsed = Pair.NONE;
    Optional<Long> bytes = Optional.empty();
    Optional<Long> packets = Optional.empty();
    Optional<String> added = Optional.empty();
    Optional<String> used = Optional.empty();

    LifetimeReader(Repeats repeats) {
        this.repeats = repeats;
    }

    /** Whether the line is one of these and was understood; the words may be read in part otherwise. */
    boolean take(Words words) {
        return switch (words.peek()) {
            case "lifetime" ->
                (words.accept("lifetime", "config:") || words.accept("lifetime", "current:")) && words.done();
            case "limit:" -> words.accept("limit:") && limit(words);
            case "expire" -> expire(words);
            case "add" -> words.accept("add") && dates(words);
            default -> counts(words);
        };
    }

    /** A date and time; empty for {@code -} and for what is no date. */
    static Optional<String> date(String text) {
        return Optional.of(text).filter(t -> DATE.matcher(t).matches());
    }

    Optional<Limits> limits() {
        return seen
                ? repeats.share(new Limits(
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

    private boolean limit(Words words) {
        boolean ofBytes = words.lastEndsWith("(bytes)");
        var pair = pair(words, ofBytes ? "(bytes)" : "(packets)", false);
        if (pair.isEmpty()) {
            return false;
        }
        if (ofBytes) {
            byteLimit = pair.get();
        } else {
            packetLimit = pair.get();
        }
        return words.done();
    }

    private boolean expire(Words words) {
        boolean add = words.accept("expire", "add:");
        if (!add && !words.accept("expire", "use:")) {
            return false;
        }
        var pair = pair(words, "(sec)", true);
        if (pair.isEmpty()) {
            return false;
        }
        if (add) {
            sinceAdded = pair.get();
        } else {
            sinceUsed = pair.get();
        }
        return words.done();
    }

    /** {@code soft N(unit), hard N(unit)}. */
    private Optional<Pair> pair(Words words, String unit, boolean zeroIsNone) {
        if (!words.accept("soft")) {
            return Optional.empty();
        }
        String soft = words.next();
        if (!soft.endsWith(",") || !words.accept("hard")) {
            return Optional.empty();
        }
        String hard = words.next();
        if (!soft.startsWith(unit, soft.length() - 1 - unit.length()) || !hard.endsWith(unit)) {
            return Optional.empty();
        }
        String first = soft.substring(0, soft.length() - 1 - unit.length());
        String second = hard.substring(0, hard.length() - unit.length());
        if (!isBound(first) || !isBound(second)) {
            return Optional.empty();
        }
        seen = true;
        return Optional.of(new Pair(bound(first, zeroIsNone), bound(second, zeroIsNone)));
    }

    private static boolean isBound(String text) {
        return text.equals("(INF)") || Numbers.parse(text).isPresent();
    }

    private static Optional<Long> bound(String text, boolean zeroIsNone) {
        return Numbers.parse(text).filter(n -> !zeroIsNone || n != 0);
    }

    private boolean counts(Words words) {
        long first = words.numberWith("(bytes),");
        if (first < 0) {
            return false;
        }
        long second = words.numberWith("(packets)");
        if (second < 0) {
            return false;
        }
        bytes = Optional.of(first);
        packets = Optional.of(second);
        return words.done();
    }

    private boolean dates(Words words) {
        Optional<String> first = when(words);
        if (first.isEmpty() || !words.accept("use")) {
            return false;
        }
        Optional<String> second = when(words);
        if (second.isEmpty()) {
            return false;
        }
        added = known(first);
        used = known(second);
        return words.done();
    }

    private Optional<String> known(Optional<String> date) {
        return date.filter(d -> d.length() > 1 && !d.equals("invalid-time")).flatMap(repeats::share);
    }

    /** A date, {@code -} or {@code invalid-time}. */
    private Optional<String> when(Words words) {
        if (words.is("-") || words.is("invalid-time")) {
            return Optional.of(words.next());
        }
        String date = words.next(2);
        return repeats.knows(date) ? Optional.of(date) : date(date);
    }
}
