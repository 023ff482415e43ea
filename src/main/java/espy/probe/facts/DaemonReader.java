package espy.probe.facts;

import espy.daemon.Configuration;
import espy.daemon.Connection;
import espy.daemon.IkeSa;
import espy.daemon.Pool;
import espy.daemon.Racoonctl;
import espy.daemon.Status;
import espy.daemon.Stroke;
import espy.daemon.Swanctl;
import espy.daemon.Whack;
import espy.gateway.Answer;
import espy.host.InterfaceAddress;
import espy.host.Socket;
import espy.probe.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads which IKE daemon there is and what it says of itself (P02–P05, P20). */
public final class DaemonReader {
    private static final String WHO = "P02";
    private static final String SOCKETS = "P03";
    private static final String CONFIG = "P20";
    private static final String POOLS = "P04.pools";
    private static final int MOST_LINES = 60;

    private static final Map<String, String> KIND_OF_PROCESS = Map.of(
            "charon", "strongswan",
            "charon-systemd", "strongswan",
            "starter", "strongswan",
            "pluto", "libreswan",
            "racoon", "racoon",
            "iked", "iked");
    private static final Map<String, String> KIND_OF_PROGRAM = Map.of(
            "charon", "strongswan",
            "charon-systemd", "strongswan",
            "swanctl", "strongswan",
            "pluto", "libreswan",
            "racoon", "racoon");
    private static final Map<String, List<String>> UNITS_OF_KIND = Map.of(
            "strongswan",
                    List.of("strongswan", "strongswan-starter", "strongswan-swanctl", "charon", "swanctl", "ipsec"),
            "libreswan", List.of("ipsec", "libreswan"),
            "racoon", List.of("racoon"));
    private static final Pattern SAYS_SOMETHING = Pattern.compile("\\b(?:active|failed|enabled|activating)\\b");
    private static final int IKE_PORT = 500;
    private static final Pattern CHILD_SUFFIX = Pattern.compile("/\\d+x\\d+$");

    /** What the daemon said, understood; {@code sas} is empty when it could not be asked. */
    record Read(DaemonFacts facts, Optional<List<IkeSa>> sas) {}

    private final Snapshot snapshot;
    private final Map<String, String> missing;
    private final List<String> who;
    private final Unread unread;
    /** The sockets on UDP 500; empty when sockets could not be listed. */
    private final Optional<List<Socket>> ike;

    private DaemonReader(Snapshot snapshot, Map<String, String> missing, Unread unread) {
        this.snapshot = snapshot;
        this.unread = unread;
        this.missing = missing;
        this.ike = snapshot.text(SOCKETS).map(t -> unread.kept(SOCKETS, Socket.parse(t)).stream()
                .filter(s -> s.port() == IKE_PORT)
                .toList());
        this.who = snapshot.text(WHO).orElse("").lines().toList();
    }

    static Read read(Snapshot snapshot, Map<String, String> missing, Unread unread) {
        return new DaemonReader(snapshot, missing, unread).read();
    }

    private Read read() {
        var running = words("process").map(w -> w.get(2)).distinct().toList();
        var kinds = new TreeSet<String>();
        running.forEach(p -> kinds.add(KIND_OF_PROCESS.getOrDefault(p, p)));
        var installed = new TreeSet<>(kinds);
        words("program")
                .map(w -> KIND_OF_PROGRAM.getOrDefault(w.get(1), ""))
                .filter(k -> !k.isEmpty())
                .forEach(installed::add);
        String kind = kinds.stream().findFirst().orElseGet(() -> installedKind(installed));
        String unit = unit(kind);
        var service =
                Service.of(unit, words("manager").map(w -> w.get(1)).findFirst().orElse("systemd"));
        String probe = probe(kind, running, unit);
        var status = status(probe);
        var configuration = configuration(kind);
        var configured = configuration.map(c -> configured(c, kind, probe));
        var loaded = status.map(Status::connections).filter(c -> !probe.equals("P05.racoon"));
        var version = words("version")
                .map(w -> String.join(" ", w.subList(1, w.size())))
                .findFirst();
        if (version.isEmpty()) {
            missing.put("daemon.version", "The daemon did not say its version");
        }
        if (snapshot.text(WHO).isEmpty()) {
            String sentence = why(WHO, "The programs that run and are installed");
            List.of("installed", "running", "wanted", "several", "version")
                    .forEach(fact -> missing.put("daemon." + fact, sentence));
        }
        sayWhatIsMissing(status, configured, loaded);
        boolean seen = snapshot.text(WHO).isPresent();
        boolean wanted = words("unit").anyMatch(w -> w.size() > 2 && (w.contains("enabled") || w.contains("failed")))
                || configured.map(c -> !c.isEmpty()).orElse(false);
        var certificates = CertificateReader.read(snapshot, probe, missing, unread);
        var facts = new DaemonFacts(
                kind,
                dialect(kind, probe),
                version,
                said(!installed.isEmpty(), seen),
                said(!kinds.isEmpty(), seen),
                said(wanted, seen || wanted),
                said(kinds.size() > 1 || (running.contains("charon") && running.contains("charon-systemd")), seen),
                unit,
                unitState(unit),
                service.status(),
                service.start(),
                service.restart(),
                answering(probe),
                listens500(),
                owner500(),
                owner500().map(o -> !KIND_OF_PROCESS.containsKey(o)),
                loaded,
                configured,
                loaded.flatMap(l -> configured.map(c -> notLoaded(c, l))),
                certificates.certificates(),
                pools(probe),
                Quote.of(WHO, telling()),
                Quote.of(
                        probe,
                        snapshot.text(probe)
                                .orElse("")
                                .lines()
                                .limit(MOST_LINES)
                                .toList()),
                Quote.of(
                        SOCKETS,
                        snapshot.text(SOCKETS)
                                .orElse("")
                                .lines()
                                .limit(MOST_LINES)
                                .toList()),
                loadedQuote(probe),
                Quote.of(
                        CONFIG,
                        snapshot.text(CONFIG)
                                .orElse("")
                                .lines()
                                .filter(l -> !l.isBlank())
                                .limit(MOST_LINES)
                                .toList()),
                certificates.unproven(loaded),
                certificates.quote(),
                Quote.of(
                        POOLS,
                        snapshot.text(POOLS)
                                .orElse("")
                                .lines()
                                .limit(MOST_LINES)
                                .toList()));
        return new Read(facts, status.map(Status::sas));
    }

