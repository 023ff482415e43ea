package espy.xfrm;

import com.code_intelligence.jazzer.junit.FuzzTest;
import espy.base.Selector;
import espy.base.Unparsed;
import espy.base.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Whatever a gateway prints: no parser throws, hangs, makes more of it than there is, or lets a key out. */
final class XfrmFuzzTest {
    private static final String DIGITS = "5ec2e75ec2e75ec2e75ec2e75ec2e75e";
    private static final Pattern PLACE =
            Pattern.compile("(?m)^(\\s*(?:auth|auth-trunc|enc|aead|comp|[EA]:) [^\\s<]+ +)KEY");

    @FuzzTest(maxDuration = "20s")
    void anyText(byte[] data) {
        var read = XfrmText.parse(data.clone());
        long lines = new String(data, StandardCharsets.ISO_8859_1)
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        var x = read.value();
        check(x.states().size() + x.policies().size() + x.events().size() <= data.length, "more objects than bytes");
        for (Unparsed u : read.unparsed()) {
            check(u.line() >= 1 && u.line() <= lines, "a line that is not there");
        }
        for (State s : x.states()) {
            check(s.spi() >= -1 && !s.spiText().isEmpty(), "SPI");
            check(s.lines().size() <= data.length, "more lines than bytes");
        }
        check(!Tunnels.pair(x.states(), x.policies(), List.of()).toString().isEmpty(), "no text");
    }

    /** Puts a key wherever a tool prints one; what surrounds it is anything. */
    @FuzzTest(maxDuration = "15s")
    void noKeyGetsOut(byte[] data) {
        String around = new String(data, StandardCharsets.ISO_8859_1);
        if (around.contains(DIGITS)) {
            return; // not a key, there
        }
        String text = PLACE.matcher(around).replaceAll("$10x" + DIGITS);
        check(!XfrmText.parse(text).toString().contains(DIGITS), "a key is shown");
        var stream = new MonitorObjects();
        text.lines().forEach(l -> stream.line(l).ifPresent(o -> check(!o.contains(DIGITS), "a key is kept")));
    }

    @FuzzTest(maxDuration = "10s")
    void wordsAndSelectors(byte[] data) {
        String line = new String(data, StandardCharsets.UTF_8).replace('\n', ' ');
        var selector = Selector.parse(line);
        selector.ifPresent(s -> check(Selector.parse(s.toString()).equals(selector), "not read back"));
        var words = Words.of(line);
        int most = line.length() + 1;
        for (int i = 0; i < most && !words.done(); i++) {
            switch (i % 4) {
                case 0 -> words.number();
                case 1 -> words.octets().ifPresent(o -> check(o.length <= most, "more octets than digits"));
                case 2 -> words.numberWith("(", ")");
                default -> words.next(2);
            }
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
