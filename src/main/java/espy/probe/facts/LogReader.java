package espy.probe.facts;

import espy.daemon.Handshake;
import espy.daemon.IkeSa;
import espy.daemon.LogLine;
import espy.daemon.Signature;
import espy.daemon.Signatures;
import espy.probe.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what the logs say about the chosen tunnel (P13, P14.kernel), and with the daemon's own words how far IKE came. */
public final class LogReader {
    private static final int TAIL = 12;
    /** As many lines of one kind are evidence enough. */
    private static final int MOST_LINES = 6;

    private final Snapshot snapshot;
    private final TunnelFacts tunnel;
    private final Optional<TunnelLog> log;
    private final Map<String, String> missing;

    private LogReader(Snapshot snapshot, DaemonFacts daemon, TunnelFacts tunnel, Map<String, String> missing) {
        this.snapshot = snapshot;
        this.tunnel = tunnel;
        this.missing = missing;
        this.log = TunnelLog.read(snapshot, daemon, tunnel);
        if (log.isEmpty()) {
            missing.put("log", why());
        }
    }

    static LogReader of(Snapshot snapshot, DaemonFacts daemon, TunnelFacts tunnel, Map<String, String> missing) {
        return new LogReader(snapshot, daemon, tunnel, missing);
    }

    private String why() {
        var answers = List.of("P13.journal", "P13.files").stream()
                .map(snapshot::answer)
                .flatMap(Optional::stream)
                .toList();
        for (var a : answers) {
            switch (a.outcome()) {
                case NEEDS_ROOT -> {
                    return "Only root may read the logs";
                }
                case LOST -> {
                    return "The connection was lost before the logs were read";
                }
                default -> {
                    // the other one may say more
                }
            }
        }
        return answers.isEmpty()
                ? "This look did not ask for the logs"
                : "No log of an IKE daemon was found, neither in the journal nor under /var/log";
    }

    LogFacts facts() {
        String probe = log.map(TunnelLog::probe).orElse("P13.journal");
        var seen = log.map(l -> seen(l.about(), probe));
        if (log.filter(l -> l.all().isEmpty()).isPresent()) {
            missing.put("log.lastTime", "No line of the daemon is in the log");
        }
        return new LogFacts(
                log.map(l -> (long) l.all().size()),
                seen,
                seen.map(LogReader::errors),
                log.map(l -> seen(l.strangers(), probe)),
                log.flatMap(l -> l.all().isEmpty()
                        ? Optional.empty()
                        : Optional.of(l.all().getLast().time())),
                kernel(),
                Quote.of(
                        probe,
                        log.map(l -> last(l.all().stream().map(LogLine::raw).toList(), TAIL))
                                .orElse(List.of())));
    }

    private Optional<Map<String, LogFacts.Seen>> kernel() {
        var text = snapshot.text("P14.kernel");
        if (text.isEmpty()) {
            missing.put(
                    "log.kernel",
                    Printed.of(snapshot, "P14.kernel", "The kernel's messages").reason());
        }
        return text.map(t -> seen(t.lines().map(l -> LogLine.parse(l, "kernel")).toList(), "P14.kernel"));
    }

    private static Map<String, LogFacts.Seen> seen(List<LogLine> lines, String probe) {
        record Hit(Signature signature, Map<String, String> args, List<LogLine> lines) {}
        var hits = new LinkedHashMap<String, Hit>();
        for (LogLine line : lines) {
            for (var m : Signatures.builtIn().in(line.daemon(), line.text())) {
                var before = hits.remove(m.signature().name());
                var all = new ArrayList<>(before == null ? List.<LogLine>of() : before.lines());
                all.add(line);
                hits.put(m.signature().name(), new Hit(m.signature(), m.args(), all));
            }
        }
        var seen = new LinkedHashMap<String, LogFacts.Seen>();
        hits.forEach((name, h) -> seen.put(
                name,
                new LogFacts.Seen(
                        name,
                        h.signature().meaning(),
                        h.signature().harmless(),
                        h.lines().size(),
                        h.lines().getLast().raw(),
                        h.lines().getLast().time(),
                        h.args(),
                        Quote.of(
                                probe, last(h.lines().stream().map(LogLine::raw).toList(), MOST_LINES)))));
        return seen;
    }

    /** The most serious first; among equals, the one seen last. */
    private static List<LogFacts.Seen> errors(Map<String, LogFacts.Seen> seen) {
        return new ArrayList<>(seen.values())
                .reversed().stream()
                        .filter(s -> !s.harmless())
                        .sorted(Comparator.comparing(s -> Signatures.builtIn()
                                .named(s.name())
                                .map(Signature::severity)
                                .orElse("S4")))
                        .toList();
    }

