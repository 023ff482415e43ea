package espy.xfrm;

import espy.base.Address;
import espy.base.Numbers;
import espy.base.Selector;
import espy.base.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One pass over a text, line by line: a head begins an object, the lines below it are its own. Keeps the places of lines, not their text.
 *
 * <p>Most text is read where it stands. Lines with colours, quotation marks or the joints of {@code ip -o} are cleaned first.
 */
final class TextReader {
    private static final Pattern COUNTER = Pattern.compile("Xfrm\\w{1,60}");

    /** {@code ip -o} prints an object in one line of at most a few kilobytes. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final int SHOWN = 200;

    private final byte[] text;
    private final int from;
    private final int to;
    private final Words lines;
    private final LineMemory memory;
    private final Repeats repeats = new Repeats();
    private final MonitorPrefix prefix = new MonitorPrefix();

    /** {@link State}s, {@link Policy}s and {@link Event}s, in the order of the text. */
    final List<Object> objects = new ArrayList<>();

    final Map<String, Long> stat = new LinkedHashMap<>();
    final Map<String, String> defaults = new LinkedHashMap<>();
    final List<String> messages = new ArrayList<>();
    final Misses misses = new Misses();
    Counts counts = Counts.NONE;

    /** Whether there are messages that only {@code ip xfrm monitor} prints. */
    boolean monitor;

    /** Whether they show their time or namespace, as then all of them do. */
    boolean marked;

    int number;

    private Block block = Nothing.INSTANCE;
    private int blockFrom;
    private int blockTo;
    private int blockLine;
    private int blockMisses;
    private boolean indented;
    private boolean inPlace;
    private final Wrapping wrapping = new Wrapping();

    TextReader(byte[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
        this.lines = new Words(text);
        this.memory = new LineMemory(text);
    }

    TextReader read() {
        for (int at = from; at < to; ) {
            int end = memory.end(at, to);
            number++;
            if (known(at, end)) {
                at = end + 1;
                continue;
            }
            lines.range(at, Math.min(end, at + LONGEST_LINE));
            if (end - at > LONGEST_LINE) {
                misses.add(number, decode(at, at + SHOWN) + "…");
            } else if (lines.escaped() || lines.joined() || isQuote(at, end)) {
                cleaned(at, end);
            } else {
                inPlace = true;
                line(lines, text, at, end, at, end);
            }
            at = end + 1;
        }
        close();
        return this;
    }

    /** Whether it is a line of an SA as one before; then it says the same here. */
    private boolean known(int at, int end) {
        if (at == end || text[at] > ' ' || !(block instanceof StateReader state)) {
            return false;
        }
        var piece = memory.find(at, end);
        if (piece == null || !piece.into(state)) {
            return false;
        }
        taken(at, end);
        indented = true;
        return true;
    }

    private boolean isQuote(int at, int end) {
        return at < end && (text[at] == '>' || text[at] == '|');
    }

    private void cleaned(int at, int end) {
        inPlace = false;
        String plain = Excerpt.plain(decode(at, end));
        for (String part : Excerpt.JOINT.split(plain, -1)) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            var words = new Words(bytes);
            words.range(0, bytes.length);
            line(words, bytes, 0, bytes.length, at, end);
        }
    }

    private String decode(int at, int end) {
        return Excerpt.decode(text, at, end);
    }

    /**
     * Reads a line.
     *
     * @param words  the line's, none read
     * @param bytes  what holds the line between {@code start} and {@code stop}
     * @param at     where the line stands in the text, up to {@code end}
     */
    private void line(Words words, byte[] bytes, int start, int stop, int at, int end) {
        if (words.done()) {
            return;
        }
        boolean inner = bytes[start] <= ' ' && bytes[start] >= 0;
        if (inner && below(words, at, end)) {
            taken(at, end);
            indented = true;
            return;
        }
        words.rewind();
        int body = prefix.read(bytes, start, stop);
        if (body > start) {
            close();
            words.range(body, stop);
        }
        if (words.done() || begins(words, at, end)) {
            return;
        }
        words.rewind();
        String line = new String(bytes, start, stop - start, StandardCharsets.UTF_8).stripTrailing();
        boolean outside = indented && !inner;
        boolean understood = !outside && !inner && block.take(words, false);
        if (understood) {
            taken(at, end);
        } else if (!rejoined(line, end)) {
            notUnderstood(line, outside, at, end);
        }
    }

    private void notUnderstood(String line, boolean outside, int at, int end) {
        if (outside && !wrapping.mayContinue(text, line)) {
            close(); // a prompt, or a message whose lines are not those of the object before
        }
        if (Noise.is(line)) {
            return;
        }
        misses.add(number, line);
        if (!(block instanceof Nothing)) {
            blockTo = end;
            if (wrapping.isEmpty() || !wrapping.add(line)) {
                wrapping.anchor(at, end, false);
            }
        }
    }

    private boolean below(Words words, int at, int end) {
        if (!(block instanceof StateReader state)) {
            return block.take(words, false);
        }
        var piece = StateReader.read(words, false, repeats);
        boolean understood = piece.into(state);
        if (understood && inPlace) {
            memory.put(at, end, piece);
        }
        return understood;
    }

    private void taken(int at, int end) {
        wrapping.anchor(at, end, true);
        blockTo = end;
    }

