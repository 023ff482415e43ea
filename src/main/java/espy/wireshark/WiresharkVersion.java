package espy.wireshark;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A release of Wireshark, as far as it decides what its key tables understand: {@code 4.0}, {@code 4.6}. */
public record WiresharkVersion(int major, int minor) implements Comparable<WiresharkVersion> {
    /** What is assumed when nothing is known: its tables are read by all newer ones. */
    public static final WiresharkVersion USUAL = new WiresharkVersion(4, 0);

    private static final Pattern NUMBER = Pattern.compile("(?:^|[^\\d.])(\\d{1,3})\\.(\\d{1,3})(?:\\.\\d+)*");

    /** From {@code 4.0}, {@code 4.0.17} or the first line of {@code tshark --version}. */
    public static Optional<WiresharkVersion> parse(String text) {
        var m = NUMBER.matcher(text.lines().findFirst().orElse(""));
        return m.find()
                ? Optional.of(new WiresharkVersion(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))))
                : Optional.empty();
    }

    public boolean atLeast(int otherMajor, int otherMinor) {
        return compareTo(new WiresharkVersion(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(WiresharkVersion other) {
        return Comparator.comparingInt(WiresharkVersion::major)
                .thenComparingInt(WiresharkVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
