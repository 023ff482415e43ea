package espy.daemon;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The times that stand in front of log lines: as the journal prints them ({@code short}, {@code short-iso}, {@code short-iso-precise},
 * {@code short-full}, {@code short-unix}), as syslog daemons write them (RFC 3164, RFC 5424, OpenWrt's with the year at the end), the kernel's
 * ({@code dmesg}, {@code dmesg -T}), and charon's, pluto's and racoon's own.
 */
final class LogTime {
    private static final String CLOCK = "\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?";
    private static final String DAY = "[A-Z][a-z]{2} {1,2}\\d{1,2} ";

    /** A time at the start of a line, with the colon and the blanks behind it. */
    static final Pattern LEADING = Pattern.compile("^(?:"
            + "\\d{4}-\\d\\d-\\d\\d[T ]" + CLOCK + "(?: ?(?:Z|[+-]\\d\\d:?\\d\\d))?"
            + "|[A-Z][a-z]{2} \\d{4}-\\d\\d-\\d\\d " + CLOCK + " [A-Z][A-Za-z0-9+-]{1,5}"
            + "|(?:[A-Z][a-z]{2} )?" + DAY + CLOCK + "(?: (?:19|20)\\d\\d(?= ))?"
            + "|" + CLOCK
            + "|\\d{9,11}\\.\\d{3,9}"
            + "|\\[ *\\d{1,12}\\.\\d{1,9}\\]"
            + "|\\[[A-Z][a-z]{2} " + DAY + CLOCK + " \\d{4}\\]"
            + "):?\\s+");

    private static final Pattern WEEKDAY = Pattern.compile("^[A-Z][a-z]{2} (?=[A-Z]|\\d{4}-)");
    private static final Pattern FRACTION = Pattern.compile("[.,]\\d{1,9}");
    private static final Pattern ZONE_NAME = Pattern.compile(" [A-Z][A-Za-z0-9+-]{1,5}$");
    private static final Pattern ENDS_WITH_YEAR = Pattern.compile("^(.*) (\\d{4})$");
    private static final Pattern SECONDS = Pattern.compile("^(\\d{9,11})\\.(\\d{3,9})$");
    private static final Pattern ISO = Pattern.compile("^\\d{4}-");

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("yyyy-MM-dd['T'][' ']HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter SYSLOG = DateTimeFormatter.ofPattern("yyyy MMM d HH:mm:ss", Locale.ENGLISH);

    private LogTime() {}

    /**
     * When that was; empty for a time without a date, or since boot.
     *
     * @param time      as {@link #LEADING} finds it, without the colon and the blanks
     * @param zone      for times that name none
     * @param reference some time not before it; where the year is not written, it is chosen so that the time is at most a day later
     */
    static Optional<Instant> at(String time, ZoneId zone, Instant reference) {
        try {
            var seconds = SECONDS.matcher(time);
            if (seconds.matches()) {
                long nanos = Long.parseLong((seconds.group(2) + "000000").substring(0, 9));
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds.group(1)), nanos));
            }
            boolean bracketed = time.startsWith("[") && time.endsWith("]");
            String plain = WEEKDAY.matcher(bracketed ? time.substring(1, time.length() - 1) : time)
                    .replaceFirst("");
            if (ISO.matcher(plain).find()) {
                return Optional.of(iso(plain, zone));
            }
            return !plain.isEmpty() && Character.isLetter(plain.charAt(0))
                    ? syslog(plain, zone, reference)
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant iso(String time, ZoneId zone) {
        var named = ZONE_NAME.matcher(time);
        boolean utc = time.endsWith(" UTC") || time.endsWith(" GMT");
        String plain = (named.find() ? time.substring(0, named.start()) + (utc ? "Z" : "") : time).replace(',', '.');
        var parsed = LOCAL.parseBest(plain, OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime o
                ? o.toInstant()
                : LocalDateTime.from(parsed).atZone(zone).toInstant();
    }

    private static Optional<Instant> syslog(String time, ZoneId zone, Instant reference) {
        String plain = FRACTION.matcher(time.replaceAll(" +", " ")).replaceFirst("");
        var written = ENDS_WITH_YEAR.matcher(plain);
        if (written.matches()) {
            return Optional.of(instant(written.group(2), written.group(1), zone));
        }
        Instant latest = reference.plusSeconds(86400);
        int year = latest.atZone(zone).getYear();
        for (int y = year; y > year - 2; y--) {
            Instant at = instant(String.valueOf(y), plain, zone);
            if (!at.isAfter(latest)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Instant instant(String year, String rest, ZoneId zone) {
        return LocalDateTime.parse(year + " " + rest, SYSLOG).atZone(zone).toInstant();
    }
}