    private static Optional<Boolean> said(boolean fact, boolean seen) {
        return Optional.of(fact).filter(f -> seen);
    }

    /** Lines of P02 that begin with this word, and hold at least two more. */
    private Stream<List<String>> words(String first) {
        return who.stream()
                .map(l -> List.of(l.strip().split("\\s+")))
                .filter(w -> w.size() > (first.equals("process") ? 2 : 1)
                        && w.getFirst().equals(first));
    }

    /** The lines that say something: no unit that systemd does not know. */
    private List<String> telling() {
        return who.stream()
                .filter(l -> !l.isBlank()
                        && (!l.startsWith("unit ") || SAYS_SOMETHING.matcher(l).find()))
                .limit(MOST_LINES)
                .toList();
    }

    /** Of those that are installed: the one whose service is wanted, else the first. */
    private String installedKind(Set<String> installed) {
        return installed.stream()
                .filter(k -> words("unit")
                        .anyMatch(w -> UNITS_OF_KIND.getOrDefault(k, List.of()).contains(w.get(1))
                                && (w.contains("enabled") || w.contains("failed"))))
                .findFirst()
                .or(() -> installed.stream().findFirst())
                .orElse("none");
    }

    private String unit(String kind) {
        var known = UNITS_OF_KIND.getOrDefault(kind, List.of());
        var here = words("unit").filter(w -> known.contains(w.get(1))).toList();
        return Stream.of("active", "failed", "enabled", "disabled")
                .flatMap(state -> here.stream().filter(w -> w.contains(state)))
                .map(w -> w.get(1))
                .findFirst()
                .orElse(known.isEmpty() ? "" : known.getFirst());
    }

    private Optional<String> unitState(String unit) {
        var state = words("unit")
                .filter(w -> w.get(1).equals(unit) && w.size() > 2 && !w.get(2).equals("-"))
                .map(w -> w.get(2))
                .findFirst();
        if (state.isEmpty()) {
            missing.put("daemon.unitState", "No service manager here says how the service is");
        }
        return state;
    }

    /** The status probe that suits the daemon. */
    private String probe(String kind, List<String> running, String unit) {
        return switch (kind) {
            case "libreswan" -> "P05.status";
            case "racoon" -> "P05.racoon";
            case "strongswan" ->
                running.contains("charon-systemd")
                                || (snapshot.text("P04.sas").isPresent() && !running.contains("starter"))
                        ? "P04.sas"
                        : running.contains("starter")
                                        || unit.equals("strongswan-starter")
                                        || snapshot.text("P05.statusall").isPresent()
                                ? "P05.statusall"
                                : "P04.sas";
            default -> "P04.sas";
        };
    }

    private static String dialect(String kind, String probe) {
        return switch (kind) {
            case "racoon" -> "racoon.conf";
            case "libreswan" -> "ipsec.conf";
            case "strongswan" -> probe.equals("P04.sas") ? "swanctl" : "ipsec.conf";
            default -> "";
        };
    }

    private Optional<Boolean> answering(String probe) {
        var answer = snapshot.answer(probe)
                .filter(a -> a.outcome() == Answer.Outcome.DONE || a.outcome() == Answer.Outcome.TIMED_OUT)
                .map(Answer::ok);
        if (answer.isEmpty()) {
            missing.put("daemon.answering", why(probe, "The daemon's own words"));
        }
        return answer;
    }

