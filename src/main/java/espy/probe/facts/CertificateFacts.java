package espy.probe.facts;

import espy.daemon.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A certificate of the daemon, as rules ask for it.
 *
 * @param names     its subjectAltNames
 * @param from      the day from which on it is valid, as {@code 2026-11-28}
 * @param until     the last day
 * @param daysLeft  whole days until it ends; negative when that is over
 * @param early     whether it is not valid yet
 * @param authority whether it is that of a CA
 * @param own       whether this gateway has its private key
 */
public record CertificateFacts(
        String subject,
        String issuer,
        List<String> names,
        String from,
        String until,
        long daysLeft,
        boolean early,
        boolean authority,
        boolean own) {
    private static final int DAY = 10;

    /** Whether this identity stands in it, as its subject or a subjectAltName. */
    boolean carries(String identity) {
        return subject.equals(identity) || names.contains(identity);
    }

    static CertificateFacts of(Certificate c, Instant now) {
        return new CertificateFacts(
                c.subject(),
                c.issuer(),
                c.names(),
                c.notBefore().toString().substring(0, DAY),
                c.notAfter().toString().substring(0, DAY),
                Math.floorDiv(
                        Duration.between(now, c.notAfter()).toSeconds(),
                        Duration.ofDays(1).toSeconds()),
                c.notBefore().isAfter(now),
                c.authority(),
                c.hasKey());
    }
}
