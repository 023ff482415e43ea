package espy.daemon;

import espy.base.Parsed;
import espy.base.Unparsed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code swanctl --list-certs --utc} and the starter's {@code ipsec listcerts --utc} print of X.509 certificates, which is the same
 * (strongSwan src/libstrongswan/credentials/certificates/certificate_printer.c).
 */
public final class Certificates {
    private static final Pattern FIELD = Pattern.compile("^  (\\w+): +(.*)$");
    private static final Pattern DATE =
            Pattern.compile("not (before|after) +([A-Z][a-z]{2} \\d{2} \\d{2}:\\d{2}:\\d{2}) (?:UTC )?(\\d{4}),.*");
    private static final Pattern BOUNDARY = Pattern.compile("^(?:List of .*|)$");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM dd HH:mm:ss yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final List<Certificate> found = new ArrayList<>();
    private final List<Unparsed> unparsed = new ArrayList<>();
    private Draft draft = new Draft();

    private Certificates() {}

    /** A certificate on its way: the lines about it come one by one. */
    private static final class Draft {
        private String subject = "";
        private String issuer = "";
        private List<String> names = List.of();
        private Optional<Instant> notBefore = Optional.empty();
        private Optional<Instant> notAfter = Optional.empty();
        private boolean authority;
        private boolean hasKey;
    }

    /** The certificates in the order of the list; CRLs and bare keys have no validity of this kind and are left out. */
    public static Parsed<List<Certificate>> parse(String text) {
        var all = new Certificates();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!all.takes(line)) {
                all.unparsed.add(new Unparsed(number, line));
            }
        }
        all.end();
        return new Parsed<>(List.copyOf(all.found), all.unparsed);
    }

    private boolean takes(String line) {
        if (BOUNDARY.matcher(line).matches()) {
            end();
            return true;
        }
        var date = DATE.matcher(line.strip());
        if (date.matches()) {
            return date(date.group(1), date.group(2) + " " + date.group(3));
        }
        var field = FIELD.matcher(line);
        return field.matches() && field(field.group(1), field.group(2).strip());
    }

    private boolean field(String name, String value) {
        switch (name) {
            case "subject" -> draft.subject = bare(value);
            case "issuer" -> draft.issuer = bare(value);
            case "altNames" ->
                draft.names = Stream.of(value.split(",", -1))
                        .map(String::strip)
                        .filter(n -> !n.isEmpty())
                        .toList();
            case "flags" -> draft.authority = List.of(value.split(" ", -1)).contains("CA");
            case "pubkey" -> draft.hasKey = value.endsWith("has private key");
            case "validity" -> {
                var date = DATE.matcher(value);
                return date.matches() && date(date.group(1), date.group(2) + " " + date.group(3));
            }
            default -> {
                // serial numbers, key ids and constraints: they belong to a certificate and are not needed
            }
        }
        return true;
    }

    private static String bare(String quoted) {
        boolean marks = quoted.length() > 1 && quoted.startsWith("\"") && quoted.endsWith("\"");
        return marks ? quoted.substring(1, quoted.length() - 1) : quoted;
    }

    private boolean date(String which, String text) {
        try {
            var time = Optional.of(ZonedDateTime.parse(text, TIME).toInstant());
            if (which.equals("before")) {
                draft.notBefore = time;
            } else {
                draft.notAfter = time;
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void end() {
        Draft d = draft;
        draft = new Draft();
        if (d.notBefore.isPresent() && d.notAfter.isPresent()) {
            found.add(new Certificate(
                    d.subject, d.issuer, d.names, d.notBefore.get(), d.notAfter.get(), d.authority, d.hasKey));
        }
    }
}
