package espy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import espy.checklist.ChecklistReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema for editors says what the readers say. */
class SchemaTest {
    private static final JsonNode SCHEMA = new JsonMapper().readTree(Path.of("checklists/checklist.schema.json"));

    private static JsonNode at(String path) {
        JsonNode node = SCHEMA.at("/$defs" + path);
        assertThat(node.isMissingNode()).as(path).isFalse();
        return node;
    }

    private static void has(String path, List<String> fields) {
        JsonNode node = at(path);
        assertThat(node.get("properties").propertyNames()).as(path).containsExactlyInAnyOrderElementsOf(fields);
        assertThat(node.get("additionalProperties").asBoolean()).as(path).isFalse();
    }

    private static List<String> words(JsonNode list) {
        var words = new ArrayList<String>();
        list.forEach(w -> words.add(w.asString()));
        return words;
    }

    private static List<String> oneOf(String path) {
        return at(path + "/oneOf")
                .valueStream()
                .map(x -> words(x.get("required")).getFirst())
                .toList();
    }

    @Test
    void everyFieldIsInBoth() {
        has("/checklist", ChecklistReader.FILE);
        has("/check", ChecklistReader.CHECK);
        has("/check/properties/skip", ChecklistReader.SKIP);
        has("/check/properties/verdicts/items", ChecklistReader.RULE);
        has("/check/properties/links/items", ChecklistReader.LINK);
        has("/advice", ChecklistReader.DAEMONS);
        has("/causes", CauseReader.FILE);
        has("/cause", CauseReader.CAUSE);
        has("/cause/properties/evidence/items", CauseReader.CLUE);
        has("/cause/properties/separate/items", CauseReader.SEPARATE);
    }

    @Test
    void everyWordIsInBoth() {
        assertThat(oneOf("/check/properties/verdicts/items")).isEqualTo(ChecklistReader.VERDICTS);
        assertThat(oneOf("/cause/properties/evidence/items")).isEqualTo(CauseReader.STRENGTHS);
        assertThat(words(at("/cause/properties/frequency/enum"))).isEqualTo(CauseReader.FREQUENCIES);
        assertThat(words(at("/cause/properties/severity/enum"))).isEqualTo(CauseReader.SEVERITIES);
        assertThat(words(at("/cause/properties/seen-from/enum"))).isEqualTo(CauseReader.SEEN_FROM);
    }

    @Test
    void whatMustBeThereIsTheSame() {
        assertThat(words(at("/check/properties/skip/required"))).isEqualTo(ChecklistReader.SKIP);
        assertThat(words(at("/check/required"))).containsExactly("id", "title");
        assertThat(words(at("/checklist/required"))).isEqualTo(ChecklistReader.FILE);
        assertThat(words(at("/cause/required")))
                .containsExactly("id", "slug", "title", "frequency", "severity", "evidence");
        assertThat(words(at("/cause/properties/evidence/items/required"))).containsExactly("when", "quote");
        assertThat(words(at("/cause/properties/separate/items/required"))).isEqualTo(CauseReader.SEPARATE);
    }

    @Test
    void idsLookTheSame() {
        assertThat(at("/check/properties/id/pattern").asString()).isEqualTo("^" + ChecklistReader.ID + "$");
        assertThat(at("/checklist/properties/checklist/pattern").asString()).isEqualTo("^" + ChecklistReader.ID + "$");
        assertThat(at("/check/properties/seed/items/pattern").asString()).isEqualTo("^" + ChecklistReader.SEED + "$");
        assertThat(at("/cause/properties/id/pattern").asString()).isEqualTo("^" + CauseReader.ID + "$");
        assertThat(at("/cause/properties/slug/pattern").asString()).isEqualTo("^" + CauseReader.SLUG + "$");
    }
}
