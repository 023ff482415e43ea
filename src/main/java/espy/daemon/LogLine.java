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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a log, taken apart: as charon writes it into its own file, as syslog and the journal keep it, as pluto and racoon write it.
 *
 * @param raw        the line as it came
 * @param time       as written; "" when it has none
 * @param daemon     {@code charon}, {@code pluto}, {@code racoon}, {@code kernel}, the name before the colon, or ""
 * @param thread     charon's thread number; "" where it is not written
 * @param connection the connection that the line names in front ({@code <net|1>}, {@code "net" #1}); "" when none
 * @param text       without time, host, daemon and thread
 */
public record LogLine(String raw, String time, String daemon, String thread, String connection, String text) {
    private static final Pattern TIME = Pattern.compile(
            "^(?:(\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: ?(?:Z|[+-]\\d\\d:?\\d\\d))?)"
                    + "|((?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} {1,2}\\d{1,2} \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)"
                    + "|(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)|(\\[ *\\d{1,12}\\.\\d{1,9}\\])):?\\s+");
    private static final Pattern HOST_AND_PROGRAM =
            Pattern.compile("^(?:[\\w.:-]{1,255} )?([\\w./-]{1,64})(?:\\[\\d{1,10}\\])?: (?!: )");
    private static final Pattern THREAD =
            Pattern.compile("^(\\d\\d)\\[([A-Z]{3})\\d?\\] (?:<([^>|]{0,128})(?:\\|\\d+)?> )?");
    private static final Pattern TAG = Pattern.compile("^(?:\\[([A-Z]{3})\\] )?<([^>|]{1,128})\\|\\d+> ");
    private static final Pattern PLUTO = Pattern.compile("^(?:ERROR: )?\"([^\"]{1,256})\"(?:\\[\\d+\\])?");
    private static final Pattern RACOON =
            Pattern.compile("^(?:\\[[^\\]]{1,80}\\] )?(?:ERROR|WARNING|INFO|NOTIFY|DEBUG2?)[:\\]] ");

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
    private static final DateTimeFormatter SYSLOG =
            DateTimeFormatter.ofPattern("yyyy MMM d HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS]", Locale.ENGLISH);

    /**
     * Takes a line apart.
     *
     * @param daemon who wrote the file, for lines that do not say it themselves; "" when unknown
     */
    public static LogLine parse(String raw, String daemon) {
        String rest = raw;
        String time = "";
        Matcher m = TIME.matcher(rest);
        if (m.find()) {
            time = m.group().strip();
            time = time.endsWith(":") ? time.substring(0, time.length() - 1) : time;
            rest = rest.substring(m.end());
        }
        String program = "";
        m = HOST_AND_PROGRAM.matcher(rest);
        if (!time.isEmpty()
                && !THREAD.matcher(rest).find()
                && !RACOON.matcher(rest).find()
                && m.find()
                && (daemon.isEmpty() || isDaemon(m.group(1)))) {
            program = m.group(1);
            rest = rest.substring(m.end());
        }
        String thread = "";
        String connection = "";
        m = THREAD.matcher(rest);
        if (m.find()) {
            thread = m.group(1);
            connection = m.group(3) == null ? "" : m.group(3);
            rest = rest.substring(m.end());
            program = program.isEmpty() ? "charon" : program;
        } else {
            m = TAG.matcher(rest);
            if (m.find()) {
                connection = m.group(2);
                rest = rest.substring(m.end());
            }
        }
        String who = daemon(program.isEmpty() ? daemon : program);
        if (who.equals("pluto")) {
            m = PLUTO.matcher(rest);
            connection = m.find() ? m.group(1) : connection;
        }
        return new LogLine(raw, time, who, thread, connection, rest);
    }

    private static boolean isDaemon(String program) {
        return !daemon(program).equals(program) || program.matches("charon|pluto|racoon|kernel");
    }

    private static String daemon(String program) {
        String name = program.substring(program.lastIndexOf('/') + 1);
        return switch (name) {
            case "charon-systemd", "charon-nm", "charon-cmd", "ipsec_starter" -> "charon";
            default -> name;
        };
    }

    /**
     * When it was written; empty when the line has no date or no time.
     *
     * @param zone      of the gateway, for times without a zone
     * @param reference some time not before the line was written; syslog's times lack the year, which is chosen so that they are not later
     */
    public Optional<Instant> at(ZoneId zone, Instant reference) {
        try {
            if (time.length() > 18 && Character.isDigit(time.charAt(0))) {
                var parsed = LOCAL.parseBest(time.replace(',', '.'), OffsetDateTime::from, LocalDateTime::from);
                return Optional.of(
                        parsed instanceof OffsetDateTime o
                                ? o.toInstant()
                                : LocalDateTime.from(parsed).atZone(zone).toInstant());
            }
            if (!time.isEmpty() && Character.isLetter(time.charAt(0))) {
                return syslog(zone, reference);
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<Instant> syslog(ZoneId zone, Instant reference) {
        String plain = time.replaceAll("^[A-Z][a-z]{2} (?=[A-Z])", "")
                .replaceAll(" +", " ")
                .replaceAll("\\.\\d+$", "");
        int year = reference.atZone(zone).getYear();
        Instant latest = reference.plusSeconds(86400);
        for (int y = year; y > year - 2; y--) {
            var at = LocalDateTime.parse(y + " " + plain, SYSLOG).atZone(zone).toInstant();
            if (!at.isAfter(latest)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
