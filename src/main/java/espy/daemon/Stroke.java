package espy.daemon;

import espy.base.Parsed;
import espy.base.Unparsed;
import espy.daemon.Connection.Child;
import espy.daemon.IkeSa.ChildSa;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ipsec statusall} of strongSwan's starter prints (src/libcharon/plugins/stroke/stroke_list.c). */
public final class Stroke {
    private static final Pattern CONNECTION =
            Pattern.compile("^ *(\\S+): {2,}(\\S+?)\\.\\.\\.(\\S+) {2}(IKE\\S*)(.*)$");
    private static final Pattern AUTH =
            Pattern.compile("^ *(\\S+): +(local|remote): +(?:\\[(.*)\\] )?uses (.*?) ?authentication.*$");
    private static final Pattern CHILD = Pattern.compile("^ *(\\S+): +child: +(.*?) === (.*?) ([A-Z_]+)(?:, (.*))?$");
    private static final Pattern IKE_STATE = Pattern.compile(
            "^ *(\\S+)\\[(\\d+)\\]: ([A-Z]+)(?: (.+?) ago)?, ([^\\s\\[]+)\\[(.*)\\]\\.\\.\\.([^\\s\\[]+)\\[(.*)\\]$");
    private static final Pattern IKE_SPIS =
            Pattern.compile("^ *\\S+\\[(\\d+)\\]: IKEv([12]) SPIs: ([0-9a-f]+)_i(\\*?) ([0-9a-f]+)_r.*?(?: in (.+))?$");
    private static final Pattern IKE_PROPOSAL = Pattern.compile("^ *\\S+\\[(\\d+)\\]: IKE proposal: (\\S+)$");
    private static final Pattern IKE_OTHER = Pattern.compile("^ *\\S+\\[\\d+\\]: .*$");
    private static final Pattern SA_STATE = Pattern.compile(
            "^ *(\\S+)\\{(\\d+)\\}: +([A-Z_]+), ([A-Z_]+)(?:, reqid \\d+)?(?:, (\\S+)( in UDP)? SPIs: ([0-9a-f]+)_i ([0-9a-f]+)_o.*)?.*$");
    private static final Pattern SA_TRAFFIC = Pattern.compile(
            "^ *\\S+\\{(\\d+)\\}: +(\\S+), (\\d+) bytes_i(?: \\((\\d+) pkts?.*?\\))?, (\\d+) bytes_o(?: \\((\\d+) pkts?.*?\\))?.*?(?:, rekeying in (.+?))?$");
    private static final Pattern SA_NETS = Pattern.compile("^ *\\S+\\{(\\d+)\\}: +(.*?) === (.*)$");
    private static final Pattern CIPHER_BITS = Pattern.compile("^([A-Z0-9_]+)_(128|192|256)(?=/|$)");
    private static final Pattern TIME = Pattern.compile("(\\d+) (second|minute|hour|day)s?");

    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final Map<String, Ike> ikes = new LinkedHashMap<>();
    private final Map<String, ChildSa> children = new LinkedHashMap<>();
    private final Map<String, String> parents = new LinkedHashMap<>();
    private String connection = "";
    private String ike = "";
    private boolean sas;

    private Stroke() {}

    /** An IKE SA on its way: the lines about it come one by one. */
    private record Ike(IkeSa sa) {
        Ike with(String version, String spiI, boolean initiator, String spiR, Optional<Long> rekey, String proposal) {
            return new Ike(new IkeSa(
                    sa.connection(),
                    sa.uniqueId(),
                    version,
                    sa.state(),
                    sa.local(),
                    sa.remote(),
                    sa.localId(),
                    sa.remoteId(),
                    initiator,
                    spiI,
                    spiR,
                    sa.establishedSeconds(),
                    rekey,
                    proposal,
                    false,
                    false,
                    List.of()));
        }
    }

