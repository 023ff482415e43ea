package espy.host;

import espy.base.JsonText;
import espy.base.Unparsed;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What {@code ip -j} prints, told in the words that {@code ip} uses without it, so that one reader does for both. A text that is no JSON
 * stays as it is.
 */
final class IpJson {
    /** Conditions of a rule that stand in the text by the name that they have in JSON. */
    private static final Set<String> CONDITIONS =
            Set.of("fwmark", "iif", "oif", "ipproto", "sport", "dport", "tos", "tun_id", "uidrange");

    private IpJson() {}

    static String addresses(String text) {
        return told(text, link -> items(link, "addr_info").map(a -> "%s: %s %s %s%s/%s"
                .formatted(
                        field(link, "ifindex"),
                        field(link, "ifname"),
                        field(a, "family"),
                        field(a, "local"),
                        pair(a, "address", "peer"),
                        field(a, "prefixlen"))));
    }

    static String links(String text) {
        return told(text, link -> {
            String head =
                    "%s: %s: <%s>".formatted(field(link, "ifindex"), field(link, "ifname"), words(link, "flags", ","));
            var info = Optional.ofNullable(link.get("linkinfo"));
            var data = new StringBuilder();
            info.map(i -> i.get("info_data"))
                    .ifPresent(d -> JsonText.fields(
                            d,
                            (name, value) ->
                                    data.append(' ').append(name).append(' ').append(value.asString(""))));
            return Stream.concat(
                    Stream.of(head),
                    info.flatMap(i -> JsonText.field(i, "info_kind")).map(kind -> "    " + kind + data).stream());
        });
    }

    static String routes(String text) {
        return told(text, route -> {
            String head = "%s %s%s%s"
                    .formatted(
                            JsonText.field(route, "type").orElse("unicast"),
                            field(route, "dst"),
                            hop(route),
                            pair(route, "table", "table")
                                    + pair(route, "prefsrc", "src")
                                    + pair(route, "metric", "metric")
                                    + pair(route, "pref", "pref"));
            return Stream.concat(Stream.of(head), items(route, "nexthops").map(h -> "\tnexthop" + hop(h)));
        });
    }

    private static String hop(JsonNode hop) {
        var via = Optional.ofNullable(hop.get("via"));
        return pair(hop, "gateway", "via")
                + via.map(v -> " via " + field(v, "family") + " " + field(v, "host"))
                        .orElse("")
                + pair(hop, "dev", "dev")
                + " "
                + words(hop, "flags", " ");
    }

    static String rules(String text) {
        return told(text, rule -> {
            var line = new StringBuilder(field(rule, "priority") + ":");
            line.append(rule.has("not") ? " not" : "")
                    .append(" from ")
                    .append(field(rule, "src"))
                    .append(JsonText.field(rule, "srclen").map(l -> "/" + l).orElse(""))
                    .append(pair(rule, "dst", "to"))
                    .append(JsonText.field(rule, "dstlen").map(l -> "/" + l).orElse(""));
            CONDITIONS.stream().sorted().forEach(c -> line.append(pair(rule, c, c)));
            line.append(JsonText.field(rule, "uid_start")
                            .map(u -> " uidrange " + u)
                            .orElse(""))
                    .append(pair(rule, "table", "lookup"))
                    .append(pair(rule, "suppress_prefixlen", "suppress_prefixlength"))
                    .append(JsonText.field(rule, "action").map(a -> " " + a).orElse(""));
            return Stream.of(line.toString());
        });
    }

    static String neighbours(String text) {
        return told(
                text,
                n -> Stream.of(field(n, "dst") + pair(n, "dev", "dev") + pair(n, "lladdr", "lladdr") + " "
                        + words(n, "state", " ")));
    }

    private static String told(String text, Function<JsonNode, Stream<String>> tell) {
        if (!JsonText.is(text)) {
            return text;
        }
        var read = JsonText.read(text);
        var lines = new ArrayList<String>();
        read.value().stream()
                .flatMap(d -> d.isArray() ? d.valueStream() : Stream.of(d))
                .filter(JsonNode::isObject)
                .flatMap(tell)
                .forEach(l -> lines.add(l.replace('\n', ' ')));
        read.unparsed().stream().map(Unparsed::text).forEach(lines::add);
        return String.join("\n", lines);
    }

    private static Stream<JsonNode> items(JsonNode object, String name) {
        return Optional.ofNullable(object.get(name)).stream().flatMap(JsonNode::valueStream);
    }

    private static String field(JsonNode object, String name) {
        return JsonText.field(object, name).orElse("");
    }

    private static String pair(JsonNode object, String name, String word) {
        return JsonText.field(object, name).map(v -> " " + word + " " + v).orElse("");
    }

    private static String words(JsonNode object, String name, String between) {
        return items(object, name).map(n -> n.asString("")).collect(Collectors.joining(between));
    }
}
