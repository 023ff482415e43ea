package espy.report;

import espy.base.Secret;
import espy.base.Unparsed;
import espy.xfrm.Algorithm;
import espy.xfrm.Mark;
import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.Template;
import espy.xfrm.Tunnel;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The kernel's IPsec tables as {@code espy xfrm --json} prints them. The names are a contract: other programs rely on them. */
public final class XfrmJson {
    /** What tells an SA from all others, and the text that goes with it. */
    private static final List<String> STATE_NAMES = List.of("src", "dst", "proto", "spi", "reqid", "mark", "ifId");

    private static final List<String> POLICY_NAMES =
            List.of("src", "dst", "selector", "dir", "priority", "index", "mark", "ifId");

    private XfrmJson() {}

    /**
     * One object, pretty-printed. What the input did not hold is absent.
     *
     * @param showKeys whether a person asked for the keys themselves; otherwise they never appear
     */
    public static String of(
            Optional<List<State>> states,
            Optional<List<Policy>> policies,
            Optional<Map<String, Long>> stat,
            Optional<List<Tunnel>> tunnels,
            List<Unparsed> unparsed,
            boolean showKeys) {
        var json = Json.object();
        states.ifPresent(l -> json.set("states", array(l, s -> state(s, showKeys))));
        policies.ifPresent(l -> json.set("policies", array(l, XfrmJson::policy)));
        stat.ifPresent(m -> json.set("stat", Json.of(m)));
        tunnels.ifPresent(l -> json.set("tunnels", array(l, XfrmJson::tunnel)));
        json.set("unparsed", Json.of(unparsed));
        return Json.text(json);
    }

    private static ObjectNode state(State state, boolean showKeys) {
        var json = Json.of(state);
        putHex(json, "spi", state.spi());
        dropUnread(json, "reqid", state.reqid());
        putMark(json, "mark", state.mark());
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

    private static ObjectNode policy(Policy policy) {
        var json = Json.of(policy);
        putMark(json, "mark", policy.mark());
        json.set("templates", array(policy.templates(), XfrmJson::template));
        return json;
    }

    private static ObjectNode template(Template template) {
        var json = Json.of(template);
        template.spi().ifPresent(s -> putHex(json, "spi", s));
        dropUnread(json, "reqid", template.reqid());
        return json;
    }

    /** Its SAs and policies by what names them: in full they stand in their own lists, and there may be very many. */
    private static ObjectNode tunnel(Tunnel tunnel) {
        var json = Json.withoutBlanks(Json.of(tunnel));
        putMark(json, "mark", tunnel.mark());
        json.set("policies", array(tunnel.policies(), p -> policy(p).retain(POLICY_NAMES)));
        json.set("inbound", array(tunnel.inbound(), XfrmJson::named));
        json.set("outbound", array(tunnel.outbound(), XfrmJson::named));
        json.set("larval", array(tunnel.larval(), XfrmJson::named));
        return json;
    }

    private static ObjectNode named(State state) {
        return state(state, false).retain(STATE_NAMES);
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
