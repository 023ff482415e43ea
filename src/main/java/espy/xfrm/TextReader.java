package espy.xfrm;

import espy.base.Address;
import espy.base.Numbers;
import espy.base.Selector;
import espy.base.Unparsed;
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
    /** More lines that are not understood are counted, not kept. */
    static final int MOST_UNPARSED = 10_000;

    private static final Pattern COUNTER = Pattern.compile("Xfrm\\w{1,60}");

    /** {@code ip -o} prints an object in one line of at most a few kilobytes. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final int SHOWN = 200;

    /** Of the lines into which one may have been wrapped, those behind the first two. */
    private static final int MOST_WRAPPED = 3;

    /** No terminal and no mail wraps lines that are shorter. */
    private static final int SHORTEST_WRAPPED = 60;

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
    final List<Unparsed> unparsed = new ArrayList<>();
    Counts counts = Counts.NONE;

    /** Whether there are messages that only {@code ip xfrm monitor} prints. */
    boolean monitor;

    /** Whether they show their time or namespace, as then all of them do. */
    boolean marked;

    int leftOut;
    int number;

    private Block block = Nothing.INSTANCE;
    private int blockFrom;
    private int blockTo;
    private int blockLine;
    private int blockUnparsed;
    private boolean indented;
    private boolean inPlace;
    private String wrapped = "";
    private int anchorFrom;
    private int anchorTo;
    private boolean anchorUnderstood;
    private final List<String> rest = new ArrayList<>();

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
                unread(number, decode(at, at + SHOWN) + "…");
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
        taken(at, end, true);
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
        return new String(text, at, end - at, StandardCharsets.UTF_8);
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
            taken(at, end, true);
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
            taken(at, end, true);
        } else if (!rejoined(line, end)) {
            notUnderstood(line, outside, at, end);
        }
    }

    private void notUnderstood(String line, boolean outside, int at, int end) {
        if (outside && !maybeWrapped(line)) {
            close(); // a prompt, or a message whose lines are not those of the object before
        }
        if (Noise.is(line)) {
            return;
        }
        unread(number, line);
        if (!(block instanceof Nothing)) {
            blockTo = end;
            if (anchorTo == 0 || rest.size() == MOST_WRAPPED) {
                taken(at, end, false);
            } else {
                rest.add(line);
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

    /** A line that stands for itself, to which what follows may belong. */
    private void taken(int at, int end, boolean understood) {
        anchorFrom = at;
        anchorTo = end;
        anchorUnderstood = understood;
        wrapped = "";
        rest.clear();
        if (!(block instanceof Nothing)) {
            blockTo = end;
        }
    }

    private String anchor() {
        return wrapped.isEmpty() ? Excerpt.plain(decode(anchorFrom, anchorTo)).stripTrailing() : wrapped;
    }

    /** Whether the line could have been the rest of the one before: together they would have been long. */
    private boolean maybeWrapped(String line) {
        if (block instanceof Nothing || anchorTo == 0) {
            return false;
        }
        String before = rest.isEmpty() ? anchor() : rest.getLast();
        int word = line.strip().indexOf(' ');
        return before.length() + (word < 0 ? line.length() : word) >= SHORTEST_WRAPPED;
    }

    /**
     * Whether the line is the rest of those before it, which a terminal has wrapped anywhere or a mail at a blank; then all are read as one.
     */
    private boolean rejoined(String line, int end) {
        if (block instanceof Nothing || anchorTo == 0) {
            return false;
        }
        String anchor = anchor();
        for (int first = rest.size(); first >= 0; first--) {
            var pieces = new ArrayList<String>();
            pieces.add(first == 0 ? anchor : rest.get(first - 1));
            pieces.addAll(rest.subList(first, rest.size()));
            pieces.add(line);
            int wrong = pieces.size() - 1 - (first == 0 && anchorUnderstood ? 1 : 0);
            if (rejoined(pieces, first == 0 && anchorFrom == blockFrom)) {
                blockTo = end;
                for (int i = 0; i < wrong && unparsed.size() > blockUnparsed; i++) {
                    unparsed.removeLast();
                }
                return true;
            }
        }
        if (anchorUnderstood && anchorFrom != blockFrom) {
            block.take(Words.of(anchor), true); // what was tried has left its traces
        }
        return false;
    }

    /** With a blank or without one at each joint; which, cannot be seen. */
    private boolean rejoined(List<String> pieces, boolean ofHead) {
        int joints = pieces.size() - 1;
        for (int blanks = (1 << joints) - 1; blanks >= 0; blanks--) {
            var whole = new StringBuilder(pieces.getFirst());
            for (int i = 0; i < joints; i++) {
                whole.append((blanks >> i & 1) == 1 ? " " : "")
                        .append(pieces.get(i + 1).strip());
            }
            String text = whole.toString();
            if (ofHead ? head(text) : block.take(Words.of(text), true)) {
                taken(anchorFrom, blockTo, true);
                wrapped = text;
                return true;
            }
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
            anchorUnderstood = false;
            unread(number, decode(at, end));
        }
        return true;
    }

    private boolean open(Block next, int at, int end) {
        close();
        prefix.used();
        block = next;
        blockFrom = at;
        blockLine = number;
        blockUnparsed = unparsed.size();
        taken(at, end, true);
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

    private void unread(int line, String printed) {
        if (unparsed.size() < MOST_UNPARSED) {
            unparsed.add(new Unparsed(line, KeyMask.mask(printed)));
        } else {
            leftOut++;
        }
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
        wrapped = "";
        anchorTo = 0;
        rest.clear();
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
        while (unparsed.size() > blockUnparsed) {
            unparsed.removeLast();
        }
        int line = blockLine;
        for (String l : decode(blockFrom, blockTo).split("\n", -1)) {
            if (!l.isBlank()) {
                unread(line, Excerpt.plain(l));
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
