package espy.daemon;

import java.time.Instant;
import java.time.ZoneId;
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
    /** What stands before the time: a priority ({@code <30>}, RFC 5424's version behind it), or facility and level as {@code dmesg -x} writes them. */
    private static final Pattern PRIORITY =
            Pattern.compile("^(?:<\\d{1,3}>(1 )?|[a-z0-9]{3,8} *:[a-z]{3,6} *: *(?=\\[))");

    /** BusyBox and OpenWrt write facility and level before the program. */
    private static final Pattern HOST_AND_PROGRAM = Pattern.compile("^(?:[\\w.:-]{1,255} )?"
            + "(?:[a-z0-9]{3,8}\\.(?:emerg|alert|crit|err|warn|notice|info|debug) )?"
            + "([\\w./-]{1,64})(?:\\[\\d{1,10}\\])?: (?!: )");

    private static final Pattern RFC_5424 = Pattern.compile("^\\S{1,255} (\\S{1,48}) \\S{1,128} \\S{1,32} ");
    private static final Pattern THREAD =
            Pattern.compile("^(\\d\\d)\\[([A-Z]{3})\\d?\\] (?:<([^>|]{0,128})(?:\\|\\d+)?> )?");
    private static final Pattern TAG = Pattern.compile("^(?:\\[([A-Z]{3})\\] )?<([^>|]{1,128})\\|\\d+> ");
    private static final Pattern PLUTO = Pattern.compile("^(?:ERROR: )?\"([^\"]{1,256})\"(?:\\[\\d+\\])?");
    private static final Pattern RACOON =
            Pattern.compile("^(?:\\[[^\\]]{1,80}\\] )?(?:ERROR|WARNING|INFO|NOTIFY|DEBUG2?)[:\\]] ");

    /**
     * Takes a line apart.
     *
     * @param daemon who wrote the file, for lines that do not say it themselves; "" when unknown
     */
    public static LogLine parse(String raw, String daemon) {
        var priority = PRIORITY.matcher(raw);
        boolean numbered = priority.find();
        String rest = numbered ? raw.substring(priority.end()).stripLeading() : raw;
        String time = "";
        Matcher m = LogTime.LEADING.matcher(rest);
        if (m.find()) {
            time = m.group().strip();
            time = time.endsWith(":") ? time.substring(0, time.length() - 1) : time;
            rest = rest.substring(m.end());
        }
        String program = "";
        m = (numbered && priority.group(1) != null ? RFC_5424 : HOST_AND_PROGRAM).matcher(rest);
        if (!time.isEmpty()
                && !THREAD.matcher(rest).find()
                && !RACOON.matcher(rest).find()
                && m.find()
                && (daemon.isEmpty() || isDaemon(m.group(1)))) {
            program = m.group(1);
            rest = m.pattern() == RFC_5424 ? withoutStructuredData(rest.substring(m.end())) : rest.substring(m.end());
        }
        String thread = "";
        String connection = "";
        m = THREAD.matcher(rest);
        if (m.find()) {
            thread = m.group(1);
            connection = m.group(3) == null ? "" : m.group(3);
            rest = rest.substring(m.end());
            program = "charon"; // under the starter it is logged by the starter's name
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

    /** What is left behind {@code -} or {@code [id name="value"]…}, and behind the mark that says UTF-8 (RFC 5424, section 6). */
    private static String withoutStructuredData(String text) {
        int at = 0;
        boolean quoted = false;
        boolean inside = text.startsWith("[");
        while (inside && at < text.length()) {
            char c = text.charAt(at);
            at += quoted && c == '\\' ? 2 : 1;
            quoted ^= c == '"';
            inside = quoted || c != ']' || text.startsWith("[", at);
        }
        at = text.startsWith("-") ? 1 : Math.min(at, text.length());
        return text.substring(at).replaceFirst("^ ?\uFEFF?", "");
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
        return LogTime.at(time, zone, reference);
    }
}
