package espy.diagnosis;

import espy.checklist.ChecklistReader;
import espy.checklist.Expression;
import espy.checklist.Fields;
import espy.checklist.Node;
import espy.checklist.SourceFile;
import espy.checklist.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From YAML to {@link Cause}s; what is wrong is added to the file's complaints, and the rest is read all the same. */
final class CauseReader {
    /** The names of fields, one list for reader, complaints and editor schema. */
    static final List<String> FILE = List.of("causes");

    static final List<String> CAUSE = List.of(
            "id",
            "slug",
            "title",
            "frequency",
            "severity",
            "seen-from",
            "phase",
            "requires",
            "evidence",
            "consequence-of",
            "explains",
            "separate",
            "fix");
    static final List<String> STRENGTHS =
            Arrays.stream(Weights.Strength.values()).map(s -> s.word).toList();
    static final List<String> CLUE = List.of("proof", "strong", "hint", "exculpates", "when", "quote", "kind");
    static final List<String> SEPARATE = List.of("from", "ask");
    static final List<String> FREQUENCIES =
            Arrays.stream(Weights.Frequency.values()).map(f -> f.word).toList();
    static final List<String> SEVERITIES = List.of("S1", "S2", "S3", "S4");

    private final SourceFile file;
    private final boolean eager;
    private final Set<String> signatures;

    /** As {@link ChecklistReader#read}. */
    CauseReader(SourceFile file, boolean eager, Set<String> signatures) {
        this.file = file;
        this.eager = eager;
        this.signatures = signatures;
    }

    /** @param checks known ids of checks; when empty, {@code explains} is not checked */
    List<Cause> causes(Node root, Set<String> checks) {
        Fields top = Fields.of(file, root, "a file of causes", FILE);
        var causes = new ArrayList<Cause>();
        var lines = new HashMap<String, Integer>();
        for (Node node : top.list("causes")) {
            Cause cause = cause(node, checks);
            Integer earlier = lines.putIfAbsent(cause.id(), node.line());
            if (cause.id().isBlank()) {
                continue; // said already
            }
            if (earlier == null) {
                causes.add(cause);
            } else {
                file.complain(node, "the id " + cause.id() + " is taken by the cause in line " + earlier);
            }
        }
        return causes;
    }

    private Cause cause(Node node, Set<String> checks) {
        Fields f = Fields.of(file, node, "a cause", CAUSE);
        String id = f.need("id");
        if (!id.isBlank() && !id.matches("[A-Z]\\d\\d")) {
            f.scalar("id").ifPresent(s -> file.complain(s, "\"id\" is a letter and two digits: B07"));
        }
        List<Cause.Clue> clues = f.list("evidence").stream().map(this::clue).toList();
        if (clues.stream().allMatch(c -> c.strength() == Weights.Strength.EXCULPATES)) {
            file.complain(node, "a cause needs \"evidence\" that speaks for it");
        }
        for (Node.Scalar s : f.words("explains")) {
            if (!checks.isEmpty() && !checks.contains(s.value())) {
                file.complain(s, "no check has the id " + s.value() + Fields.didYouMean(s.value(), checks));
            }
        }
        var fix = new LinkedHashMap<String, Template>();
        f.texts("fix", ChecklistReader.DAEMONS).forEach((daemon, text) -> fix.put(daemon, template(text)));
        String frequency = f.oneOf("frequency", FREQUENCIES);
        return new Cause(
                id,
                f.need("slug"),
                f.need("title"),
                Weights.Frequency.of(frequency),
                f.oneOf("severity", SEVERITIES),
                f.text("seen-from"),
                f.text("phase"),
                f.scalar("requires").map(s -> expression(s, Expression.Use.CONDITION)),
                clues,
                values(f.words("consequence-of")),
                values(f.words("explains")),
                f.list("separate").stream().map(this::separate).toList(),
                fix);
    }

    private Cause.Clue clue(Node node) {
        Fields f = Fields.of(file, node, "a piece of evidence", CLUE);
        List<String> said = STRENGTHS.stream().filter(f::has).toList();
        if (said.size() != 1) {
            file.complain(node, "a piece of evidence is one of " + String.join(", ", STRENGTHS));
        }
        String strength = said.isEmpty() ? STRENGTHS.getLast() : said.getFirst();
        if (!said.isEmpty()) {
            f.need(strength);
        }
        f.need("when");
        f.need("quote");
        Node.Scalar never = new Node.Scalar("false", node.line(), node.column());
        return new Cause.Clue(
                Weights.Strength.of(strength),
                f.scalar(strength).map(this::template).orElse(Template.EMPTY),
                f.scalar("when")
                        .filter(s -> !s.value().isBlank())
                        .map(s -> expression(s, Expression.Use.CONDITION))
                        .orElseGet(() -> Expression.whole(file, never)),
                f.scalar("quote").map(s -> expression(s, Expression.Use.QUOTES)),
                f.text("kind"));
    }

    private Cause.Separate separate(Node node) {
        Fields f = Fields.of(file, node, "\"separate\"", SEPARATE);
        f.need("ask");
        return new Cause.Separate(
                f.need("from"), f.scalar("ask").map(this::template).orElse(Template.EMPTY));
    }

    private Expression expression(Node.Scalar scalar, Expression.Use use) {
        var expression = Expression.whole(file, scalar);
        if (eager) {
            expression.check(use, signatures);
        }
        return expression;
    }

    private Template template(Node.Scalar scalar) {
        var template = Template.of(file, scalar);
        if (eager) {
            template.check(signatures);
        }
        return template;
    }

    private static List<String> values(List<Node.Scalar> words) {
        return words.stream().map(Node.Scalar::value).toList();
    }

    /** Fields that files of causes have, by the thing that they belong to; for the editor schema's test. */
    static Map<String, List<String>> fields() {
        return Map.of("causesFile", FILE, "cause", CAUSE, "clue", CLUE, "separate", SEPARATE);
    }
}
