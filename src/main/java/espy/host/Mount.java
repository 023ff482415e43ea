package espy.host;

import espy.base.Numbers;
import espy.base.Parsed;
import espy.base.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A line of {@code df -P} or {@code df -Pi}: how full a mounted filesystem is, in space or in inodes.
 *
 * @param total   1024-byte blocks, or inodes; 0 for filesystems that count none
 * @param percent used, rounded up; 0 where {@code df} prints a dash
 */
public record Mount(String filesystem, long total, long percent, String point) {
    /** One or several tables; their heads are passed over. */
    public static Parsed<List<Mount>> parse(String text) {
        var all = Lines.each(text, Mount::line);
        return new Parsed<>(
                all.value(),
                all.unparsed().stream()
                        .filter(u -> !u.text().startsWith("Filesystem"))
                        .toList());
    }

    /** Whether it can fill up: not an image that is always full, such as a snap package, a CD or a firmware's own. */
    public boolean writable() {
        return total > 0
                && !filesystem.startsWith("/dev/loop")
                && !filesystem.startsWith("/dev/sr")
                && !filesystem.equals("efivarfs")
                && !point.startsWith("/snap/")
                && !point.startsWith("/var/lib/snapd/snap/")
                && !point.equals("/rom");
    }

    private static Optional<Mount> line(Words words) {
        String[] w = words.rest().split(" ");
        // names of filesystems and mount points may hold blanks: the four numbers between them are the landmark
        return IntStream.range(1, w.length - 4)
                .filter(i -> number(w[i]) && number(w[i + 1]) && number(w[i + 2]) && percent(w[i + 3]))
                .filter(i -> w[i + 4].startsWith("/"))
                .mapToObj(i -> new Mount(
                        join(w, 0, i), value(w[i]), value(w[i + 3].replace("%", "")), join(w, i + 4, w.length)))
                .findFirst();
    }

    private static boolean number(String word) {
        String digits = word.startsWith("-") ? word.substring(1) : word; // root's reserve makes "available" negative
        return word.equals("-") || Numbers.parse(digits).isPresent();
    }

    private static boolean percent(String word) {
        return word.equals("-") || (word.endsWith("%") && number(word.substring(0, word.length() - 1)));
    }

    private static long value(String word) {
        return Numbers.parse(word).orElse(0L);
    }

    private static String join(String[] words, int from, int to) {
        return String.join(" ", List.of(words).subList(from, to));
    }
}
