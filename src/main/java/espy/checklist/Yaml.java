package espy.checklist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML 1.2 into {@link Node}s. Stricter than YAML: one document, no anchors, aliases or merge keys, every name once, at most
 * {@value #MOST_CHARACTERS} characters.
 */
public final class Yaml {
    static final int MOST_CHARACTERS = 512 * 1024;
    private static final int DEEPEST = 30;
    private static final YAMLMapper MAPPER = new YAMLMapper(YAMLFactory.builder()
            .loadSettings(LoadSettings.builder()
                    .setCodePointLimit(MOST_CHARACTERS)
                    .setMaxAliasesForCollections(1)
                    .setAllowDuplicateKeys(true) // complained about here, with the place of the first
                    .build())
            .build());
    private static final Pattern BARE_BRACES = Pattern.compile("^[^#'\"]*?(?:[:-]\\s+)(\\{\\{)");

    private final SourceFile file;

    private Yaml(SourceFile file) {
        this.file = file;
    }

    /** The file's tree; empty when it cannot be read, and then the file has at least one complaint. */
    public static Optional<Node> read(SourceFile file) {
        if (file.text().length() > MOST_CHARACTERS) {
            file.complain(1, 1, "the file has more than " + MOST_CHARACTERS / 1024 + " KiB");
            return Optional.empty();
        }
        return new Yaml(file).read();
    }

    private Optional<Node> read() {
        try (var parser = (YAMLParser) MAPPER.createParser(file.text())) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                file.complain(1, 1, "the file is empty");
                return Optional.empty();
            }
            Node root = node(parser, first, 0);
            if (parser.nextToken() != null) {
                var at = parser.currentTokenLocation();
                file.complain(at.getLineNr(), at.getColumnNr(), "a second document: keep one checklist a file");
            }
            return Optional.of(root);
        } catch (Refused e) {
            file.complain(e.line, e.column, String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            syntax(e);
        }
        return Optional.empty();
    }

    private Node node(YAMLParser parser, JsonToken token, int depth) {
        TokenStreamLocation at = parser.currentTokenLocation();
        int line = at.getLineNr();
        int column = at.getColumnNr();
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw new Refused("anchors and aliases (& and *) are not allowed; write the text out", line, column);
        }
        if (depth > DEEPEST) {
            throw new Refused("nested deeper than " + DEEPEST + " levels", line, column);
        }
        return switch (token) {
            case START_OBJECT -> mapping(parser, line, column, depth);
            case START_ARRAY -> {
                var items = new ArrayList<Node>();
                for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                    items.add(node(parser, t, depth + 1));
                }
                yield new Node.Sequence(List.copyOf(items), line, column);
            }
            case VALUE_NULL -> new Node.Scalar("", line, column);
            default -> {
                String value = parser.getString();
                yield new Node.Scalar(value == null ? "" : value, line, column);
            }
        };
    }

    private Node mapping(YAMLParser parser, int line, int column, int depth) {
        var fields = new LinkedHashMap<String, Node.Field>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_OBJECT; t = parser.nextToken()) {
            String name = parser.currentName();
            TokenStreamLocation at = parser.currentTokenLocation();
            if (name.equals("<<")) {
                throw new Refused(
                        "merge keys (<<) are not allowed; write the fields out", at.getLineNr(), at.getColumnNr());
            }
            Node value = node(parser, parser.nextToken(), depth + 1);
            var field = new Node.Field(value, at.getLineNr(), at.getColumnNr());
            Node.Field earlier = fields.putIfAbsent(name, field);
            if (earlier != null) {
                file.complain(field, "\"" + name + "\" stands here twice (first in line " + earlier.line() + ")");
            }
        }
        return new Node.Mapping(fields, line, column);
    }

    /** Jackson's sentence, or a better one for the commonest slip. */
    private void syntax(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        int line = at == null ? 1 : Math.max(1, at.getLineNr());
        int column = at == null ? 1 : Math.max(1, at.getColumnNr());
        for (int i = Math.max(1, line - 2); i <= line; i++) {
            var bare = BARE_BRACES.matcher(file.line(i));
            if (bare.find()) {
                file.complain(i, bare.start(1) + 1, "put text that starts with {{ in quotes");
                return;
            }
        }
        // the engine knows the place of the trouble; Jackson knows only how far it had come
        if (e.getCause() instanceof MarkedYamlEngineException m
                && m.getProblemMark().isPresent()) {
            var mark = m.getProblemMark().get();
            file.complain(mark.getLine() + 1, mark.getColumn() + 1, "not YAML: " + m.getProblem());
            return;
        }
        String what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("cannot be read");
        file.complain(line, column, "not YAML: " + what);
    }

    /** Well-formed YAML that we do not take. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int line;
        final int column;

        Refused(String what, int line, int column) {
            super(what, null, false, false);
            this.line = line;
            this.column = column;
        }
    }
}
