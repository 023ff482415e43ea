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
        return Arrays.stream(new String(text, from, to - from, StandardCharsets.UTF_8).split("\n", -1))
                .map(Excerpt::plain)
                .flatMap(JOINT::splitAsStream)
                .filter(l -> !l.isBlank())
                .map(KeyMask::mask)
                .toList();
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
        return lines().iterator();
    }

    @Override
    public Stream<String> stream() {
        return lines().stream();
    }
}
