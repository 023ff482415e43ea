package espy.probe;

import espy.base.Prefix;
import espy.gateway.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an active look does beyond reading: it sends a few packets (P18), asks the daemon to bring the tunnel up where that was allowed (P17), and
 * captures beside it (P16). No rule, no setting and no file is touched; every command has its own end.
 */
public final class Actions {
    /** The capture. */
    public static final String CAPTURE = "P16";

    public static final String INITIATE = "P17";
    public static final String PING = "P18.ping";
    public static final String BIG_PING = "P18.big";
    public static final String TCP = "P18.tcp";

    /** Octets behind the ICMP header: a size that nobody else uses. */
    private static final int PING_SIZE = 137;
    /** With its headers 1400 octets: they fit into any usual tunnel's MTU. */
    private static final int BIG_SIZE_V4 = 1372;

    private static final int BIG_SIZE_V6 = 1352;
    private static final int SERVICE = 80;
    /** So many octets of a packet hold the proposals of an IKE message. */
    private static final int KEPT = 1200;

    private static final int MOST_PACKETS = 6000;
    private static final int MOST_NETWORKS = 8;

    /** Probes whose answers a few seconds change: asked again after the stimulus. */
    private static final Set<String> CHANGING = Set.of(
            "P01",
            "P02",
            "P03",
            "P04.sas",
            "P05.statusall",
            "P05.status",
            "P05.traffic",
            "P05.shunt",
            "P05.racoon",
            "P06.state",
            "P06.policy",
            "P07",
            "P08",
            "P11.iptables",
            "P11.ip6tables",
            "P11.legacy",
            "P11.nft",
            "P13.journal",
            "P13.files",
            "P14.kernel",
            "P15",
            "P21",
            "P22");

    private Actions() {}

    /** The probes to ask again, in the order of the look. */
    public static List<Question> again() {
        return Probes.look().stream().filter(q -> CHANGING.contains(q.id())).toList();
    }

    public static boolean changes(String probe) {
        return CHANGING.contains(probe);
    }

    /** Whether this is what an action printed, not a probe. */
    public static boolean acts(String id) {
        return id.startsWith(INITIATE) || id.startsWith("P18.");
    }

    /** What is sent, in the order in which it is sent; empty when nobody named a host and the daemon is not to be asked. */
    public static List<Question> questions(Stimulus s) {
        var questions = new ArrayList<Question>();
        s.initiate().ifPresent(c -> questions.add(question(INITIATE, true, 12, c)));
        if (s.from().isPresent() && s.to().isPresent()) {
            String from = s.from().get().toString();
            String to = s.to().get().toString();
            boolean v6 = s.to().get().isV6();
            questions.add(question(PING, false, 12, ping(from, to, "-c 10 -s " + PING_SIZE, "-n -i 0.2")));
            questions.add(question(
                    BIG_PING,
                    false,
                    5,
                    ping(from, to, "-c 2 -s " + (v6 ? BIG_SIZE_V6 : BIG_SIZE_V4), "-n -i 0.2 -M do")));
            questions.add(question(TCP, false, 6, tcp(from, to, s.port())));
        }
        return List.copyOf(questions);
    }

    private static Question question(String id, boolean root, int seconds, String script) {
        return new Question(id, script, root, Duration.ofSeconds(seconds), 64 * 1024);
    }

    /** BusyBox knows fewer options, and sends a packet a second. */
    private static String ping(String from, String to, String common, String full) {
        return "case $(ping -V 2>&1) in *iputils*) o='" + full + "';; *) o=;; esac; ping $o " + common + " -W 1 -I "
                + from + " " + to + " 2>&1";
    }

    /** With whatever is there that can choose its source port; the word that it prints says how it ended. */
    private static String tcp(String from, String to, int port) {
        return """
                from=%s to=%s port=%d service=%d
                if command -v perl >/dev/null && perl -MIO::Socket::IP -e 1 2>/dev/null; then
                perl -MIO::Socket::IP -e '$s = IO::Socket::IP->new(LocalHost => $ARGV[0], LocalService => $ARGV[2], PeerHost => $ARGV[1],
                PeerService => $ARGV[3], Proto => "tcp", Timeout => 2); print $s ? "open" : $! || $@, "\\n"' $from $to $port $service
                elif command -v python3 >/dev/null; then python3 -c 'import socket, sys
                try: socket.create_connection((sys.argv[2], int(sys.argv[4])), 2, (sys.argv[1], int(sys.argv[3]))); print("open")
                except OSError as e: print(e.strerror or e)' $from $to $port $service
                elif command -v nc >/dev/null; then nc -z -v -w 2 -s $from -p $port $to $service 2>&1 && echo open
                else exit 127; fi""".formatted(from, to, port, SERVICE);
    }

    /**
     * The capture: IKE, ESP and ICMP errors between the gateways, and what passes between the two networks but for SSH. Ends by itself after many
     * packets, and with the stream it is read from.
     */
    public static String capture(Stimulus s) {
        return "command -v tcpdump >/dev/null || exit 127; exec tcpdump -i any -n -U -s " + KEPT + " -c " + MOST_PACKETS
                + " -w - '" + filter(s) + "'";
    }

    static String filter(Stimulus s) {
        String outer =
                "udp port 500 or udp port 4500 or ip proto 50 or ip6 proto 50 or ip6 proto 44 or ip[6:2] & 0x1fff != 0";
        String host = s.peer().map(p -> "host " + p + " and ").orElse("");
        String errors = "icmp[icmptype] == icmp-unreach or icmp[icmptype] == icmp-timxceed or (icmp6 and ip6[40] < 5)";
        String inner = inner(s);
        return "(" + host + "(" + outer + ")) or " + errors
                + (inner.isEmpty() ? "" : " or ((" + inner + ") and not port 22)");
    }

    private static String inner(Stimulus s) {
        String there = networks(s.there());
        String here = Stream.concat(
                        Stream.of(networks(s.here())).filter(n -> !n.isEmpty()),
                        s.local().map(a -> "host " + a).stream())
                .collect(Collectors.joining(" or "));
        if (there.isEmpty()) {
            return networks(s.here());
        }
        return here.isEmpty() ? there : "(" + there + ") and (" + here + ")";
    }

    /** Without those that hold every address: they would tell nothing apart. */
    private static String networks(List<Prefix> networks) {
        return networks.stream()
                .filter(n -> n.length() > 0)
                .limit(MOST_NETWORKS)
                .map(n -> "net " + n.cut(n.length()))
                .distinct()
                .collect(Collectors.joining(" or "));
    }
}
