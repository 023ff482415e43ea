package espy.probe.facts;

import espy.daemon.Certificates;
import espy.daemon.Connection;
import espy.probe.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The certificates that strongSwan has loaded. */
final class CertificateReader {
    private static final Pattern TELLING = Pattern.compile("^  subject: |not (?:before|after) ");
    private static final int MOST_LINES = 60;

    private CertificateReader() {}

    /**
     * @param certificates the gateway's own first; absent when they could not be seen
     * @param quote        of each certificate whose it is and how long it is valid
     */
    record Read(Optional<List<CertificateFacts>> certificates, Quote quote) {
        /** See {@link DaemonFacts#unproven}. */
        Optional<Map<String, String>> unproven(Optional<List<Connection>> loaded) {
            var own = certificates.map(
                    all -> all.stream().filter(CertificateFacts::own).toList());
            return own.flatMap(mine -> loaded.map(all -> all.stream()
                    .filter(c -> !mine.isEmpty() && c.localAuth().equals("pubkey"))
                    .filter(c -> !c.localId().isEmpty() && !c.localId().equals("%any"))
                    .filter(c -> mine.stream().noneMatch(m -> m.carries(c.localId())))
                    .collect(
                            Collectors.toUnmodifiableMap(Connection::name, Connection::localId, (first, _) -> first))));
        }
    }

    /** @param status the probe in which the daemon shows its state */
    static Read read(Snapshot snapshot, String status, Map<String, String> missing, Unread unread) {
        String source = status.equals("P05.statusall") ? "P05.certs" : "P04.certs";
        var text = snapshot.text(source);
        var found = text.map(t -> unread.kept(source, Certificates.parse(t)).stream()
                .map(c -> CertificateFacts.of(c, snapshot.started()))
                .sorted(Comparator.comparing(CertificateFacts::own).reversed())
                .toList());
        if (found.isEmpty()) {
            String sentence = why(snapshot, status, source, "The daemon's certificates");
            missing.put("daemon.certificates", sentence);
            missing.put("daemon.unproven", sentence);
        }
        var telling = text.orElse("")
                .lines()
                .filter(l -> TELLING.matcher(l).find())
                .limit(MOST_LINES)
                .toList();
        return new Read(found, Quote.of(source, telling));
    }

    /** Why something is not there that strongSwan alone shows; {@code what} begins the sentence, in the plural. */
    static String why(Snapshot snapshot, String status, String source, String what) {
        boolean strongswan = status.equals("P04.sas") || status.equals("P05.statusall");
        return strongswan ? Printed.of(snapshot, source, what).reason() : what + " can be read of strongSwan only";
    }
}
