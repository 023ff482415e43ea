package espy.xfrm;

import espy.base.Numbers;
import espy.base.Parsed;
import espy.base.Selector;
import espy.base.Unparsed;
import espy.base.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a text holds that {@code ip xfrm} and {@code /proc/net/xfrm_stat} printed, in any mixture: with or without {@code -s}, one line an
 * object ({@code -o}), several commands one after the other, pasted with prompts around.
 *
 * @param states   in the order of the text
 * @param policies in the order of the text, which is not the order in which the kernel looks them up
 * @param stat     {@code /proc/net/xfrm_stat} by name, in the order of the text
 */
public record XfrmText(List<State> states, List<Policy> policies, Map<String, Long> stat) {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
    private static final Pattern COUNTER = Pattern.compile("Xfrm\\w{1,60}");

    /** More lines that are not understood are counted, not kept; the last entry says how many. */
    public static final int MOST_UNPARSED = 10_000;

    /** {@code ip -o} prints an object in one line of at most a few kilobytes. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final int SHOWN = 200;

    public XfrmText {
        states = List.copyOf(states);
        policies = List.copyOf(policies);
        stat = Collections.unmodifiableMap(new LinkedHashMap<>(stat));
    }

    public static Parsed<XfrmText> parse(String text) {
        return new Reader(true, true, true).read(text);
    }

    /** One pass over a text. What is not wanted is treated as not understood. */
    static final class Reader {
        private final boolean wantStates;
        private final boolean wantPolicies;
        private final boolean wantStat;
        private final List<State> states = new ArrayList<>();
        private final List<Policy> policies = new ArrayList<>();
        private final Map<String, Long> stat = new LinkedHashMap<>();
        private final List<Unparsed> unparsed = new ArrayList<>();
        private final List<Unparsed> open = new ArrayList<>();
        private int leftOut;
        private Block block = Nothing.INSTANCE;
        private boolean indented;

        Reader(boolean wantStates, boolean wantPolicies, boolean wantStat) {
            this.wantStates = wantStates;
            this.wantPolicies = wantPolicies;
            this.wantStat = wantStat;
        }

        Parsed<XfrmText> read(String text) {
            int number = 0;
            for (int at = 0; at < text.length(); ) {
                int end = text.indexOf('\n', at);
                end = end < 0 ? text.length() : end;
                number++;
                String plain = end - at > LONGEST_LINE ? "" : plain(text.substring(at, end));
                if (end - at > LONGEST_LINE) {
                    unread(new Unparsed(number, KeyMask.mask(text.substring(at, at + SHOWN)) + "…"));
                } else if (plain.contains("\\\t")) { // -o: a backslash where the line would end
                    for (String part : plain.split("\\\\(?=\t|$)", -1)) {
                        line(number, part);
                    }
                } else {
                    line(number, plain);
                }
                at = end + 1;
            }
            close();
            unparsed.sort((a, b) -> Integer.compare(a.line(), b.line()));
            if (leftOut > 0) {
                unparsed.add(new Unparsed(number, "… and " + leftOut + " more lines"));
            }
            return new Parsed<>(new XfrmText(states, policies, stat), unparsed);
        }

        private void unread(Unparsed line) {
            if (unparsed.size() < MOST_UNPARSED) {
                unparsed.add(line);
            } else {
                leftOut++;
            }
        }

        private static String plain(String line) {
            String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            return text.indexOf('\u001b') < 0 ? text : COLOUR.matcher(text).replaceAll("");
        }

        private void line(int number, String text) {
            var words = Words.of(text);
            if (words.done() || text.equals("\\")) {
                return;
            }
            if (words.peek().equals("src") && words.holds("dst") && !words.holds("SPI")) {
                head(number, text, words);
            } else if (wantStat && isCounter(words.peek())) {
                counter(number, text, words);
            } else {
                boolean outside = indented && !Character.isWhitespace(text.charAt(0));
                String kept = outside ? "" : block.take(words, text);
                if (outside) {
                    close(); // a prompt, or a message of `ip xfrm monitor` whose lines are not those of the object
                    // before
                }
                indented |= Character.isWhitespace(text.charAt(0));
                if (kept.isEmpty()) {
                    unread(new Unparsed(number, KeyMask.mask(text)));
                } else {
                    open.add(new Unparsed(number, kept));
                }
            }
        }

        /** The first letters decide for all but a few lines, and cost less than the pattern. */
        private static boolean isCounter(String word) {
            return word.startsWith("Xfrm") && COUNTER.matcher(word).matches();
        }

        private void head(int number, String text, Words words) {
            close();
            open.add(new Unparsed(number, text));
            if (!text.contains("/")) {
                words.next();
                String src = words.until("dst");
                block = wantStates ? new StateReader(src, words.rest(), text) : Nothing.INSTANCE;
                return;
            }
            var selector = Selector.read(words);
            block = wantPolicies && selector.isPresent() ? new PolicyReader(selector.get(), text) : Nothing.INSTANCE;
            if (!words.done()) {
                unread(new Unparsed(number, text));
            }
        }

        private void counter(int number, String text, Words words) {
            String name = words.next();
            var value = Numbers.parse(words.next());
            if (value.isPresent() && words.done()) {
                stat.put(name, value.get());
            } else {
                unread(new Unparsed(number, text));
            }
        }

        /** Ends an object: a whole one is kept, the lines of half a one are not understood. */
        private void close() {
            if (!block.complete()) {
                open.forEach(this::unread);
            } else if (block instanceof StateReader state) {
                states.add(state.state());
            } else if (block instanceof PolicyReader policy) {
                policies.add(policy.policy());
            }
            open.clear();
            indented = false;
            block = Nothing.INSTANCE;
        }
    }

    /** Between two objects. */
    private enum Nothing implements Block {
        INSTANCE;

        @Override
        public String take(Words words, String raw) {
            return "";
        }

        @Override
        public boolean complete() {
            return false;
        }
    }
}
