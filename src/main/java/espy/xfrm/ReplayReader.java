package espy.xfrm;

import espy.base.Numbers;
import espy.base.Words;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code anti-replay} lines of an SA, legacy or ESN (iproute2 ip/ipxfrm.c, since 3.18). */
final class ReplayReader {
    private static final Pattern NUMBERS = Pattern.compile("([a-z-]+) 0x([0-9a-f]{1,16})(?:,|$)");
    private static final Pattern WINDOW = Pattern.compile("replay_window (\\d+), bitmap-length (\\d+)");
    private static final Pattern WORD = Pattern.compile("[0-9a-f]{8}");
    private static final Pattern BITMAP = Pattern.compile("[0-9a-f]{8}( [0-9a-f]{8}){0,7}");

    private String context = "";
    private final long[] numbers = new long[4];
    private Optional<Long> window = Optional.empty();
    private final StringBuilder bitmap = new StringBuilder();

    boolean take(Words words) {
        if (words.accept("anti-replay", "context:")) {
            context = "legacy";
            return numbers(words.rest());
        }
        if (words.accept("anti-replay", "esn", "context:")) {
            context = "esn";
            return words.done();
        }
        if (context.isEmpty()) {
            return false;
        }
        return switch (words.peek()) {
            case "seq-hi" -> numbers(words.rest());
            case "replay_window" -> window(words.rest());
            default -> bitmap(words);
        };
    }

    Optional<Replay> replay() {
        return context.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Replay(context, numbers[0], numbers[1], numbers[2], numbers[3], window, bitmap.toString()));
    }

    private boolean numbers(String text) {
        var m = NUMBERS.matcher(text);
        boolean any = false;
        while (m.find()) {
            long value = Numbers.parseHex(m.group(2)).orElse(0L);
            switch (m.group(1)) {
                case "seq" -> numbers[0] = value;
                case "seq-hi" -> numbers[1] = value;
                case "oseq" -> numbers[2] = value;
                case "oseq-hi" -> numbers[3] = value;
                case "bitmap" -> bitmap.append(m.group(2));
                default -> {
                    return false;
                }
            }
            any = true;
        }
        return any;
    }

    private boolean window(String text) {
        var m = WINDOW.matcher(text);
        if (!m.matches()) {
            return false;
        }
        window = Numbers.parse(m.group(1));
        return true;
    }

    private boolean bitmap(Words words) {
        if (!context.equals("esn") || !WORD.matcher(words.peek()).matches()) {
            return false;
        }
        String text = words.rest();
        if (!BITMAP.matcher(text).matches()) {
            return false;
        }
        bitmap.append(bitmap.isEmpty() ? "" : " ").append(text);
        return true;
    }
}
