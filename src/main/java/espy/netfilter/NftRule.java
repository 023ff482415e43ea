package espy.netfilter;

import espy.base.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads one rule of nftables. A verdict map makes several rules of it, one per element. */
final class NftRule {
    private static final Pattern HANDLE = Pattern.compile(" # handle \\d+$");

    /** Words at which reading can safely go on after something that is not understood. */
    private static final Set<String> STATEMENTS = Set.of(
            "accept",
            "drop",
            "reject",
            "return",
            "continue",
            "jump",
            "goto",
            "counter",
            "log",
            "masquerade",
            "snat",
            "dnat",
            "redirect",
            "queue",
            "comment");

    private static final Set<String> GOES_ON = Set.of("notrack", "flow", "dup", "nftrace");
    private static final Set<String> OPERATORS = Set.of(
            "<", ">", "<=", ">=", "&", "|", "^", "<<", ">>", ".", "map", "and", "or", "xor", "lt", "gt", "le", "ge");
    /** What may follow the value of an element. */
    private static final Set<String> OF_ELEMENTS = Set.of("timeout", "expires", "counter", "comment", "limit");

    private final String line;
    private final String text;
    private final List<String> words;
    private final Map<String, List<String>> sets;
    private final List<Match> matches = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private Optional<Long> packets = Optional.empty();
    private Action action = Action.of(Action.Kind.CONTINUE);
    private int at;

    private NftRule(String line, Map<String, List<String>> sets) {
        this.line = line;
        this.text = line.strip();
        this.words = Tokens.of(HANDLE.matcher(text).replaceFirst(""), "{},");
        this.sets = sets;
    }

    /** The rule or rules of a line. */
    static List<Rule> read(String line, Map<String, List<String>> sets) {
        var reader = new NftRule(line, sets);
        if (reader.text.contains("option maxseg size set ")) {
            reader.action = Action.of(Action.Kind.CLAMP_MSS);
        }
        while (reader.at < reader.words.size()) {
            reader.statement(reader.next());
        }
        if (reader.rules.isEmpty()) {
            reader.rules.add(reader.rule(reader.matches, reader.action));
        }
        return reader.rules;
    }

    /** The elements of a set from the words after its opening brace, up to the closing one. */
    static List<String> elements(List<String> words) {
        var elements = new ArrayList<String>();
        var element = new ArrayList<String>();
        boolean open = true;
        for (String word : words) {
            if (word.equals(",") || word.equals("}")) {
                if (!element.isEmpty()) {
                    elements.add(String.join(" ", element));
                }
                element.clear();
                open = true;
                if (word.equals("}")) {
                    break;
                }
            } else if (OF_ELEMENTS.contains(word)) {
                open = false;
            } else if (open || word.equals(":")) {
                open = true;
                element.add(word);
            }
        }
        return elements;
    }

    private Rule rule(List<Match> conditions, Action what) {
        return new Rule(line, text, packets, conditions, what);
    }

    private void statement(String word) {
        switch (word) {
            case "counter" -> counter();
            case "comment" -> next();
            case "log" -> log();
            case "accept",
                    "drop",
                    "reject",
                    "return",
                    "continue",
                    "jump",
                    "goto",
                    "masquerade",
                    "snat",
                    "dnat",
                    "redirect",
                    "queue" -> verdict(word);
            default -> {
                if (GOES_ON.contains(word)) {
                    skip();
                } else {
                    condition(word);
                }
            }
        }
    }

    private void condition(String word) {
        switch (word) {
            case "meta" -> {
                if (!meta(next())) {
                    unknown();
                }
            }
            case "ip", "ip6" -> ip(word.equals("ip6"));
            case "tcp", "udp", "sctp", "dccp", "udplite", "th" -> transport(word);
            case "icmp", "icmpv6", "esp", "ah", "comp" -> {
                matches.add(Values.protocols(List.of(word)));
                unknown();
            }
            case "ct" -> ct();
            case "fib" -> fib();
            case "rt" -> ipsec(false, accept("ipsec"));
            case "ipsec" -> {
                matches.add(new Match.Ipsec(next().equals("in")));
                unknown(); // the request id, the SPI or the outer addresses
            }
            default -> {
                if (!meta(word)) {
                    unknown();
                }
            }
        }
    }

