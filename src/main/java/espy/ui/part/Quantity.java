package espy.ui.part;

import java.util.Locale;

/** Numbers with their units, as short as a table needs them. */
public final class Quantity {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Quantity() {}

    /** {@code 2.8 kB}; a kilobyte has 1000 bytes, as in the tools that count packets. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.round(value * 10) >= 10_000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** {@code 2.8 kB/s}; {@code 0 B/s} when nothing moves. */
    public static String rate(double bytesPerSecond) {
        return bytes(Math.round(bytesPerSecond)) + "/s";
    }

    /** {@code 1 packet}, {@code 12 packets}. */
    public static String packets(long packets) {
        return count(packets) + (packets == 1 ? " packet" : " packets");
    }

    /** Digits in groups of three. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
    }

    /** {@code 42 s}, {@code 12 min}, {@code 3 h 20 min}, {@code 5 d 2 h}. */
    public static String seconds(long seconds) {
        if (seconds < 100) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 100) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        return hours < 48 ? hours + " h " + minutes % 60 + " min" : hours / 24 + " d " + hours % 24 + " h";
    }
}