    /** Connections and SAs. Whether a NAT is in between is not in this output. */
    public static Parsed<Status> parse(String text) {
        var reader = new Stroke();
        var unparsed = new ArrayList<Unparsed>();
        boolean lists = false;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.startsWith(" ") && line.stripTrailing().endsWith(":") && !line.startsWith("Status of")) {
                lists = line.startsWith("Connections")
                        || line.startsWith("Security Associations")
                        || line.startsWith("Routed")
                        || line.startsWith("Shunted");
                reader.sas = line.startsWith("Security Associations");
            } else if (line.startsWith("Security Associations")) {
                lists = true;
                reader.sas = true;
            } else if (lists && !line.isBlank() && !line.strip().equals("none") && !reader.line(line)) {
                unparsed.add(new Unparsed(number, line));
            }
        }
        return new Parsed<>(reader.status(), unparsed);
    }

    private boolean line(String line) {
        return sas
                ? ike(line) || sa(line)
                : connection(line)
                        || SA_STATE.matcher(line).matches()
                        || SA_NETS.matcher(line).matches();
    }

    private boolean connection(String line) {
        Matcher m = CONNECTION.matcher(line);
        if (m.matches()) {
            connection = m.group(1);
            connections.put(
                    connection,
                    new Connection(
                            connection,
                            m.group(4).equals("IKEv1") ? "1" : m.group(4).startsWith("IKEv2") ? "2" : "",
                            List.of(m.group(2).split(",")),
                            List.of(m.group(3).split(",")),
                            "",
                            "",
                            "",
                            "",
                            List.of(),
                            m.group(5).contains("aggressive"),
                            List.of(),
                            Optional.empty()));
            return true;
        }
        m = AUTH.matcher(line);
        if (m.matches()) {
            String id = m.group(3) == null ? "" : m.group(3);
            String auth = auth(m.group(4));
            boolean local = m.group(2).equals("local");
            connections.computeIfPresent(
                    connection,
                    (k, c) -> new Connection(
                            c.name(),
                            c.version(),
                            c.local(),
                            c.remote(),
                            local ? id : c.localId(),
                            local ? c.remoteId() : id,
                            local ? auth : c.localAuth(),
                            local ? c.remoteAuth() : auth,
                            c.proposals(),
                            c.aggressive(),
                            c.children(),
                            c.where()));
            return true;
        }
        m = CHILD.matcher(line);
        if (m.matches()) {
            var child = new Child(
                    m.group(1),
                    m.group(4).toLowerCase(Locale.ROOT),
                    List.of(m.group(2).split(" ")),
                    List.of(m.group(3).split(" ")),
                    List.of(),
                    "",
                    Optional.empty(),
                    Optional.empty());
            connections.computeIfPresent(connection, (k, c) -> withChild(c, child));
            return true;
        }
        return line.contains(" cert:") || line.contains(" ca:") || line.contains("crl:") || line.contains("groups:");
    }

    static Connection withChild(Connection c, Child child) {
        var children = new ArrayList<>(c.children());
        children.add(child);
        return new Connection(
                c.name(),
                c.version(),
                c.local(),
                c.remote(),
                c.localId(),
                c.remoteId(),
                c.localAuth(),
                c.remoteAuth(),
                c.proposals(),
                c.aggressive(),
                List.copyOf(children),
                c.where());
    }

    private static String auth(String text) {
        return text.startsWith("pre-shared key") ? "psk" : text.startsWith("public key") ? "pubkey" : text;
    }

    private boolean ike(String line) {
        Matcher m = IKE_STATE.matcher(line);
        if (m.matches()) {
            ike = m.group(2);
            ikes.put(
                    ike,
                    new Ike(new IkeSa(
                            m.group(1),
                            ike,
                            "",
                            m.group(3),
                            m.group(5),
                            m.group(7),
                            m.group(6),
                            m.group(8),
                            false,
                            "",
                            "",
                            seconds(m.group(4)),
                            Optional.empty(),
                            "",
                            false,
                            false,
                            List.of())));
            return true;
        }
        Matcher spis = IKE_SPIS.matcher(line);
        if (spis.matches()) {
            ikes.computeIfPresent(
                    spis.group(1),
                    (k, i) -> i.with(
                            spis.group(2),
                            spis.group(3),
                            !spis.group(4).isEmpty(),
                            spis.group(5),
                            seconds(spis.group(6)),
                            i.sa().proposal()));
            return true;
        }
        Matcher proposal = IKE_PROPOSAL.matcher(line);
        if (proposal.matches()) {
            ikes.computeIfPresent(
                    proposal.group(1),
                    (k, i) -> i.with(
                            i.sa().version(),
                            i.sa().initiatorSpi(),
                            i.sa().initiator(),
                            i.sa().responderSpi(),
                            i.sa().rekeySeconds(),
                            CIPHER_BITS.matcher(proposal.group(2)).replaceFirst("$1-$2")));
            return true;
        }
        return IKE_OTHER.matcher(line).matches();
    }

    private boolean sa(String line) {
        Matcher m = SA_STATE.matcher(line);
        if (m.matches()) {
            parents.put(m.group(2), ike);
            children.put(
                    m.group(2),
                    new ChildSa(
                            m.group(1),
                            m.group(2),
                            m.group(3),
                            m.group(4).toLowerCase(Locale.ROOT),
                            m.group(7) == null ? "" : m.group(7),
                            m.group(8) == null ? "" : m.group(8),
                            m.group(6) != null,
                            "",
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
            return true;
        }
        Matcher traffic = SA_TRAFFIC.matcher(line);
        if (traffic.matches()) {
            children.computeIfPresent(
                    traffic.group(1),
                    (k, c) -> new ChildSa(
                            c.name(),
                            c.uniqueId(),
                            c.state(),
                            c.mode(),
                            c.spiIn(),
                            c.spiOut(),
                            c.udpEncap(),
                            CIPHER_BITS.matcher(traffic.group(2)).replaceFirst("$1-$2"),
                            c.localTs(),
                            c.remoteTs(),
                            number(traffic.group(3)),
                            number(traffic.group(4)).or(() -> zero(traffic.group(3))),
                            number(traffic.group(5)),
                            number(traffic.group(6)).or(() -> zero(traffic.group(5))),
                            Optional.empty(),
                            seconds(traffic.group(7))));
            return true;
        }
        Matcher nets = SA_NETS.matcher(line);
        if (nets.matches()) {
            children.computeIfPresent(
                    nets.group(1),
                    (k, c) -> new ChildSa(
                            c.name(),
                            c.uniqueId(),
                            c.state(),
                            c.mode(),
                            c.spiIn(),
                            c.spiOut(),
                            c.udpEncap(),
                            c.proposal(),
                            List.of(nets.group(2).split(" ")),
                            List.of(nets.group(3).split(" ")),
                            c.bytesIn(),
                            c.packetsIn(),
                            c.bytesOut(),
                            c.packetsOut(),
                            c.installedSeconds(),
                            c.rekeySeconds()));
            return true;
        }
        return false;
    }

    private Status status() {
        var all = new ArrayList<IkeSa>();
        for (var e : ikes.entrySet()) {
            IkeSa i = e.getValue().sa();
            all.add(new IkeSa(
                    i.connection(),
                    i.uniqueId(),
                    i.version(),
                    i.state(),
                    i.local(),
                    i.remote(),
                    i.localId(),
                    i.remoteId(),
                    i.initiator(),
                    i.initiatorSpi(),
                    i.responderSpi(),
                    i.establishedSeconds(),
                    i.rekeySeconds(),
                    i.proposal(),
                    false,
                    false,
                    children.values().stream()
                            .filter(c -> e.getKey().equals(parents.get(c.uniqueId())))
                            .toList()));
        }
        return new Status(List.copyOf(connections.values()), all);
    }

    private static Optional<Long> zero(String bytes) {
        return bytes.equals("0") ? Optional.of(0L) : Optional.empty();
    }

    private static Optional<Long> number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? Optional.empty() : espy.base.Numbers.parse(digits);
    }

    /** {@code 2 hours}, {@code 15 seconds}: rounded by the daemon. */
    private static Optional<Long> seconds(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher m = TIME.matcher(text);
        if (!m.find() || m.group(1).length() > 9) {
            return Optional.empty();
        }
        long unit =
                switch (m.group(2)) {
                    case "second" -> 1;
                    case "minute" -> 60;
                    case "hour" -> 3600;
                    default -> 86400;
                };
        return Optional.of(Long.parseLong(m.group(1)) * unit);
    }
}
