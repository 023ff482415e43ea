package espy.report;

import espy.base.Unparsed;
import espy.xfrm.Algorithm;
import espy.xfrm.Counts;
import espy.xfrm.Event;
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
import java.util.Locale;
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

    /**
     * What there is to print; what the input did not hold is absent or empty, and is not printed.
     *
     * @param messages what the tools complained about
     */
    public record Content(
            Optional<List<State>> states,
            Optional<List<Policy>> policies,
            Optional<Map<String, Long>> stat,
            Optional<List<Tunnel>> tunnels,
            List<Event> events,
            Optional<Counts> counts,
            Map<String, String> defaults,
            List<String> messages,
            List<Unparsed> unparsed) {
        /** Only the kernel's tables. */
        public static Content tables(
                Optional<List<State>> states,
                Optional<List<Policy>> policies,
                Optional<Map<String, Long>> stat,
                Optional<List<Tunnel>> tunnels,
                List<Unparsed> unparsed) {
            return new Content(
                    states, policies, stat, tunnels, List.of(), Optional.empty(), Map.of(), List.of(), unparsed);
        }
    }

    /** As {@link #write}, for tables that are not large. */
    public static String of(Content content, boolean showKeys) {
        var text = new StringWriter();
        write(text, content, showKeys);
        return text.toString();
    }

    /**
     * One object, pretty-printed, entry by entry, so that 100 000 SAs need no memory of their own.
     *
     * @param out      stays open
     * @param showKeys whether a person asked for the keys themselves; otherwise they never appear
     */
    public static void write(Writer out, Content content, boolean showKeys) {
        var json = Json.generator(out);
        json.writeStartObject();
        content.states.ifPresent(l -> list(json, "states", l, s -> state(s, showKeys)));
        content.policies.ifPresent(l -> list(json, "policies", l, p -> policy(p, _ -> true)));
        content.stat.ifPresent(m -> json.writeName("stat").writeTree(Json.of(m)));
        if (!content.events.isEmpty()) {
            list(json, "events", content.events, e -> event(e, showKeys));
        }
        content.counts.ifPresent(c -> json.writeName("counts").writeTree(Json.of(c)));
        if (!content.defaults.isEmpty()) {
            json.writeName("defaults").writeTree(Json.of(content.defaults));
        }
        if (!content.messages.isEmpty()) {
            json.writeName("messages").writeTree(Json.of(content.messages));
        }
        content.tunnels.ifPresent(l -> list(json, "tunnels", l, XfrmJson::tunnel));
        list(json, "unparsed", content.unparsed, Json::of);
        json.writeEndObject();
        json.flush();
    }

    /** A message of the monitor: {@code event} says what happened, the rest is what the message holds. */
    public static ObjectNode event(Event event, boolean showKeys) {
        var json = Json.object();
        json.put("event", name(event));
        json.setAll(Json.of((Record) event, n -> !n.equals("change") && !n.equals("state") && !n.equals("policy")));
        switch (event) {
            case Event.OfState e -> json.set("state", state(e.state(), showKeys));
            case Event.OfPolicy e -> json.set("policy", policy(e.policy(), _ -> true));
            case Event.Acquire e -> {
                e.policy().ifPresent(p -> json.set("policy", policy(p, _ -> true)));
                e.spi().ifPresent(s -> putHex(json, "spi", s));
                putMark(json, "mark", e.mark());
            }
            case Event.Sync e -> putHex(json, "spi", e.spi());
            case Event.Mapping e -> putHex(json, "spi", e.spi());
            case Event.Flushed _, Event.Report _, Event.Defaults _, Event.Unknown _ -> {}
        }
        return json;
    }

    private static String name(Event event) {
        return switch (event) {
            case Event.OfState e -> e.change().name().toLowerCase(Locale.ROOT);
            case Event.OfPolicy e -> e.change().name().toLowerCase(Locale.ROOT);
            default -> event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
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
        putKey(json, "enc", state.enc(), showKeys);
        putKey(json, "auth", state.auth(), showKeys);
        putKey(json, "aead", state.aead(), showKeys);
        putKey(json, "comp", state.comp(), showKeys);
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

    /** What is known of the key stands beside the algorithm's other properties. */
    private static void putKey(ObjectNode json, String name, Optional<Algorithm> algorithm, boolean show) {
        if (algorithm.isEmpty() || !(json.get(name) instanceof ObjectNode written)) {
            return;
        }
        written.remove("key");
        algorithm.get().keyFingerprint().ifPresent(f -> written.put("keyFingerprint", f));
        written.put("keyForm", algorithm.get().keyForm());
        algorithm
                .get()
                .secret()
                .filter(_ -> show)
                .ifPresent(k -> written.put("key", "0x" + HexFormat.of().formatHex(k.reveal())));
    }
}
