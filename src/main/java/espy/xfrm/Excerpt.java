package espy.xfrm;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lines of one object as they were printed, each key replaced by {@code <key:fingerprint>}. Made from the text only when somebody wants to
 * see them: 100 000 SAs would need more memory for their lines than for all else.
 */
final class Excerpt extends AbstractList<String> {
    /** What {@code ip -o} prints where a line would end: before a TAB, or the blanks that a paste made of it. */
    static final Pattern JOINT = Pattern.compile("\\\\+(?= *\t| {2}|$)");

    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
    private static final Pattern QUOTES = Pattern.compile("^(?:[>|] ?)+");

    private final byte[] text;
    private final int from;
    private final int to;

    Excerpt(byte[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    private List<String> lines() {
        return stream().toList();
    }

    static String decode(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }

    /** A line without what a terminal, an editor or a mail put around it. */
    static String plain(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return QUOTES.matcher(ESCAPES.matcher(text).replaceAll("")).replaceFirst("");
    }

    @Override
    public String get(int index) {
        return lines().get(index);
    }

    @Override
    public int size() {
        return lines().size();
    }

    @Override
    public Iterator<String> iterator() {
        return stream().iterator();
    }

    /** Line by line: most readers want the first few only. */
    @Override
    public Stream<String> stream() {
        return decode(text, from, to)
                .lines()
                .map(Excerpt::plain)
                .flatMap(JOINT::splitAsStream)
                .filter(l -> !l.isBlank())
                .map(KeyMask::mask);
    }

    /** As lists are, but looks no further than the first difference, and not at all at the same text. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Excerpt e
                ? Arrays.equals(text, from, to, e.text, e.from, e.to) || sameLines(e)
                : other instanceof List<?> l && lines().equals(l);
    }

    private boolean sameLines(Excerpt other) {
        var mine = iterator();
        var its = other.iterator();
        while (mine.hasNext() && its.hasNext()) {
            if (!mine.next().equals(its.next())) {
                return false;
            }
        }
        return mine.hasNext() == its.hasNext();
    }

    @Override
    public int hashCode() {
        return lines().hashCode();
    }
}
