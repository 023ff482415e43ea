package espy.xfrm;

import espy.base.Numbers;
import espy.base.Words;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code anti-replay} lines of an SA, legacy or ESN (iproute2 ip/ipxfrm.c, since 3.18). */
final class ReplayReader {
    private static final Pattern BITMAP = Pattern.compile("[0-9a-fX]{8}( [0-9a-fX]{8}){0,7}");

    private String context = "";
    private Numbered numbers = Numbered.NONE;
    private Optional<Long> window = Optional.empty();
    private String bitmap = "";

    /** {@code seq 0x1, oseq 0x2, bitmap 0x00000001}, in any selection. */
    private record Numbered(long seq, long seqHi, long oseq, long oseqHi, String bitmap) {
        static final Numbered NONE = new Numbered(0, 0, 0, 0, "");
    }

    /** What the line says, if it is one of these. */
    static Piece<ReplayReader> read(Words words, boolean again, Repeats repeats) {
        if (words.accept("anti-replay", "context:")) {
            return numbers(words, "legacy");
        }
        if (words.accept("anti-replay", "esn", "context:")) {
            return words.done() ? Piece.of(r -> r.context = "esn") : Piece.none();
        }
        return switch (words.peek()) {
            case "seq-hi" -> numbers(words, "esn");
            case "replay_window" -> window(words, repeats);
            default -> bitmap(words, again, repeats);
        };
    }

    Optional<Replay> replay() {
        return context.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Replay(context, numbers.seq, numbers.seqHi, numbers.oseq, numbers.oseqHi, window, bitmap));
    }

    private static Piece<ReplayReader> numbers(Words words, String context) {
        var read = numbered(words);
        return read.isEmpty()
                ? Piece.none()
                : Piece.of(r -> {
                    r.context = context;
                    r.numbers = read.get();
                    r.bitmap = read.get().bitmap;
                });
    }

    private static Optional<Numbered> numbered(Words words) {
        long seq = 0;
        long seqHi = 0;
        long oseq = 0;
        long oseqHi = 0;
        String bitmap = "";
        while (!words.done()) {
            String name = words.next();
            String number = words.peek();
            String hex = number.endsWith(",") ? number.substring(0, number.length() - 1) : number;
            boolean blotted = hex.startsWith("0xX");
            var value = blotted
                    ? Optional.of(0L)
                    : hex.startsWith("0x") && hex.length() <= 18 ? Numbers.parse(hex) : Optional.<Long>empty();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            switch (name) {
                case "seq" -> seq = value.get();
                case "seq-hi" -> seqHi = value.get();
                case "oseq" -> oseq = value.get();
                case "oseq-hi" -> oseqHi = value.get();
                case "bitmap" -> bitmap = hex.substring(2);
                default -> {
                    return Optional.empty();
                }
            }
            words.next();
        }
        return Optional.of(new Numbered(seq, seqHi, oseq, oseqHi, bitmap));
    }

    private static Piece<ReplayReader> window(Words words, Repeats repeats) {
        words.next();
        String size = words.next();
        var value = size.endsWith(",") ? Numbers.parse(size.substring(0, size.length() - 1)) : Optional.<Long>empty();
        if (value.isEmpty() || !words.accept("bitmap-length") || words.number() < 0 || !words.done()) {
            return Piece.none();
        }
        var shared = value.flatMap(repeats::share);
        return Piece.of(r -> r.window = shared);
    }

    private static Piece<ReplayReader> bitmap(Words words, boolean again, Repeats repeats) {
        String text = words.rest();
        boolean full = text.length() == 8 * 9 - 1; // shorter ones are never wrapped
        if (!BITMAP.matcher(text).matches() || (again && !full)) {
            return Piece.none();
        }
        String shared = repeats.share(text).orElse(text);
        return r -> {
            if (!r.context.equals("esn")) {
                return false;
            }
            if (!again || !r.bitmap.endsWith(shared)) {
                r.bitmap = r.bitmap.isEmpty() ? shared : r.bitmap + " " + shared;
            }
            return true;
        };
    }
}
