package espy.xfrm;

import espy.base.Numbers;
import espy.base.Words;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code anti-replay} lines of an SA, legacy or ESN (iproute2 ip/ipxfrm.c, since 3.18). */
final class ReplayReader {
    private static final Pattern BITMAP = Pattern.compile("[0-9a-f]{8}( [0-9a-f]{8}){0,7}");

    private final Repeats repeats;
    private String context = "";
    private long seq;
    private long seqHi;
    private long oseq;
    private long oseqHi;
    private Optional<Long> window = Optional.empty();
    private String bitmap = "";

    ReplayReader(Repeats repeats) {
        this.repeats = repeats;
    }

    boolean take(Words words) {
        if (words.accept("anti-replay", "context:")) {
            context = "legacy";
            return numbers(words);
        }
        if (words.accept("anti-replay", "esn", "context:")) {
            context = "esn";
            return words.done();
        }
        if (!context.equals("esn")) {
            return false;
        }
        if (words.is("seq-hi")) {
            return numbers(words);
        }
        return words.is("replay_window") ? window(words) : bitmap(words);
    }

    Optional<Replay> replay() {
        return context.isEmpty()
                ? Optional.empty()
                : Optional.of(new Replay(context, seq, seqHi, oseq, oseqHi, window, bitmap));
    }

    /** {@code seq 0x1, oseq 0x2, bitmap 0x00000001}. */
    private boolean numbers(Words words) {
        boolean any = false;
        while (!words.done()) {
            String name = words.next();
            String number = words.next();
            String hex = number.endsWith(",") ? number.substring(0, number.length() - 1) : number;
            var value = hex.startsWith("0x") && hex.length() <= 18 ? Numbers.parse(hex) : Optional.<Long>empty();
            if (value.isEmpty()) {
                return false;
            }
            switch (name) {
                case "seq" -> seq = value.get();
                case "seq-hi" -> seqHi = value.get();
                case "oseq" -> oseq = value.get();
                case "oseq-hi" -> oseqHi = value.get();
                case "bitmap" -> bitmap = hex.substring(2);
                default -> {
                    return false;
                }
            }
            any = true;
        }
        return any;
    }

    private boolean window(Words words) {
        words.next();
        String size = words.next();
        var value = size.endsWith(",") ? Numbers.parse(size.substring(0, size.length() - 1)) : Optional.<Long>empty();
        if (value.isEmpty() || !words.accept("bitmap-length") || words.number() < 0) {
            return false;
        }
        window = value.flatMap(repeats::share);
        return words.done();
    }

    private boolean bitmap(Words words) {
        String text = words.rest();
        if (!repeats.knows(text) && !BITMAP.matcher(text).matches()) {
            return false;
        }
        String shared = repeats.share(text).orElse(text);
        bitmap = bitmap.isEmpty() ? shared : bitmap + " " + shared;
        return true;
    }
}