    /** A condition on what the kernel knows beside the packet itself; {@code meta} stands before it or not. */
    private boolean meta(String key) {
        switch (key) {
            case "iifname", "iif" -> match(v -> new Match.Interface(true, v));
            case "oifname", "oif" -> match(v -> new Match.Interface(false, v));
            case "l4proto" -> match(Values::protocols);
            case "nfproto", "protocol" -> match(NftRule::family);
            case "pkttype" -> match(v -> new Match.Cast(Values.small(v)));
            case "secpath", "ipsec" -> ipsec(true, true);
            case "mark", "priority", "nftrace" -> {
                if (accept("set")) {
                    skip();
                } else {
                    unknown();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Match family(List<String> values) {
        boolean v6 = values.contains("ipv6") || values.contains("ip6");
        boolean v4 = values.contains("ipv4") || values.contains("ip");
        return v4 == v6 ? new Match.Unknown(String.join(",", values)) : new Match.Family(v6);
    }

    private void ip(boolean v6) {
        String field = next();
        matches.add(new Match.Family(v6));
        switch (field) {
            case "saddr" -> match(v -> Values.nets(true, v));
            case "daddr" -> match(v -> Values.nets(false, v));
            case "protocol", "nexthdr" -> match(Values::protocols);
            default -> unknown();
        }
    }

    private void transport(String protocol) {
        if (protocol.equals("tcp") && peek().equals("option") && text.contains("option maxseg size set ")) {
            skip();
            return;
        }
        if (!protocol.equals("th")) {
            matches.add(Values.protocols(List.of(protocol)));
        }
        switch (next()) {
            case "sport" -> match(v -> Values.ports(true, v));
            case "dport" -> match(v -> Values.ports(false, v));
            default -> unknown();
        }
    }

    private void ct() {
        switch (next()) {
            case "state" -> match(v -> new Match.CtState(Values.small(v)));
            case "status" -> match(NftRule::status);
            case "mark", "helper", "zone", "label" -> {
                if (accept("set")) {
                    skip();
                } else {
                    unknown();
                }
            }
            default -> unknown();
        }
    }

    /** Packets that are walked are not translated. */
    private static Match status(List<String> values) {
        return Set.of("dnat", "snat").containsAll(values)
                ? new Match.CtState(values)
                : new Match.Unknown(String.join(",", values));
    }

    private void fib() {
        boolean source = peek().equals("saddr");
        if ((accept("saddr") || accept("daddr")) && accept("type")) {
            match(v -> new Match.Kind(source, Values.small(v)));
        } else {
            unknown();
        }
    }

    private void ipsec(boolean in, boolean known) {
        if (!known) {
            unknown();
        } else if (accept("missing")) {
            matches.add(new Match.Not(new Match.Ipsec(in)));
        } else if (accept("exists")) {
            matches.add(new Match.Ipsec(in));
        } else {
            unknown();
        }
    }

    /** Reads operator and value, and adds the condition. */
    private void match(Function<List<String>, Match> reader) {
        if (OPERATORS.contains(peek())) {
            unknown();
            return;
        }
        if (accept("vmap")) {
            verdicts(reader);
            return;
        }
        boolean not = accept("!=");
        if (!not) {
            accept("==");
        }
        Match match = values().map(reader).orElseGet(() -> new Match.Unknown("set"));
        matches.add(not ? new Match.Not(match) : match);
    }

    /** Braces, a named set, or words with commas between them; empty for a set that is not there. */
    private Optional<List<String>> values() {
        if (peek().startsWith("@")) {
            return Optional.ofNullable(sets.get(next().substring(1)));
        }
        if (accept("{")) {
            int start = at;
            while (at < words.size() && !next().equals("}")) {
                // to the end of the set
            }
            return Optional.of(elements(words.subList(start, at)));
        }
        var list = new ArrayList<String>();
        list.add(next());
        while (accept(",")) {
            list.add(next());
        }
        return Optional.of(list);
    }

    private void verdicts(Function<List<String>, Match> reader) {
        var elements = values();
        if (elements.isEmpty()) {
            matches.add(new Match.Unknown("vmap"));
            action = Action.of(Action.Kind.UNKNOWN);
            return;
        }
        for (String element : elements.get()) {
            int cut = element.indexOf(" : ");
            var conditions = new ArrayList<>(matches);
            conditions.add(
                    cut < 0 || element.startsWith("* ")
                            ? new Match.Unknown(element)
                            : reader.apply(List.of(element.substring(0, cut))));
            var verdict = Tokens.of(cut < 0 ? "" : element.substring(cut + 3), "");
            rules.add(rule(conditions, action(verdict)));
        }
    }

    private void verdict(String word) {
        if (word.equals("jump") || word.equals("goto")) {
            action = action(List.of(word, next()));
        } else {
            action = action(List.of(word));
        }
        if (action.kind() == Action.Kind.REJECT || action.kind() == Action.Kind.NAT || word.equals("queue")) {
            at = words.size(); // what follows says how
        }
    }

    private static Action action(List<String> verdict) {
        String chain = verdict.size() > 1 ? verdict.get(1) : "";
        return switch (verdict.isEmpty() ? "" : verdict.getFirst()) {
            case "accept" -> Action.of(Action.Kind.ACCEPT);
            case "drop" -> Action.of(Action.Kind.DROP);
            case "reject" -> Action.of(Action.Kind.REJECT);
            case "return" -> Action.of(Action.Kind.RETURN);
            case "continue" -> Action.of(Action.Kind.CONTINUE);
            case "jump" -> new Action(Action.Kind.JUMP, chain);
            case "goto" -> new Action(Action.Kind.GOTO, chain);
            case "masquerade", "snat", "dnat", "redirect" -> Action.of(Action.Kind.NAT);
            default -> Action.of(Action.Kind.UNKNOWN);
        };
    }

    private void counter() {
        if (accept("packets")) {
            packets = Numbers.parse(next());
            accept("bytes");
            next();
        } else if (accept("name")) {
            next();
        }
    }

    private void log() {
        while (Set.of("prefix", "level", "group", "snaplen", "queue-threshold", "flags")
                .contains(peek())) {
            next();
            next();
        }
    }

    private void unknown() {
        matches.add(new Match.Unknown(text));
        skip();
    }

    /** To the next word that surely is no part of what is skipped. */
    private void skip() {
        while (at < words.size() && !STATEMENTS.contains(peek())) {
            at++;
        }
    }

    private boolean accept(String word) {
        boolean is = peek().equals(word);
        at += is ? 1 : 0;
        return is;
    }

    private String peek() {
        return at < words.size() ? words.get(at) : "";
    }

    private String next() {
        return at < words.size() ? words.get(at++) : "";
    }
}
