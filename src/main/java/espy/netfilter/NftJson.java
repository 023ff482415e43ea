package espy.netfilter;

import espy.base.JsonText;
import espy.base.Unparsed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What {@code nft -j list ruleset} prints, told in the words of {@code nft list ruleset}, so that one reader does for both (libnftables-json(5)).
 * Whatever has no words here stands in the rule by its name, which the reader takes for a condition that it does not know.
 */
final class NftJson {
    private static final Pattern PLAIN = Pattern.compile("[\\w@.:*/+-]+");
    private static final Set<String> VERDICTS = Set.of("accept", "drop", "continue", "return", "reject", "masquerade");
    /** Targets of iptables' extensions that nft itself has. */
    private static final Set<String> TARGETS = Set.of("MASQUERADE", "SNAT", "DNAT", "REDIRECT", "REJECT");

    private final Map<String, Told> tables = new LinkedHashMap<>();

    private NftJson() {}

    /** The lines of one table: first its flags and sets, then its chains by name. */
    private record Told(List<String> sets, Map<String, List<String>> chains) {
        Told() {
            this(new ArrayList<>(), new LinkedHashMap<>());
        }
    }

    /** The same as text; a text that is no JSON as it is. */
    static String text(String text) {
        if (!JsonText.is(text)) {
            return text;
        }
        var read = JsonText.read(text);
        var told = new NftJson();
        read.value().stream()
                .flatMap(d -> d.path("nftables").valueStream())
                .forEach(o -> JsonText.fields(o, told::object));
        return Stream.concat(
                        told.lines().stream().map(l -> l.replace('\n', ' ')),
                        read.unparsed().stream().map(Unparsed::text))
                .collect(Collectors.joining("\n"));
    }

    private void object(String kind, JsonNode o) {
        String table = field(o, "family") + " " + field(o, kind.equals("table") ? "name" : "table");
        switch (kind) {
            case "table" -> {
                String flags = items(o, "flags");
                table(table).sets.addAll(flags.isEmpty() ? List.of() : List.of("flags " + flags));
            }
            case "set", "map" ->
                table(table)
                        .sets
                        .addAll(List.of(
                                kind + " " + field(o, "name") + " {", "elements = { " + items(o, "elem") + " }", "}"));
            case "chain" ->
                chain(table, field(o, "name")).addAll(base(o).stream().toList());
            case "rule" -> chain(table, field(o, "chain")).add(rule(o));
            default -> {
                // counters, helpers and the like decide nothing
            }
        }
    }

    private Told table(String table) {
        return tables.computeIfAbsent(table, t -> new Told());
    }

    private List<String> chain(String table, String chain) {
        return table(table).chains.computeIfAbsent(chain, c -> new ArrayList<>());
    }

    private static Optional<String> base(JsonNode chain) {
        return JsonText.field(chain, "hook").map(hook -> "type %s hook %s priority %s; policy %s;"
                .formatted(
                        field(chain, "type"),
                        hook,
                        field(chain, "prio"),
                        JsonText.field(chain, "policy").orElse("accept")));
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        tables.forEach((table, told) -> {
            lines.add("table " + table + " {");
            lines.addAll(told.sets);
            told.chains.forEach((chain, rules) -> {
                lines.add("chain " + chain + " {");
                lines.addAll(rules);
                lines.add("}");
            });
            lines.add("}");
        });
        return lines;
    }

    private static String rule(JsonNode rule) {
        var words = new ArrayList<String>();
        rule.path("expr")
                .valueStream()
                .forEach(e -> JsonText.fields(e, (name, body) -> words.add(statement(name, body))));
        JsonText.field(rule, "comment").ifPresent(c -> words.add("comment " + quoted(c)));
        return String.join(" ", words);
    }

    private static String statement(String name, JsonNode body) {
        return switch (name) {
            case "match" -> {
                String operator = JsonText.field(body, "op").orElse("");
                String between = Set.of("==", "in").contains(operator) ? " " : " " + operator + " ";
                yield value(body.path("left")) + between + value(body.path("right"));
            }
            case "counter" ->
                body.has("packets")
                        ? "counter packets " + field(body, "packets") + " bytes " + field(body, "bytes")
                        : "counter";
            case "jump", "goto" -> name + " " + field(body, "target");
            case "snat", "dnat", "redirect" -> name + " to elsewhere";
            case "log" ->
                "log"
                        + JsonText.field(body, "prefix")
                                .map(p -> " prefix " + quoted(p))
                                .orElse("");
            case "vmap" -> value(body.path("key")) + " vmap " + value(body.path("data"));
            case "mangle" -> value(body.path("key")) + " set " + value(body.path("value"));
            case "xt" -> {
                String what = field(body, "name");
                yield TARGETS.contains(what) ? what.toLowerCase(Locale.ROOT) : "xt " + field(body, "type") + " " + what;
            }
            default -> VERDICTS.contains(name) ? name : quoted(name);
        };
    }

    /** A value, or what of the packet is compared with one. */
    private static String value(JsonNode v) {
        if (v.isArray()) {
            return v.valueStream().map(NftJson::value).collect(Collectors.joining(","));
        }
        if (v.isBoolean()) {
            return v.asBoolean() ? "exists" : "missing";
        }
        if (!v.isObject() || v.isEmpty()) {
            return quoted(v.asString(""));
        }
        String kind = v.propertyNames().iterator().next();
        JsonNode body = v.path(kind);
        return switch (kind) {
            case "prefix" -> field(body, "addr") + "/" + field(body, "len");
            case "range" -> joined(body, "-");
            case "set" -> "{ " + body.valueStream().map(NftJson::element).collect(Collectors.joining(", ")) + " }";
            case "concat" -> joined(body, " . ");
            case "elem" -> value(body.path("val"));
            case "payload" -> field(body, "protocol") + " " + field(body, "field");
            case "meta", "rt" -> kind + " " + field(body, "key");
            case "ct" -> "ct " + JsonText.field(body, "dir").map(d -> d + " ").orElse("") + field(body, "key");
            case "ipsec" -> "ipsec " + field(body, "dir") + " " + field(body, "key");
            case "fib" -> "fib " + joined(body.path("flags"), " . ") + " " + field(body, "result");
            case "tcp option" -> "tcp option " + field(body, "name") + " " + field(body, "field");
            case "&", "|", "^", "<<", ">>" -> joined(body, " " + kind + " ");
            default -> VERDICTS.contains(kind) || body.has("target") ? statement(kind, body) : quoted(kind);
        };
    }

    /** Of a set, or of a map: there each is a pair. */
    private static String element(JsonNode e) {
        return e.isArray() && e.size() == 2 ? joined(e, " : ") : value(e);
    }

    private static String items(JsonNode o, String name) {
        return o.path(name).valueStream().map(NftJson::element).collect(Collectors.joining(", "));
    }

    private static String joined(JsonNode list, String between) {
        return list.isArray()
                ? list.valueStream().map(NftJson::value).collect(Collectors.joining(between))
                : value(list);
    }

    private static String field(JsonNode o, String name) {
        return JsonText.field(o, name).map(NftJson::quoted).orElse("");
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() || text.isEmpty()
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
