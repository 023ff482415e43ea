package espy.daemon;

import espy.base.Numbers;
import espy.base.Parsed;
import espy.base.Unparsed;
import espy.daemon.Connection.Child;
import espy.daemon.IkeSa.ChildSa;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code ipsec whack --status} and {@code --trafficstatus} of Libreswan 3 to 5 print (programs/pluto/connections.c, show.c, state.c).
 * Lines begin with {@code 000} or {@code 006} up to version 4.
 */
public final class Whack {
    private static final Pattern CODE = Pattern.compile("^\\d{3} ");
    private static final Pattern CONNECTION = Pattern.compile("^\"([^\"]+)\"(?:\\[\\d+\\](?: \\S+)?)?: +(.*)$");
    private static final Pattern STATE =
            Pattern.compile("^#(\\d+): \"([^\"]+)\"(?:\\[\\d+\\](?: [^ :]+)?)?:(\\d+) (.*?)(?:;.*)?$");
    private static final Pattern SPIS =
            Pattern.compile("^#(\\d+): \"[^\"]+\"(?:\\[\\d+\\](?: \\S+)?)? (?=esp|ah|tun|ref)(.*)$");
    private static final Pattern SPI = Pattern.compile("\\b(?:esp|ah)[.:]([0-9a-f]{1,8})@(\\S+)");
    private static final Pattern PARENT = Pattern.compile("(?:IKE SA |isakmp)#(\\d+)");
    private static final Pattern TRAFFIC =
            Pattern.compile("^#(\\d+): \"[^\"]+\".*?, (?:type=\\w+, )?.*?inBytes=(\\d+)B?, outBytes=(\\d+)B?.*$");
    private static final Pattern VERSION = Pattern.compile("IKEv([12])|IKEV([12])_ALLOW");
    private static final Pattern REKEY = Pattern.compile("REKEY in (\\d+)s|EVENT_SA_REPLACE in (\\d+)s");

    private final Map<String, Conn> connections = new LinkedHashMap<>();
    private final Map<String, Sa> states = new LinkedHashMap<>();

    private Whack() {}

    private record Sa(
            String number,
            String connection,
            String port,
            String state,
            String spiIn,
            String spiOut,
            Optional<Long> bytesIn,
            Optional<Long> bytesOut,
            Optional<Long> rekey,
            String parent) {
        boolean child() {
            return state.contains("CHILD")
                    || state.contains("QUICK")
                    || state.contains("Child SA")
                    || state.contains("IPsec SA");
        }
    }

    private static final class Conn {
        End ours = End.NONE;
        End theirs = End.NONE;
        String flags = "";
        final Map<String, String> facts = new LinkedHashMap<>();
    }

    private record End(String host, String id, List<String> nets) {
        static final End NONE = new End("", "", List.of());
    }

    /** Connections and SAs. Bytes come from the traffic status where it was given. Packets are not counted by pluto. */
    public static Parsed<Status> parse(String status, String traffic) {
        var reader = new Whack();
        var unparsed = new ArrayList<Unparsed>();
        int number = 0;
        for (String line : status.split("\n", -1)) {
            number++;
            String text = CODE.matcher(line).replaceFirst("").strip();
            if ((text.startsWith("\"") || text.startsWith("#")) && !reader.line(text)) {
                unparsed.add(new Unparsed(number, line));
            }
        }
        traffic.lines().map(l -> CODE.matcher(l).replaceFirst("").strip()).forEach(reader::traffic);
        return new Parsed<>(reader.status(), unparsed);
    }

    private boolean line(String text) {
        Matcher m = CONNECTION.matcher(text);
        if (m.matches()) {
            var conn = connections.computeIfAbsent(m.group(1), k -> new Conn());
            String rest = m.group(2);
            if (rest.contains("...") && conn.ours.equals(End.NONE)) {
                ends(conn, rest);
            } else {
                facts(conn, rest);
            }
            return true;
        }
        m = STATE.matcher(text);
        if (m.matches()) {
            var parent = PARENT.matcher(text);
            var rekey = REKEY.matcher(text);
            states.put(
                    m.group(1),
                    new Sa(
                            m.group(1),
                            m.group(2),
                            m.group(3),
                            m.group(4),
                            "",
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            rekey.find()
                                    ? Numbers.parse(rekey.group(1) == null ? rekey.group(2) : rekey.group(1))
                                    : Optional.empty(),
                            parent.find() ? parent.group(1) : ""));
            return true;
        }
        m = SPIS.matcher(text);
        if (m.matches()) {
            var spi = SPI.matcher(m.group(2));
            String out = spi.find() ? pad(spi.group(1)) : "";
            String in = spi.find() ? pad(spi.group(1)) : "";
            var bytes = Pattern.compile("(?:ESP|AH)in=(\\d+)([KMG]?)B (?:ESP|AH)out=(\\d+)([KMG]?)B")
                    .matcher(m.group(2));
            boolean counted = bytes.find();
            var inBytes = counted ? bytes(bytes.group(1), bytes.group(2)) : Optional.<Long>empty();
            var outBytes = counted ? bytes(bytes.group(3), bytes.group(4)) : Optional.<Long>empty();
            states.computeIfPresent(
                    m.group(1),
                    (k, s) -> new Sa(
                            s.number(),
                            s.connection(),
                            s.port(),
                            s.state(),
                            in,
                            out,
                            inBytes,
                            outBytes,
                            s.rekey(),
                            s.parent()));
            return true;
        }
        return false;
    }

