package espy.report;

import espy.base.Secret;
import espy.base.Unparsed;
import espy.xfrm.Algorithm;
import espy.xfrm.Mark;
import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.Template;
import espy.xfrm.Tunnel;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The kernel's IPsec tables as {@code espy xfrm --json} prints them. The names are a contract: other programs rely on them. */
public final class XfrmJson {
    /** What tells an SA from all others, and what ties it to its policies. */
    private static final Set<String> STATE_NAMES = Set.of("src", "dst", "proto", "spi", "reqid", "mark", "ifId");

    private static final Set<String> POLICY_NAMES =
            Set.of("src", "dst", "selector", "dir", "priority", "index", "mark", "ifId");

    /** Components of a tunnel that stand in full in lists of their own. */
    private static final Set<String> ELSEWHERE = Set.of("policies", "inbound", "outbound", "larval");

    private XfrmJson() {}

    /** As {@link #write}, for tables that are not large. */
    public static String of(
            Optional<List<State>> states,
            Optional<List<Policy>> policies,
            Optional<Map<String, Long>> stat,
            Optional<List<Tunnel>> tunnels,
            List<Unparsed> unparsed,
            boolean showKeys) {
        var text = new StringWriter();
        write(text, states, policies, stat, tunnels, unparsed, showKeys);
        return text.toString();
    }

    /**
     * One object, pretty-printed, entry by entry, so that 100 000 SAs need no memory of their own. What the input did not hold is absent.
     *
     * @param out      stays open
     * @param showKeys whether a person asked for the keys themselves; otherwise they never appear
     */
    public static void write(
            Writer out,
            Optional<List<State>> states,
            Optional<List<Policy>> policies,
            Optional<Map<String, Long>> stat,
            Optional<List<Tunnel>> tunnels,
            List<Unparsed> unparsed,
            boolean showKeys) {
        var json = Json.generator(out);
        json.writeStartObject();
        states.ifPresent(l -> list(json, "states", l, s -> state(s, showKeys)));
        policies.ifPresent(l -> list(json, "policies", l, p -> policy(p, _ -> true)));
        stat.ifPresent(m -> json.writeName("stat").writeTree(Json.of(m)));
        tunnels.ifPresent(l -> list(json, "tunnels", l, XfrmJson::tunnel));
        list(json, "unparsed", unparsed, Json::of);
        json.writeEndObject();
        json.flush();
    }

    private static <T> void list(JsonGenerator json, String name, List<T> values, Function<T, ObjectNode> write) {
        json.writeName(name).writeStartArray();
        values.forEach(v -> json.writeTree(write.apply(v)));
        json.writeEndArray();
    }

    private static ObjectNode state(State state, boolean showKeys) {
        var json = state(state, _ -> true);
        putMark(json, "outputMark", state.outputMark());
        state.window().ifPresent(w -> json.put("window", w));
        if (showKeys) {
            putKey(json, "enc", state.enc());
            putKey(json, "auth", state.auth());
            putKey(json, "aead", state.aead());
            putKey(json, "comp", state.comp());
        }
        return json;
    }

    private static ObjectNode state(State state, Predicate<String> names) {
        var json = Json.of(state, names);
        putHex(json, "spi", state.spi());
        dropUnread(json, "reqid", state.reqid());
        putMark(json, "mark", state.mark());
        return json;
    }

    private static ObjectNode policy(Policy policy, Predicate<String> names) {
        var json = Json.of(policy, names);
        putMark(json, "mark", policy.mark());
        if (names.test("templates")) {
            json.set("templates", array(policy.templates(), XfrmJson::template));
        }
        return json;
    }

    private static ObjectNode template(Template template) {
        var json = Json.of(template);
        template.spi().ifPresent(s -> putHex(json, "spi", s));
        dropUnread(json, "reqid", template.reqid());
        return json;
    }

    /** Its SAs and policies by what names them: there may be very many. */
    private static ObjectNode tunnel(Tunnel tunnel) {
        var json = Json.withoutBlanks(Json.of(tunnel, name -> !ELSEWHERE.contains(name)));
        putMark(json, "mark", tunnel.mark());
        json.set("policies", array(tunnel.policies(), p -> policy(p, POLICY_NAMES::contains)));
        json.set("inbound", array(tunnel.inbound(), s -> state(s, STATE_NAMES::contains)));
        json.set("outbound", array(tunnel.outbound(), s -> state(s, STATE_NAMES::contains)));
        json.set("larval", array(tunnel.larval(), s -> state(s, STATE_NAMES::contains)));
        return json;
    }

    private static <T> ArrayNode array(Collection<T> values, Function<T, ObjectNode> write) {
        return Json.of(List.of()).addAll(values.stream().map(write).toList());
    }

    /** The records say -1 for what could not be read. */
    private static void putHex(ObjectNode json, String name, long value) {
        if (value < 0) {
            json.remove(name);
        } else {
            json.put(name, "0x%08x".formatted(value));
        }
    }

    private static void dropUnread(ObjectNode json, String name, long value) {
        if (value < 0) {
            json.remove(name);
        }
    }

    private static void putMark(ObjectNode json, String name, Optional<Mark> mark) {
        mark.ifPresent(m -> json.put(name, m.toString()));
    }

    private static void putKey(ObjectNode json, String name, Optional<Algorithm> algorithm) {
        Optional<Secret> key = algorithm.flatMap(Algorithm::key);
        if (key.isPresent() && json.get(name) instanceof ObjectNode written) {
            written.put("key", "0x" + HexFormat.of().formatHex(key.get().reveal()));
        }
    }
}
