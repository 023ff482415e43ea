package espy.netfilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the options of one rule as {@code iptables-save} prints them. */
final class IptablesRule {
    /** Extensions that match nothing by their mere presence; their options are read one by one. */
    private static final Set<String> SILENT = Set.of(
            "tcp",
            "udp",
            "udplite",
            "sctp",
            "dccp",
            "comment",
            "conntrack",
            "state",
            "multiport",
            "policy",
            "addrtype",
            "iprange",
            "pkttype",
            "icmp",
            "icmp6",
            "esp",
            "ah",
            "mark",
            "set",
            "limit");

    private static final Set<String> GOES_ON = Set.of(
            "LOG",
            "NFLOG",
            "ULOG",
            "MARK",
            "CONNMARK",
            "CT",
            "NOTRACK",
            "CLASSIFY",
            "DSCP",
            "TOS",
            "TTL",
            "HL",
            "CHECKSUM",
            "TRACE",
            "SET",
            "SECMARK",
            "CONNSECMARK",
            "AUDIT",
            "LED",
            "RATEEST",
            "TEE",
            "HMARK",
            "IDLETIMER",
            "ECN",
            "TCPOPTSTRIP");

    private static final Set<String> MAY_END =
            Set.of("NFQUEUE", "QUEUE", "TPROXY", "SYNPROXY", "TARPIT", "CLUSTERIP", "DELUDE");

    private final List<String> words;
    private final List<Match> matches = new ArrayList<>();
    private int at;
    private boolean policy;
    private boolean policyIn;
    private Optional<Boolean> policyIpsec = Optional.empty();

    private IptablesRule(List<String> words) {
        this.words = words;
    }

    /** What a rule says, without its text. */
    record Said(List<Match> matches, Action action) {}

    /** All words from {@code -A} on. */
    static Said read(List<String> words) {
        var reader = new IptablesRule(words);
        reader.at = 2;
        var action = reader.all();
        reader.policyIpsec.ifPresent(yes -> reader.add(!yes, new Match.Ipsec(reader.policyIn)));
        return new Said(List.copyOf(reader.matches), action);
    }

    private Action all() {
        while (at < words.size()) {
            boolean not = words.get(at).equals("!");
            at += not ? 1 : 0;
            String option = next();
            switch (option) {
                case "-j" -> {
                    return target(next());
                }
                case "-g" -> {
                    return new Action(Action.Kind.GOTO, next());
                }
                default -> option(option, not);
            }
        }
        return Action.of(Action.Kind.CONTINUE);
    }

    private void option(String option, boolean not) {
        switch (option) {
            case "-s" -> add(not, Values.nets(true, list()));
            case "-d" -> add(not, Values.nets(false, list()));
            case "--src-range" -> add(not, Values.nets(true, list()));
            case "--dst-range" -> add(not, Values.nets(false, list()));
            case "-i" -> add(not, new Match.Interface(true, List.of(wild(next()))));
            case "-o" -> add(not, new Match.Interface(false, List.of(wild(next()))));
            case "-p" -> protocol(not);
            case "--sport", "--sports" -> add(not, Values.ports(true, list()));
            case "--dport", "--dports" -> add(not, Values.ports(false, list()));
            case "--ctstate", "--state" -> add(not, new Match.CtState(Values.small(list())));
            case "--src-type" -> add(not, new Match.Kind(true, Values.small(list())));
            case "--dst-type" -> add(not, new Match.Kind(false, Values.small(list())));
            case "--pkt-type" -> add(not, new Match.Cast(Values.small(list())));
            case "--comment" -> next();
            case "-m" -> extension(next());
            default -> special(option, not);
        }
    }

    private void special(String option, boolean not) {
        if (policy && !not) {
            switch (option) {
                case "--dir" -> policyIn = next().equals("in");
                case "--pol" -> policyIpsec = Optional.of(next().equals("ipsec"));
                case "--proto" -> ipsecProtocol(next());
                case "--strict", "--next" -> {}
                default -> unknown(option);
            }
            return;
        }
        unknown(option);
    }

    private void ipsecProtocol(String protocol) {
        if (!Protocols.name(protocol).equals("esp")) {
            matches.add(new Match.Unknown("--proto " + protocol));
        }
    }

    private void extension(String name) {
        policy = name.equals("policy");
        if (!SILENT.contains(name)) {
            matches.add(new Match.Unknown("-m " + name));
        }
    }

    private void protocol(boolean not) {
        String protocol = Protocols.name(next());
        if (!protocol.equals("all") && !protocol.equals("0")) {
            add(not, new Match.Protocol(List.of(protocol)));
        }
    }

    private void add(boolean not, Match match) {
        matches.add(not ? new Match.Not(match) : match);
    }

    /** An option of which nothing is known, and its values. */
    private void unknown(String option) {
        var text = new StringBuilder(option);
        while (at < words.size()
                && !words.get(at).startsWith("-")
                && !words.get(at).equals("!")) {
            text.append(' ').append(next());
        }
        matches.add(new Match.Unknown(text.toString()));
    }

    private static Action target(String name) {
        return switch (name) {
            case "ACCEPT" -> Action.of(Action.Kind.ACCEPT);
            case "DROP" -> Action.of(Action.Kind.DROP);
            case "REJECT" -> Action.of(Action.Kind.REJECT);
            case "RETURN" -> Action.of(Action.Kind.RETURN);
            case "MASQUERADE", "SNAT", "NETMAP", "DNAT", "REDIRECT" -> Action.of(Action.Kind.NAT);
            case "TCPMSS" -> Action.of(Action.Kind.CLAMP_MSS);
            default -> other(name);
        };
    }

    private static Action other(String name) {
        if (GOES_ON.contains(name)) {
            return Action.of(Action.Kind.CONTINUE);
        }
        return MAY_END.contains(name) ? Action.of(Action.Kind.UNKNOWN) : new Action(Action.Kind.JUMP, name);
    }

    private static String wild(String name) {
        return name.endsWith("+") ? name.substring(0, name.length() - 1) + "*" : name;
    }

    private List<String> list() {
        return List.of(next().split(",", -1));
    }

    private String next() {
        return at < words.size() ? words.get(at++) : "";
    }
}