    private void traffic(String text) {
        Matcher m = TRAFFIC.matcher(text);
        if (m.matches()) {
            states.computeIfPresent(
                    m.group(1),
                    (k, s) -> new Sa(
                            s.number(),
                            s.connection(),
                            s.port(),
                            s.state(),
                            s.spiIn(),
                            s.spiOut(),
                            Numbers.parse(m.group(2)),
                            Numbers.parse(m.group(3)),
                            s.rekey(),
                            s.parent()));
        }
    }

    /** {@code NET===HOST<name>[id]---HOP...HOP---HOST[id]===NET; erouted; …}, ours first. */
    private static void ends(Conn conn, String text) {
        int dots = text.indexOf("...");
        int end = text.indexOf("; ", dots);
        conn.flags = end < 0 ? "" : text.substring(end + 2);
        String right = text.substring(dots + 3, end < 0 ? text.length() : end);
        conn.ours = end(List.of(text.substring(0, dots).split("===", -1)), true);
        conn.theirs = end(List.of(right.split("===", -1)), false);
    }

    private static End end(List<String> parts, boolean left) {
        String host = left ? parts.getLast() : parts.getFirst();
        String net = parts.size() < 2 ? "" : left ? parts.getFirst() : parts.getLast();
        int hop = host.indexOf("---");
        if (hop >= 0) {
            host = left ? host.substring(0, hop) : host.substring(hop + 3);
        }
        int bracket = host.indexOf('[');
        String id =
                bracket < 0 ? "" : host.substring(bracket + 1, host.endsWith("]") ? host.length() - 1 : host.length());
        int options = id.indexOf(",MC+");
        id = options < 0 ? id : id.substring(0, options);
        String address = bracket < 0 ? host : host.substring(0, bracket);
        int name = address.indexOf('<');
        String named = name >= 0 && address.endsWith(">") ? address.substring(name + 1, address.length() - 1) : "";
        address = name >= 0 ? address.substring(0, name) : address;
        String shown = address.startsWith("%") && !named.isEmpty() ? named : address;
        return new End(shown, id, net.isEmpty() ? List.of() : List.of(net));
    }

    private static void facts(Conn conn, String rest) {
        for (String part : rest.split("[;,] ?", -1)) {
            int sign = part.indexOf(':') >= 0 ? part.indexOf(':') : part.indexOf('=');
            if (sign > 0) {
                conn.facts.putIfAbsent(
                        part.substring(0, sign).strip(),
                        part.substring(sign + 1).strip());
            }
        }
    }

    private Status status() {
        var known = connections.entrySet().stream()
                .filter(e -> !e.getValue().ours.equals(End.NONE))
                .map(e -> connection(e.getKey(), e.getValue()))
                .toList();
        var parents = new LinkedHashMap<String, Sa>();
        states.values().stream().filter(s -> !s.child()).forEach(s -> parents.put(s.number(), s));
        var orphans = states.values().stream()
                .filter(s -> s.child() && parent(s, parents).isEmpty())
                .map(s -> ike(
                        new Sa(
                                s.number(),
                                s.connection(),
                                s.port(),
                                "GONE",
                                "",
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                ""),
                        List.of(s)));
        var sas = Stream.concat(
                        parents.values().stream()
                                .map(p -> ike(
                                        p,
                                        states.values().stream()
                                                .filter(s -> s.child()
                                                        && parent(s, parents).equals(Optional.of(p)))
                                                .toList())),
                        orphans)
                .toList();
        return new Status(known, sas);
    }

    /** The IKE SA that a child names, else the last one of the same connection. */
    private static Optional<Sa> parent(Sa child, Map<String, Sa> parents) {
        return Optional.ofNullable(parents.get(child.parent())).or(() -> parents.values().stream()
                .filter(p -> p.connection().equals(child.connection()))
                .reduce((a, b) -> b));
    }

