package espy.xfrm;

import espy.base.Parsed;
import espy.base.Unparsed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a text holds that {@code ip xfrm}, {@code /proc/net/xfrm_stat} and {@code setkey} printed, in any mixture: with or without {@code -s}, one
 * line an object ({@code -o}), several commands one after the other, pasted with prompts around, quoted, indented, wrapped.
 *
 * @param states   in the order of the text
 * @param policies in the order of the text, which is not the order in which the kernel looks them up
 * @param stat     {@code /proc/net/xfrm_stat} by name, in the order of the text
 * @param events   messages of {@code ip xfrm monitor}; where there are any, SAs and policies without a word before them are among them as added
 * @param counts   of {@code ip xfrm state count} and {@code ip xfrm policy count}
 * @param defaults of {@code ip xfrm policy getdefault}: {@code accept} or {@code block} by direction
 * @param messages what the tools said about missing privileges or unknown words
 */
public record XfrmText(
        List<State> states,
        List<Policy> policies,
        Map<String, Long> stat,
        List<Event> events,
        Optional<Counts> counts,
        Map<String, String> defaults,
        List<String> messages) {
    /** More lines that are not understood are counted, not kept; the last entry says how many. */
    public static final int MOST_UNPARSED = Misses.MOST;

    /** Smaller pieces are not worth a thread of their own. */
    private static final int PIECE = 1 << 20;

    public XfrmText {
        states = List.copyOf(states);
        policies = List.copyOf(policies);
        stat = Collections.unmodifiableMap(new LinkedHashMap<>(stat));
        events = List.copyOf(events);
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
        messages = List.copyOf(messages);
    }

    public static Parsed<XfrmText> parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * As above, on all processors when the text is large.
     *
     * @param text UTF-8; is kept for {@link State#lines} and must not be changed
     */
    public static Parsed<XfrmText> parse(byte[] text) {
        List<Integer> cuts = cuts(text);
        var pieces = IntStream.range(0, cuts.size() - 1)
                .parallel()
                .mapToObj(i -> new TextReader(text, cuts.get(i), cuts.get(i + 1)).read())
                .toList();
        return together(pieces);
    }

    /** Where the text can be cut: before lines that begin an SA, because whatever came before ends there. */
    private static List<Integer> cuts(byte[] text) {
        var cuts = new ArrayList<>(List.of(0));
        for (int at = PIECE; at < text.length - PIECE; at += PIECE) {
            int found = head(text, at, Math.min(text.length, at + PIECE));
            if (found > 0) {
                cuts.add(found);
                at = found;
            }
        }
        cuts.add(text.length);
        return cuts;
    }

    private static int head(byte[] text, int from, int to) {
        for (int i = from; i + 5 < to; i++) {
            if (text[i] == '\n'
                    && text[i + 1] == 's'
                    && text[i + 2] == 'r'
                    && text[i + 3] == 'c'
                    && text[i + 4] == ' '
                    && !stamped(text, i)) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether the line that ends there is a time that {@code ip -t xfrm monitor} prints before its message: they stay together. */
    private static boolean stamped(byte[] text, int end) {
        int start = end;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        return text[start] == 'T';
    }

    private static Parsed<XfrmText> together(List<TextReader> pieces) {
        var objects = new ArrayList<Object>(
                pieces.stream().mapToInt(p -> p.objects.size()).sum());
        var stat = new LinkedHashMap<String, Long>();
        var defaults = new LinkedHashMap<String, String>();
        var messages = new ArrayList<String>();
        var unparsed = new ArrayList<Unparsed>();
        var counts = Counts.NONE;
        int leftOut = 0;
        int lines = 0;
        for (TextReader p : pieces) {
            objects.addAll(p.objects);
            stat.putAll(p.stat);
            defaults.putAll(p.defaults);
            messages.addAll(p.messages);
            for (Unparsed u : p.misses.kept) {
                unparsed.add(new Unparsed(lines + u.line(), u.text()));
            }
            counts = counts.with(p.counts);
            leftOut += p.misses.more;
            lines += p.number;
        }
        unparsed.sort((a, b) -> Integer.compare(a.line(), b.line()));
        if (unparsed.size() > MOST_UNPARSED) {
            leftOut += unparsed.size() - MOST_UNPARSED;
            unparsed.subList(MOST_UNPARSED, unparsed.size()).clear();
        }
        if (leftOut > 0) {
            unparsed.add(new Unparsed(lines, "… and " + leftOut + " more lines"));
        }
        boolean monitor = pieces.stream().anyMatch(p -> p.monitor);
        boolean bare = monitor && pieces.stream().noneMatch(p -> p.marked);
        var states = new ArrayList<State>(objects.size());
        var policies = new ArrayList<Policy>();
        var events = new ArrayList<Event>();
        var added = new Head(Optional.empty(), Optional.empty(), Optional.of(Event.Change.ADDED));
        for (Object o : objects) {
            switch (o) {
                case State s when bare -> events.add(added.event(s));
                case State s -> states.add(s);
                case Policy p when bare -> events.add(added.event(p));
                case Policy p -> policies.add(p);
                case Event.Defaults d when !monitor -> {} // the answer to getdefault
                case Event e -> events.add(e);
                default -> throw new IllegalStateException(o.getClass().getName());
            }
        }
        var counted = Optional.of(counts).filter(c -> !c.equals(Counts.NONE));
        return new Parsed<>(new XfrmText(states, policies, stat, events, counted, defaults, messages), unparsed);
    }
}
