package espy.probe.facts;

import espy.base.Address;
import espy.daemon.GatewayFile;
import espy.daemon.LogLine;
import espy.daemon.Signatures;
import espy.gateway.Answer;
import espy.probe.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The daemon's log, and in it the lines that are about the chosen tunnel.
 *
 * @param probe where the log was read
 * @param all   every line of the daemon, in the order of the log
 * @param about the lines about the tunnel's peer, or about no peer at all, since the tunnel last came up; since the daemon started when
 *              it never did
 * @param strangers lines about peers that no connection here names, since the daemon started
 * @param up    the line that says that the tunnel came up; empty when none does
 */
record TunnelLog(String probe, List<LogLine> all, List<LogLine> about, List<LogLine> strangers, Optional<LogLine> up) {
    private static final String JOURNAL = "P13.journal";
    private static final String FILES = "P13.files";

    /** Clocks of logs may be in any time zone; logs that end within a day and two hours are equally fresh. */
    private static final Duration SAME_TIME = Duration.ofHours(26);

    private static final Map<String, String> DAEMON_OF_KIND =
            Map.of("strongswan", "charon", "libreswan", "pluto", "racoon", "racoon");
    private static final Map<String, String> DAEMON_OF_FILE =
            Map.of("charon.log", "charon", "strongswan.log", "charon", "pluto.log", "pluto", "racoon.log", "racoon");

    private static final String ADDRESS = "([0-9a-fA-F]{0,4}[.:][0-9a-fA-F.:]{1,40})";
    private static final Pattern PEER = Pattern.compile("^received packet: from " + ADDRESS
            + "\\[\\d+\\]|^sending packet: from \\S+ to " + ADDRESS + "\\[\\d+\\]|^initiating .*IKE_SA \\S+ to "
            + ADDRESS
            + "$|^" + ADDRESS + " is initiating |^packet from " + ADDRESS + ":\\d+: |" + ADDRESS
            + "\\[\\d+\\]$|<=>" + ADDRESS + "\\[\\d+\\]");
    /** Lines that belong to the packet after them, not to the one before. */
    private static final Pattern LOOKS_AHEAD =
            Pattern.compile("^(?:sending )?retransmit |^generating |^giving up after |^initiating ");

    private record Source(String probe, List<LogLine> lines) {
        /** When its last dated line was written. */
        Instant last(Instant reference) {
            return lines.reversed().stream()
                    .limit(50)
                    .map(l -> l.at(ZoneOffset.UTC, reference.plus(SAME_TIME)))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(Instant.EPOCH);
        }
    }

