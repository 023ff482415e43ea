package espy.report;

import espy.base.Secret;
import espy.xfrm.Key;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records as JSON, component by component under its own name. An empty {@code Optional} leaves no key behind, and a {@link Secret} never
 * does: what may be known of one is the fingerprint that stands beside it.
 */
final class Json {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().characterEscapes(new Escapes()).build())
            .build();
    private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();

    /** The accessors of a record's components, in their order. */
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            var accessors = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .toList();
            accessors.forEach(a -> a.setAccessible(true)); // records may be private to their room
            return accessors;
        }
    };

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    /** A record as an object. */
    static ObjectNode of(Record record) {
        return of(record, _ -> true);
    }

    /** Those of a record's components that have these names. */
    static ObjectNode of(Record record, Predicate<String> names) {
        var object = object();
        for (Method accessor : ACCESSORS.get(record.getClass())) {
            if (names.test(accessor.getName())) {
                put(object, accessor.getName(), read(record, accessor));
            }
        }
        return object;
    }

    /** Values as a list; secrets and empty ones are left out. */
    static ArrayNode of(Collection<?> values) {
        var array = NODES.arrayNode();
        for (Object value : values) {
            if (told(value)) {
                array.add(node(value));
            }
        }
        return array;
    }

    /** Values by name. */
    static ObjectNode of(Map<?, ?> values) {
        var object = object();
        values.forEach((name, value) -> put(object, String.valueOf(name), value));
        return object;
    }

    /** Takes away properties with empty text, in objects below too: where a record says {@code ""} for unknown or none. */
    static <N extends JsonNode> N withoutBlanks(N node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(value -> value.isString() && value.stringValue().isEmpty());
        }
        node.forEach(Json::withoutBlanks);
        return node;
    }

    /** Pretty-printed; everything that acts on a terminal or an editor instead of being text is escaped. */
    static String text(JsonNode node) {
        return PRETTY.writeValueAsString(node);
    }

    /** As {@link #text}, but on one line. */
    static String line(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** As {@link #text}, for what is too long to be held in memory as a whole. */
    static JsonGenerator generator(Writer out) {
        return PRETTY.createGenerator(out);
    }

    private static void put(ObjectNode object, String name, Object value) {
        if (told(value)) {
            object.set(name, node(value));
        }
    }

    private static boolean told(Object value) {
        return value instanceof Optional<?> o ? o.filter(Json::told).isPresent() : !(value instanceof Secret);
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case Optional<?> o -> node(o.orElseThrow());
            case Key k -> of(k, n -> n.equals("form")).setAll(fingerprint(k));
            case Record r -> of(r);
            case Collection<?> c -> of(c);
            case Map<?, ?> m -> of(m);
            case Boolean b -> NODES.booleanNode(b);
            case Integer i -> NODES.numberNode(i);
            case Long l -> NODES.numberNode(l);
            case Double d when Double.isFinite(d) -> NODES.numberNode(d);
            case Enum<?> e -> NODES.stringNode(e.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            case Duration d -> NODES.numberNode(d.toMillis());
            case Instant i -> NODES.stringNode(i.toString());
            default -> NODES.stringNode(value.toString());
        };
    }

    private static ObjectNode fingerprint(Key key) {
        var json = object();
        key.fingerprint().ifPresent(f -> json.put("fingerprint", f));
        return json;
    }

    private static Object read(Record record, Method accessor) {
        try {
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an accessor of a record does not throw", e);
        }
    }

    /** JSON itself asks for escapes below U+0020 only; terminals act on more than that. */
    private static final class Escapes extends CharacterEscapes {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[0x7f] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            boolean half = Character.getType(c) == Character.SURROGATE; // of a pair, which is text
            return Unseen.acts(c) && !half ? new SerializedString("\\u%04X".formatted(c)) : null;
        }
    }
}
