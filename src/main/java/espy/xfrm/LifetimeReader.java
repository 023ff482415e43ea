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

    private boolean seen;
    private Pair byteLimit = Pair.NONE;
    private Pair packetLimit = Pair.NONE;
    private Pair sinceAdded = Pair.NONE;
    private Pair sinceUsed = Pair.NONE;
    Optional<Long> bytes = Optional.empty();
    Optional<Long> packets = Optional.empty();
    Optional<String> added = Optional.empty();
    Optional<String> used = Optional.empty();

    /** What the line says, if it is one of these. */
    static Piece<LifetimeReader> read(Words words, Repeats repeats) {
        return switch (words.peek()) {
            case "lifetime" ->
                (words.accept("lifetime", "config:") || words.accept("lifetime", "current:")) && words.done()
                        ? Piece.of(_ -> {})
                        : Piece.none();
            case "limit:" -> limit(words);
            case "expire" -> expire(words);
            case "add" -> dates(words, repeats);
            default -> counts(words);
        };
    }

    /** A date and time; empty for {@code -} and for what is no date. */
    static Optional<String> date(String text) {
        return Optional.of(text).filter(t -> DATE.matcher(t).matches());
    }

    Optional<Limits> limits(Repeats repeats) {
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

    private static Piece<LifetimeReader> limit(Words words) {
        words.next();
        boolean ofBytes = words.lastEndsWith("(bytes)");
        var pair = pair(words, ofBytes ? "(bytes)" : "(packets)", false);
        if (pair.isEmpty() || !words.done()) {
            return Piece.none();
        }
        Pair read = pair.get();
        return Piece.of(r -> {
            r.seen = true;
            if (ofBytes) {
                r.byteLimit = read;
            } else {
                r.packetLimit = read;
            }
        });
    }

    private static Piece<LifetimeReader> expire(Words words) {
        boolean add = words.accept("expire", "add:");
        if (!add && !words.accept("expire", "use:")) {
            return Piece.none();
        }
        var pair = pair(words, "(sec)", true);
        if (pair.isEmpty() || !words.done()) {
            return Piece.none();
        }
        Pair read = pair.get();
        return Piece.of(r -> {
            r.seen = true;
            if (add) {
                r.sinceAdded = read;
            } else {
                r.sinceUsed = read;
            }
        });
    }

    /** {@code soft N(unit), hard N(unit)}. */
    private static Optional<Pair> pair(Words words, String unit, boolean zeroIsNone) {
        String soft = words.accept("soft") ? words.next() : "";
        String hard = words.accept("hard") ? words.next() : "";
        if (!soft.endsWith(unit + ",") || !hard.endsWith(unit)) {
            return Optional.empty();
        }
        String first = soft.substring(0, soft.length() - 1 - unit.length());
        String second = hard.substring(0, hard.length() - unit.length());
        return isBound(first) && isBound(second)
                ? Optional.of(new Pair(bound(first, zeroIsNone), bound(second, zeroIsNone)))
                : Optional.empty();
    }

    private static boolean isBound(String text) {
        return text.equals("(INF)") || Numbers.parse(text).isPresent();
    }

    private static Optional<Long> bound(String text, boolean zeroIsNone) {
        return Numbers.parse(text).filter(n -> !zeroIsNone || n != 0);
    }

    private static Piece<LifetimeReader> counts(Words words) {
        long bytes = words.numberWith("(bytes),");
        long packets = bytes < 0 ? -1 : words.numberWith("(packets)");
        if (packets < 0 || !words.done()) {
            return Piece.none();
        }
        return Piece.of(r -> {
            r.bytes = Optional.of(bytes);
            r.packets = Optional.of(packets);
        });
    }

    private static Piece<LifetimeReader> dates(Words words, Repeats repeats) {
        words.next();
        String first = when(words);
        String second = words.accept("use") ? when(words) : "";
        if (first.isEmpty() || second.isEmpty() || !words.done()) {
            return Piece.none();
        }
        var added = date(first).flatMap(repeats::share);
        var used = date(second).flatMap(repeats::share);
        return Piece.of(r -> {
            r.added = added;
            r.used = used;
        });
    }

    /** A date, {@code -} or {@code invalid-time}; "" for anything else. */
    private static String when(Words words) {
        String date = words.is("-") || words.is("invalid-time") ? words.next() : words.next(2);
        return date.equals("-")
                        || date.equals("invalid-time")
                        || DATE.matcher(date).matches()
                ? date
                : "";
    }
}