    private Optional<Status> status(String probe) {
        return switch (probe) {
            case "P04.sas" ->
                snapshot.text(probe)
                        .map(sas -> new Status(
                                snapshot.text("P04.conns")
                                        .map(t -> unread.kept("P04.conns", Swanctl.connections(t)))
                                        .orElse(List.of()),
                                unread.kept(probe, Swanctl.sas(sas))));
            case "P05.statusall" -> snapshot.text(probe).map(t -> unread.kept(probe, Stroke.parse(t)));
            case "P05.status" ->
                snapshot.text(probe)
                        .map(t -> unread.kept(
                                probe,
                                Whack.parse(t, snapshot.text("P05.traffic").orElse(""))));
            default -> snapshot.text(probe).map(t -> new Status(List.of(), unread.kept(probe, Racoonctl.sas(t))));
        };
    }

    private Optional<List<Pool>> pools(String probe) {
        var found = snapshot.text(POOLS).map(t -> unread.kept(POOLS, Swanctl.pools(t)));
        if (found.isEmpty()) {
            missing.put("daemon.pools", CertificateReader.why(snapshot, probe, POOLS, "The pools of addresses"));
        }
        return found;
    }

    private Optional<Configuration> configuration(String kind) {
        var addresses = InterfaceAddress.parse(snapshot.text("P09.addr").orElse("")).value().stream()
                .map(a -> a.address().toString())
                .toList();
        return snapshot.text(CONFIG)
                .map(t -> unread.kept(CONFIG, Configuration.parse(t, kind.equals("libreswan"), addresses)));
    }

    private static List<Connection> configured(Configuration c, String kind, String probe) {
        return switch (dialect(kind, probe)) {
            case "swanctl" -> c.swanctl();
            case "racoon.conf" -> c.racoon();
            case "ipsec.conf" -> c.ipsec();
            default ->
                Stream.of(c.swanctl(), c.ipsec(), c.racoon())
                        .flatMap(List::stream)
                        .toList();
        };
    }

    private static List<String> notLoaded(List<Connection> configured, List<Connection> loaded) {
        var names = new TreeSet<String>();
        loaded.forEach(c -> names.add(CHILD_SUFFIX.matcher(c.name()).replaceAll("")));
        return configured.stream()
                .filter(c -> c.children().isEmpty()
                        || c.children().stream().anyMatch(k -> !k.startAction().equals("ignore")))
                .map(Connection::name)
                .filter(n -> !names.contains(n))
                .distinct()
                .toList();
    }

    private void sayWhatIsMissing(
            Optional<Status> status, Optional<List<Connection>> configured, Optional<List<Connection>> loaded) {
        if (loaded.isEmpty()) {
            missing.put(
                    "daemon.connections",
                    status.isEmpty()
                            ? "The daemon could not be asked for its connections"
                            : "racoon does not list its connections");
            missing.put("daemon.unproven", missing.get("daemon.connections"));
        }
        if (configured.isEmpty()) {
            missing.put("daemon.configured", why(CONFIG, "The configuration files"));
        }
        if (loaded.isEmpty() || configured.isEmpty()) {
            missing.put(
                    "daemon.notLoaded",
                    loaded.isEmpty()
                            ? missing.getOrDefault("daemon.connections", "")
                            : missing.getOrDefault("daemon.configured", ""));
        }
    }

    private Optional<Boolean> listens500() {
        if (ike.isEmpty()) {
            missing.put("daemon.listens500", why(SOCKETS, "The sockets"));
        }
        return ike.map(sockets -> !sockets.isEmpty());
    }

    private Optional<String> owner500() {
        var owner = ike.flatMap(
                sockets -> sockets.stream().flatMap(s -> s.process().stream()).findFirst());
        if (owner.isEmpty()) {
            String sentence = ike.isPresent()
                    ? "Nobody listens on UDP 500, or who does could not be seen"
                    : why(SOCKETS, "The sockets");
            missing.put("daemon.owner500", sentence);
            missing.put("daemon.foreign500", sentence);
        }
        return owner;
    }

    private Quote loadedQuote(String probe) {
        String source = probe.equals("P04.sas") ? "P04.conns" : probe;
        return Quote.of(
                source,
                snapshot.text(source).orElse("").lines().limit(MOST_LINES).toList());
    }

    /** Why a probe shows nothing; {@code what} begins the sentence, in the plural. */
    private String why(String probe, String what) {
        return Printed.of(snapshot, probe, what).reason();
    }

    /** The lines with which the daemon shows the SAs of the tunnel. */
    static Quote sasQuote(Snapshot snapshot, DaemonFacts daemon, TunnelFacts tunnel) {
        String probe = daemon.status().probe();
        String name = tunnel.connectionName();
        var lines = snapshot.text(probe)
                .orElse("")
                .lines()
                .filter(l -> !l.isBlank())
                .toList();
        var telling = lines.stream()
                .filter(l -> l.contains(name.isEmpty() ? tunnel.peer() : name))
                .limit(MOST_LINES)
                .toList();
        return Quote.of(probe, telling.isEmpty() ? lines.stream().limit(3).toList() : telling);
    }
}
