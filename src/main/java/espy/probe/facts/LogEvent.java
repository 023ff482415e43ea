package espy.probe.facts;

import espy.daemon.Signatures;
import espy.gateway.Answer;
import espy.probe.Snapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of the daemon's log about the tunnel.
 *
 * @param time      by the gateway's clock; absent when the line has none
 * @param written   the time as the line has it
 * @param text      without time, host and daemon
 * @param signature the name of what it says, where that is known; "" otherwise
 * @param meaning   in plain words; "" where not known
 */
public record LogEvent(
        Optional<Instant> time, String written, String text, String signature, String meaning, boolean harmless) {
    /** More would be read by nobody; the last ones tell. */
    private static final int MOST = 120;

    private static final String START = "child-established";

    /** The lines since the last attempt began, at most some hundred. */
    public static List<LogEvent> of(Snapshot snapshot, DaemonFacts daemon, TunnelFacts tunnel) {
        var log = TunnelLog.read(snapshot, daemon, tunnel);
        if (log.isEmpty()) {
            return List.of();
        }
        Instant reference = log.get().probe().isEmpty()
                ? snapshot.started()
                : snapshot.answer(log.get().probe()).map(Answer::at).orElse(snapshot.started());
        var lines = new ArrayList<>(log.get().about());
        log.get().up().ifPresent(lines::addFirst);
        return lines.subList(Math.max(0, lines.size() - MOST), lines.size()).stream()
                .map(l -> {
                    var known = Signatures.builtIn().in(l.daemon(), l.text()).stream()
                            .map(m -> m.signature())
                            .findFirst();
                    return new LogEvent(
                            l.at(ZoneOffset.UTC, reference.plusSeconds(60)),
                            l.time(),
                            l.text(),
                            known.map(s -> s.name()).orElse(""),
                            known.map(s -> s.meaning()).orElse(""),
                            known.map(s -> s.harmless()).orElse(true)
                                    || known.get().name().endsWith(START));
                })
                .toList();
    }
}
