package espy.xfrm;

import com.code_intelligence.jazzer.junit.FuzzTest;
import espy.base.Selector;
import espy.base.Unparsed;
import espy.base.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever a gateway prints: no parser throws, hangs, makes more of it than there is, or lets a key out. */
final class XfrmFuzzTest {
    private static final String KEY = "0x5ec2e75ec2e75ec2e75ec2e75ec2e75e";

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

    @FuzzTest(maxDuration = "15s")
    void noKeyGetsOut(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1).replace("KEY", KEY);
        var read = XfrmText.parse(text);
        String shown = read.toString();
        boolean shaped = shown.contains(KEY.substring(2));
        check(!shaped, "a key is shown");
        var stream = new MonitorObjects();
        text.lines().forEach(l -> stream.line(l).ifPresent(o -> check(!o.contains(KEY.substring(2)), "a key is kept")));
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
