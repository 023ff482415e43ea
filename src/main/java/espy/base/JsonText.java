package espy.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as command-line tools print it: documents one behind the other, maybe broken off. */
public final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    /** Whether a text begins as JSON does. */
    public static boolean is(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[{") || start.equals("[]") || start.startsWith("[]\n");
    }

    /** The documents up to the end, or to where the text is no JSON any more: then the last one says so. */
    public static Parsed<List<JsonNode>> read(String text) {
        var documents = new ArrayList<JsonNode>();
        try (var parser = MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                documents.add(MAPPER.readTree(parser));
            }
        } catch (JacksonException e) {
            int line = Optional.ofNullable(e.getLocation())
                    .map(TokenStreamLocation::getLineNr)
                    .filter(n -> n > 0)
                    .orElse(1); // a limit that is crossed has no place
            String broken = text.lines().skip(line - 1L).findFirst().orElse("");
            return new Parsed<>(documents, List.of(new Unparsed(line, broken)));
        }
        return Parsed.of(documents);
    }

    /** A field that is a text, a number or a truth, as text; empty when it is not there, or anything else. */
    public static Optional<String> field(JsonNode object, String name) {
        return Optional.ofNullable(object.get(name))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asString);
    }

    /** Offers each field of an object. */
    public static void fields(JsonNode object, BiConsumer<String, JsonNode> take) {
        object.propertyNames()
                .forEach(name -> Optional.ofNullable(object.get(name)).ifPresent(value -> take.accept(name, value)));
    }
}