    /** Empty when no log of the daemon could be read. */
    static Optional<TunnelLog> read(Snapshot snapshot, DaemonFacts daemon, TunnelFacts tunnel) {
        String wanted = DAEMON_OF_KIND.getOrDefault(daemon.kind(), "");
        var sources = sources(snapshot, wanted);
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        Instant newest = sources.stream()
                .map(s -> s.last(snapshot.started()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Source best = sources.stream()
                .filter(s -> !s.lines().isEmpty() && s.last(snapshot.started()).isAfter(newest.minus(SAME_TIME)))
                .findFirst()
                .orElse(sources.getFirst());
        var names = connectionNames(daemon);
        var remotes = remotes(daemon);
        var mine = new ArrayList<LogLine>();
        var strangers = new ArrayList<LogLine>();
        var peers = peers(best.lines());
        for (int i = 0; i < best.lines().size(); i++) {
            LogLine line = best.lines().get(i);
            String peer = peers.get(i);
            if (isMine(line, peer, tunnel, names)) {
                mine.add(line);
            } else if (isAddress(peer) && !remotes.contains(peer)) {
                strangers.add(line);
            }
            if (isStart(line)) {
                strangers.clear();
            }
        }
        return Optional.of(cut(best, mine, strangers, tunnel));
    }

    /** The sources that answered: a log file of the daemon's own, the journal, then the files that all programs share. */
    private static List<Source> sources(Snapshot snapshot, String wanted) {
        var own = new ArrayList<Source>();
        var shared = new ArrayList<Source>();
        for (GatewayFile file : GatewayFile.split(partial(snapshot, FILES).orElse(""))) {
            String daemon = DAEMON_OF_FILE.getOrDefault(file.name(), "");
            (daemon.isEmpty() ? shared : own).add(new Source(FILES, lines(file.text(), daemon, wanted)));
        }
        partial(snapshot, JOURNAL).ifPresent(t -> own.add(new Source(JOURNAL, lines(t, "", wanted))));
        own.addAll(shared);
        return own;
    }

    /** What a log probe printed, complete or not. */
    private static Optional<String> partial(Snapshot snapshot, String probe) {
        return snapshot.answer(probe)
                .filter(a -> a.ok()
                        || (a.outcome() == Answer.Outcome.TIMED_OUT && !a.out().isEmpty()))
                .map(Answer::out);
    }

    private static List<LogLine> lines(String text, String daemon, String wanted) {
        Predicate<LogLine> fits = wanted.isEmpty()
                ? l -> DAEMON_OF_KIND.containsValue(l.daemon())
                : l -> l.daemon().equals(wanted);
        return text.lines()
                .filter(l -> !l.isBlank())
                .map(l -> LogLine.parse(l, daemon))
                .filter(fits)
                .toList();
    }

    private static Collection<String> connectionNames(DaemonFacts daemon) {
        var names = new ArrayList<String>();
        daemon.connections().ifPresent(l -> l.forEach(c -> names.add(c.name())));
        daemon.configured().ifPresent(l -> l.forEach(c -> names.add(c.name())));
        return names;
    }

    private static Collection<String> remotes(DaemonFacts daemon) {
        return Stream.of(daemon.connections(), daemon.configured())
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .flatMap(c -> c.remote().stream())
                .toList();
    }

    private static boolean isStart(LogLine line) {
        return Signatures.builtIn().in(line.daemon(), line.text()).stream()
                .anyMatch(m -> m.signature().name().endsWith(".started"));
    }

    /** The peer of each line, by the packet that its thread was working on; "" where that is not known. */
    private static List<String> peers(List<LogLine> lines) {
        var peers = new ArrayList<String>();
        Map<String, String> current = new HashMap<>();
        for (LogLine line : lines) {
            ownPeer(line).ifPresent(p -> current.put(line.thread(), p));
            peers.add(current.getOrDefault(line.thread(), ""));
        }
        Map<String, String> next = new HashMap<>();
        for (int i = lines.size() - 1; i >= 0; i--) {
            LogLine line = lines.get(i);
            ownPeer(line).ifPresent(p -> next.put(line.thread(), p));
            if (LOOKS_AHEAD.matcher(line.text()).find() && ownPeer(line).isEmpty()) {
                peers.set(i, next.getOrDefault(line.thread(), peers.get(i)));
            }
        }
        return peers;
    }

    private static Optional<String> ownPeer(LogLine line) {
        Matcher m = PEER.matcher(line.text());
        if (!m.find()) {
            return Optional.empty();
        }
        for (int i = 1; i <= m.groupCount(); i++) {
            if (m.group(i) != null) {
                return Optional.of(m.group(i));
            }
        }
        return Optional.empty();
    }

    private static boolean isMine(LogLine line, String peer, TunnelFacts tunnel, Collection<String> names) {
        String of = line.connection();
        if (!of.isEmpty() && !tunnel.connectionName().isEmpty()) {
            if (of.equals(tunnel.connectionName()) || of.startsWith(tunnel.connectionName() + "/")) {
                return true;
            }
            if (names.contains(of)) {
                return false;
            }
        }
        boolean known = !peer.isEmpty() && isAddress(tunnel.peer());
        return !known || peer.equals(tunnel.peer());
    }

    private static boolean isAddress(String peer) {
        return Address.parse(peer).filter(a -> !a.isAny()).isPresent();
    }

    private static TunnelLog cut(Source source, List<LogLine> mine, List<LogLine> strangers, TunnelFacts tunnel) {
        var signatures = Signatures.builtIn();
        for (int i = mine.size() - 1; i >= 0; i--) {
            LogLine line = mine.get(i);
            for (var m : signatures.in(line.daemon(), line.text())) {
                String name = m.signature().name();
                String child = m.args().getOrDefault("child", "");
                boolean up = name.endsWith(".child-established")
                        && (child.isEmpty() || tunnel.childName().isEmpty() || child.equals(tunnel.childName()));
                if (up || name.endsWith(".started")) {
                    var about = mine.subList(i + 1, mine.size());
                    return new TunnelLog(
                            source.probe(),
                            source.lines(),
                            List.copyOf(about),
                            List.copyOf(strangers),
                            up ? Optional.of(line) : Optional.empty());
                }
            }
        }
        return new TunnelLog(
                source.probe(), source.lines(), List.copyOf(mine), List.copyOf(strangers), Optional.empty());
    }
}
