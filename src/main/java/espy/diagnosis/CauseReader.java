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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
            "requires",
            "evidence",
            "consequence-of",
            "root-at-peer",
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

    static final List<String> SEEN_FROM = List.of("here", "peer", "both", "responder", "initiator");
    static final Pattern ID = Pattern.compile("[A-Z][0-9]{2}");
    static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final SourceFile file;
    private final boolean eager;
    private final Set<String> signatures;
    private final List<Node.Scalar> bringers = new ArrayList<>();

    /** As {@link ChecklistReader#read}. */
    CauseReader(SourceFile file, boolean eager, Set<String> signatures) {
        this.file = file;
        this.eager = eager;
        this.signatures = signatures;
    }

    /**
     * Reads causes.
     *
     * @param checks known ids of checks; when empty, {@code explains} is not checked
     * @param others ids of causes in other files, which {@code consequence-of} and {@code separate} may name
     */
    List<Cause> causes(Node root, Set<String> checks, Set<String> others) {
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
        var known = new HashSet<>(others);
        known.addAll(lines.keySet());
        for (Node.Scalar bringer : bringers) {
            if (!known.contains(bringer.value())) {
                file.complain(bringer, "no cause has the id " + bringer.value());
            }
        }
        return causes;
    }

    /** The ids in a file of causes, whatever else is wrong with it. */
    static Set<String> ids(SourceFile file, Node root) {
        var ids = new HashSet<String>();
        var unheard = new SourceFile(file.name(), "");
        for (Node node : Fields.of(unheard, root, "", FILE).list("causes")) {
            ids.add(Fields.of(unheard, node, "", CAUSE).text("id"));
        }
        return ids;
    }

    private String slug(Fields f) {
        String slug = f.need("slug");
        if (!slug.isBlank() && !SLUG.matcher(slug).matches()) {
            f.scalar("slug")
                    .ifPresent(s ->
                            file.complain(s, "\"slug\" is made of small letters, digits and hyphens: psk-mismatch"));
        }
        return slug;
    }

    private Cause cause(Node node, Set<String> checks) {
        Fields f = Fields.of(file, node, "a cause", CAUSE);
        String id = f.need("id");
        if (!id.isBlank() && !ID.matcher(id).matches()) {
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
        bringers.addAll(f.words("root-at-peer"));
        for (Node.Scalar s : f.words("consequence-of")) {
            if (s.value().equals(id)) {
                file.complain(s, "a cause is no consequence of itself");
            } else {
                bringers.add(s);
            }
        }
        var fix = new LinkedHashMap<String, Template>();
        f.texts("fix", ChecklistReader.DAEMONS).forEach((daemon, text) -> fix.put(daemon, template(text)));
        String frequency = f.oneOf("frequency", FREQUENCIES);
        return new Cause(
                id,
                slug(f),
                f.need("title"),
                Weights.Frequency.of(frequency),
                f.oneOf("severity", SEVERITIES),
                f.has("seen-from") ? f.oneOf("seen-from", SEEN_FROM) : "",
                f.scalar("requires").map(s -> expression(s, Expression.Use.CONDITION)),
                clues,
                values(f.words("consequence-of")),
                values(f.words("root-at-peer")),
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
        f.scalar("from").ifPresent(bringers::add);
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
}