    /** Whether the line is the rest of those before it; then all are read as one. */
    private boolean rejoined(String line, int end) {
        if (block instanceof Nothing || wrapping.isEmpty()) {
            return false;
        }
        boolean head = wrapping.anchoredAt(blockFrom);
        for (var attempt : wrapping.attempts(text, line)) {
            for (String way : attempt.ways()) {
                boolean whole = (head && attempt.anchored()) ? head(way) : block.take(Words.of(way), true);
                if (whole) {
                    misses.takeBack(attempt.notRead(), blockMisses);
                    wrapping.joined(way);
                    blockTo = end;
                    return true;
                }
            }
        }
        if (wrapping.understood() && !head) {
            block.take(Words.of(wrapping.anchor(text)), true); // what was tried has left its traces
        }
        return false;
    }

    /** A head that had been wrapped. */
    private boolean head(String whole) {
        var words = Words.of(whole);
        if (block instanceof PolicyReader) {
            var selector = Selector.read(words);
            selector.filter(_ -> words.done()).ifPresent(x -> block = new PolicyReader(x, head(), repeats));
            return selector.isPresent() && words.done();
        }
        String src = block instanceof StateReader && words.accept("src") ? words.until("dst") : "";
        String dst = words.next();
        if (Address.parse(src).isEmpty() || Address.parse(dst).isEmpty() || !words.done()) {
            return false;
        }
        block = new StateReader(src, dst, head(), repeats);
        return true;
    }

    /** Whether the line begins an object, or is one of itself. */
    private boolean begins(Words words, int at, int end) {
        String first = words.peek();
        return switch (first) {
            case "src" -> object(words, Optional.empty(), at, end);
            case "Updated" -> words.accept(first) && object(words, Optional.of(Event.Change.UPDATED), at, end);
            case "Deleted" -> words.accept(first) && object(words, Optional.of(Event.Change.DELETED), at, end);
            case "Expired" -> words.accept(first) && object(words, Optional.of(Event.Change.EXPIRED), at, end);
            case "Timestamp:" -> prefix.timestamp(words) && closed();
            case "SAD", "SPD" -> counted(words);
            case "Default" -> words.accept("Default", "policies:") && open(new MonitorLine.Defaults(head()), at, end);
            case "acquire", "Async", "Mapping", "Flushed", "report", "Unknown" -> {
                var message = MonitorLine.begin(words, head(), repeats);
                yield message.isPresent() && open(message.get(), at, end);
            }
            default -> first.startsWith("Xfrm") ? counter(words) : other(words, first, at, end);
        };
    }

    private Head head() {
        return prefix.head(Optional.empty());
    }

    private boolean object(Words words, Optional<Event.Change> change, int at, int end) {
        if (!words.is("src") || !words.holds("dst") || words.holds("SPI")) {
            return false;
        }
        words.accept("src");
        String src = words.until("dst");
        String dst = words.peek();
        if (src.indexOf('/') < 0 && dst.indexOf('/') < 0) {
            return open(new StateReader(src, words.rest(), prefix.head(change), repeats), at, end);
        }
        words.rewind();
        if (change.isPresent()) {
            words.next();
        }
        var selector = Selector.read(words);
        if (selector.isEmpty()) {
            return false;
        }
        open(new PolicyReader(selector.get(), prefix.head(change), repeats), at, end);
        if (!words.done()) {
            wrapping.anchor(at, end, false);
            misses.add(number, decode(at, end));
        }
        return true;
    }

    private boolean open(Block next, int at, int end) {
        close();
        prefix.used();
        block = next;
        blockFrom = at;
        blockLine = number;
        blockMisses = misses.size();
        taken(at, end);
        return true;
    }

    private boolean closed() {
        close();
        return true;
    }

    private boolean counted(Words words) {
        var said = CountLine.read(words);
        said.ifPresent(c -> {
            close();
            counts = counts.with(c);
        });
        return said.isPresent();
    }

    private boolean counter(Words words) {
        String name = words.next();
        var value = Numbers.parse(words.next());
        if (value.isEmpty() || !words.done() || !COUNTER.matcher(name).matches()) {
            return false;
        }
        close();
        stat.put(name, value.get());
        return true;
    }

    private boolean other(Words words, String first, int at, int end) {
        if (Setkey.mayBegin(first)) {
            var begun = Setkey.begin(words, repeats);
            return begun.isPresent() && open(begun.get(), at, end);
        }
        if (Noise.isMessage(words.rest())) {
            close();
            messages.add(KeyMask.mask(decode(at, end).strip()));
            return true;
        }
        return false;
    }

    /** Ends an object: a whole one is kept, the lines of half a one are not understood. */
    private void close() {
        if (!(block instanceof Nothing)) {
            if (block.complete()) {
                keep(block.done(new Excerpt(text, blockFrom, blockTo)));
            } else {
                half();
            }
        }
        indented = false;
        wrapping.forget();
        block = Nothing.INSTANCE;
    }

    private void keep(Object object) {
        if (object instanceof Event.Defaults d) {
            defaults.putAll(d.actions());
        }
        if (object instanceof Event e) {
            monitor |= !(e instanceof Event.Defaults);
            marked |= e.time().isPresent() || e.namespace().isPresent();
        }
        objects.add(object);
    }

    private void half() {
        misses.takeBack(Integer.MAX_VALUE, blockMisses);
        int line = blockLine;
        for (String l : decode(blockFrom, blockTo).split("\n", -1)) {
            if (!l.isBlank()) {
                misses.add(line, Excerpt.plain(l));
            }
            line++;
        }
    }

    /** Between two objects. */
    private enum Nothing implements Block {
        INSTANCE;

        @Override
        public boolean take(Words words, boolean again) {
            return false;
        }

        @Override
        public boolean complete() {
            return false;
        }

        @Override
        public Object done(Excerpt lines) {
            throw new IllegalStateException("nothing is never complete");
        }
    }
}