    private static Connection connection(String name, Conn c) {
        String policy = c.facts.getOrDefault("policy", "");
        var version = VERSION.matcher(policy);
        String number = "";
        if (version.find()) {
            number = version.group(1) == null ? version.group(2) : version.group(1);
            number = version.find() ? "" : number;
        }
        boolean tunnel = policy.contains("TUNNEL");
        String start = policy.contains("+UP")
                ? "start"
                : policy.contains("+ROUTE") ? "trap" : c.flags.startsWith("unrouted") ? "none" : "";
        var child = new Child(
                name,
                policy.contains("PASS") && policy.contains("NEVER_NEGOTIATE")
                        ? "pass"
                        : tunnel ? "tunnel" : "transport",
                nets(c.ours),
                nets(c.theirs),
                fact(c, "ESP algorithms")
                        .or(() -> fact(c, "AH algorithms"))
                        .map(List::of)
                        .orElse(List.of()),
                start,
                fact(c, "ipsec-interface").filter(i -> !i.equals("no")),
                fact(c, "mark"));
        return new Connection(
                name,
                number,
                List.of(c.ours.host()),
                List.of(c.theirs.host()),
                fact(c, "our id").orElse(c.ours.id()),
                fact(c, "their id").orElse(c.theirs.id()),
                auth(fact(c, "our auth").orElse("")),
                auth(fact(c, "their auth").orElse("")),
                fact(c, "IKE algorithms").map(List::of).orElse(List.of()),
                policy.contains("AGGRESSIVE"),
                List.of(child),
                Optional.empty());
    }

    /** Without a subnet the end itself is what the tunnel carries. */
    private static List<String> nets(End end) {
        return end.nets().isEmpty() ? List.of(end.host()) : end.nets();
    }

    private static Optional<String> fact(Conn c, String key) {
        return Optional.ofNullable(c.facts.get(key))
                .filter(v -> !v.isEmpty() && !v.equals("unset") && !v.equals("<unset>"));
    }

    private static String auth(String word) {
        return switch (word) {
            case "secret" -> "psk";
            case "rsasig", "RSASIG", "ECDSA", "ecdsa" -> "pubkey";
            case "PSK" -> "psk";
            default -> word;
        };
    }

    private IkeSa ike(Sa s, List<Sa> children) {
        var conn = connections.getOrDefault(s.connection(), new Conn());
        boolean up = s.state().contains("ESTABLISHED_IKE_SA")
                || s.state().contains("established IKE SA")
                || s.state().contains("IKE SA established")
                || s.state().contains("ISAKMP SA established");
        String state = up ? "ESTABLISHED" : s.state().equals("GONE") ? "GONE" : "CONNECTING";
        boolean v1 = s.state().contains("MAIN")
                || s.state().contains("AGGR")
                || s.state().contains("ISAKMP");
        String algorithm = fact(conn, "IKEv2 algorithm newest")
                .or(() -> fact(conn, "IKEv1 algorithm newest"))
                .or(() -> fact(conn, "IKE algorithm newest"))
                .orElse("");
        return new IkeSa(
                s.connection(),
                s.number(),
                v1 ? "1" : "2",
                state,
                conn.ours.host(),
                conn.theirs.host(),
                fact(conn, "our id").orElse(conn.ours.id()),
                fact(conn, "their id").orElse(conn.theirs.id()),
                s.state().matches(".*(_I\\d|_I\\b|PARENT_I).*"),
                "",
                "",
                Optional.empty(),
                s.rekey(),
                up ? algorithm : "",
                false,
                false,
                children.stream().map(this::child).toList());
    }

    private ChildSa child(Sa s) {
        var conn = connections.getOrDefault(s.connection(), new Conn());
        boolean up = s.state().contains("ESTABLISHED_CHILD_SA")
                || s.state().contains("established Child SA")
                || s.state().contains("IPsec SA established");
        String algorithm = fact(conn, "ESP algorithm newest")
                .or(() -> fact(conn, "AH algorithm newest"))
                .orElse("");
        return new ChildSa(
                s.connection(),
                s.number(),
                up ? "INSTALLED" : "CREATED",
                conn.facts.getOrDefault("policy", "").contains("TUNNEL") ? "tunnel" : "transport",
                s.spiIn(),
                s.spiOut(),
                false,
                up ? algorithm : "",
                nets(conn.ours),
                nets(conn.theirs),
                s.bytesIn(),
                Optional.empty(),
                s.bytesOut(),
                Optional.empty(),
                Optional.empty(),
                s.rekey());
    }

    private static String pad(String spi) {
        return "0".repeat(8 - spi.length()) + spi;
    }

    private static Optional<Long> bytes(String digits, String unit) {
        int shift =
                switch (unit) {
                    case "K" -> 10;
                    case "M" -> 20;
                    case "G" -> 30;
                    default -> 0;
                };
        return Numbers.parse(digits)
                .filter(n -> n < 1L << 32)
                .map(n -> n << shift)
                .or(() -> Numbers.parse(digits));
    }
}