    private static List<String> last(List<String> lines, int most) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /**
     * How far IKE came with the tunnel's peer.
     *
     * @param sas as the daemon shows them; empty when it could not be asked
     */
    IkeFacts ike(DaemonFacts daemon, Optional<List<IkeSa>> sas) {
        var mine = sas.map(all -> all.stream().filter(this::isMine).toList());
        var up = mine.orElse(List.of()).stream().filter(IkeSa::established).findFirst();
        var child = mine.map(
                all -> all.stream().flatMap(s -> s.children().stream()).anyMatch(c -> c.installed() && isMyChild(c)));
        var handshake = log.map(l -> Handshake.of(l.about()));
        if (mine.isEmpty()) {
            missing.put("ike.established", daemonSilent(daemon));
            missing.put("ike.child", daemonSilent(daemon));
        }
        if (handshake.isEmpty()) {
            missing.put("ike", why());
        }
        boolean shown = up.filter(sa -> !sa.proposal().isEmpty()).isPresent();
        absent("proposal", shown, up.isPresent() ? "The daemon does not show the proposal" : notUp(mine, daemon));
        absent("natLocal", up.isPresent(), notUp(mine, daemon));
        absent("natRemote", up.isPresent(), notUp(mine, daemon));
        var initiator = handshake.flatMap(Handshake::initiator);
        absent("initiator", initiator.isPresent() || handshake.isEmpty(), "The log does not show which end began");
        String probe = log.map(TunnelLog::probe).orElse("P13.journal");
        var stage = stage(up, child, handshake);
        var waiting = waiting(daemon, stage, handshake);
        absent("waiting", waiting.isPresent(), "The policies, the daemon or its log could not be seen");
        return new IkeFacts(
                mine.map(all -> up.isPresent()),
                up.isEmpty()
                        ? ""
                        : log.flatMap(TunnelLog::up).map(LogLine::time).orElse(""),
                child,
                up.map(IkeSa::proposal).filter(p -> !p.isEmpty()),
                up.map(IkeSa::natLocal),
                up.map(IkeSa::natRemote),
                handshake.map(h -> (long) h.sent().size()),
                handshake.map(h -> (long) h.received().size()),
                handshake.map(h -> (long) h.retransmits().size()),
                stage,
                handshake.map(Handshake::lastNotify),
                handshake.map(Handshake::lastSent),
                waiting,
                initiator,
                DaemonReader.sasQuote(snapshot, daemon, tunnel),
                quote(probe, handshake.map(Handshake::sent)),
                quote(probe, handshake.map(Handshake::received)),
                quote(probe, handshake.map(Handshake::retransmits)),
                quote(probe, handshake.map(Handshake::notifies)));
    }

    private static Optional<String> stage(Optional<IkeSa> up, Optional<Boolean> child, Optional<Handshake> handshake) {
        if (child.orElse(false)) {
            return Optional.of("up");
        }
        if (up.isPresent()) {
            return Optional.of("child");
        }
        return handshake.map(h -> h.stage().name().toLowerCase(Locale.ROOT));
    }

    private Optional<Boolean> waiting(DaemonFacts daemon, Optional<String> stage, Optional<Handshake> handshake) {
        if (!tunnel.trapOnly().orElse(true) || !daemon.running().orElse(true)) {
            return Optional.of(false);
        }
        var tried = handshake.map(h -> !h.retransmits().isEmpty()
                || !h.lastNotify().isEmpty()
                || !stage.orElse("none").equals("none"));
        return tried.filter(t ->
                        t || (tunnel.trapOnly().isPresent() && daemon.running().isPresent()))
                .map(t -> !t);
    }

    private void absent(String fact, boolean seen, String sentence) {
        if (!seen) {
            missing.put("ike." + fact, sentence);
        }
    }

    private static String notUp(Optional<List<IkeSa>> mine, DaemonFacts daemon) {
        return mine.isPresent() ? "No IKE SA is up with the peer" : daemonSilent(daemon);
    }

    private static String daemonSilent(DaemonFacts daemon) {
        return daemon.answering().isEmpty()
                ? "The daemon could not be asked for its SAs"
                : "The daemon did not answer when asked for its SAs";
    }

    private boolean isMine(IkeSa sa) {
        return tunnel.connectionName().isEmpty()
                ? sa.remote().equals(tunnel.peer())
                : sa.connection().equals(tunnel.connectionName());
    }

    private boolean isMyChild(IkeSa.ChildSa child) {
        return tunnel.childName().isEmpty() || child.name().equals(tunnel.childName());
    }

    private static Quote quote(String probe, Optional<List<String>> lines) {
        return Quote.of(probe, lines.map(l -> last(l, MOST_LINES)).orElse(List.of()));
    }
}
