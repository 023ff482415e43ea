package espy.checklist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** From YAML to a {@link Checklist}; what is wrong is added to the file's complaints, and the rest is read all the same. */
public final class ChecklistReader {
    /** The names of fields, one list for reader, complaints and editor schema. */
    public static final List<String> FILE = List.of("checklist", "title", "checks");

    public static final List<String> CHECK =
            List.of("id", "seed", "parent", "title", "why", "skip", "verdicts", "ask", "do", "links");
    public static final List<String> VERDICTS = List.of("pass", "fail", "warn", "unknown", "needs-you");
    public static final List<String> RULE =
            List.of("pass", "fail", "warn", "unknown", "needs-you", "when", "evidence", "regardless");
    public static final List<String> SKIP = List.of("when", "because");
    public static final List<String> LINK = List.of("title", "url");
    public static final List<String> DAEMONS = List.of("strongswan", "libreswan", "racoon", "any");
    public static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");
    public static final Pattern SEED = Pattern.compile("P[12]-[a-z]\\d?");

    private final SourceFile file;
    private final boolean eager;
    private final Set<String> signatures;
    private final List<Node.Scalar> parents = new ArrayList<>();

    private ChecklistReader(SourceFile file, boolean eager, Set<String> signatures) {
        this.file = file;
        this.eager = eager;
        this.signatures = signatures;
    }

    /**
     * Reads a checklist.
     *
     * @param eager      whether every expression is compiled now, so that mistakes in them are among the complaints
     * @param signatures known names of log lines, for the same; empty when they are not known
     */
    public static Checklist read(SourceFile file, Node root, boolean eager, Set<String> signatures) {
        return new ChecklistReader(file, eager, signatures).checklist(root);
    }

    private Checklist checklist(Node root) {
        Fields top = Fields.of(file, root, "a checklist", FILE);
        String id = top.need("checklist");
        id(top, "checklist", id);
        var checks = new ArrayList<Checklist.Check>();
        var lines = new HashMap<String, Integer>();
        if (top.list("checks").isEmpty() && top.field("checks").isEmpty()) {
            file.complain(root, "\"checks\" is missing");
        }
        for (Node node : top.list("checks")) {
            Checklist.Check check = check(node);
            Integer earlier = lines.putIfAbsent(check.id(), node.line());
            if (check.id().isBlank()) {
                continue; // said already
            }
            if (earlier == null) {
                checks.add(check);
            } else {
                file.complain(node, "the id " + check.id() + " is taken by the check in line " + earlier);
            }
        }
        var above = new HashMap<String, String>();
        checks.forEach(c -> above.put(c.id(), c.parent()));
        for (Node.Scalar parent : parents) {
            if (inCircle(parent.value(), above)) {
                file.complain(parent, "a check is no part of itself, not even by way of others");
            }
            if (!lines.containsKey(parent.value())) {
                file.complain(
                        parent,
                        "no check here has the id " + parent.value()
                                + Fields.didYouMean(parent.value(), lines.keySet()));
            }
        }
        return new Checklist(id, top.need("title"), file.name(), checks);
    }

    /** Whether the way up from a check comes back to it. */
    private static boolean inCircle(String id, Map<String, String> above) {
        String at = above.getOrDefault(id, "");
        for (int steps = above.size(); steps > 0 && !at.isEmpty() && !at.equals(id); steps--) {
            at = above.getOrDefault(at, "");
        }
        return !id.isEmpty() && at.equals(id);
    }

    private Checklist.Check check(Node node) {
        Fields f = Fields.of(file, node, "a check", CHECK);
        String id = f.need("id");
        id(f, "id", id);
        var seed = new ArrayList<String>();
        for (Node.Scalar s : f.words("seed")) {
            if (!SEED.matcher(s.value()).matches()) {
                file.complain(s, "\"" + s.value() + "\" is no code of the cheat sheet (P1-a … P2-i)");
            }
            seed.add(s.value());
        }
        Optional<Checklist.Skip> skip = f.field("skip").map(x -> {
            Fields s = Fields.of(file, x.value(), "\"skip\"", SKIP);
            return new Checklist.Skip(condition(s), template(s, "because", true));
        });
        List<Checklist.Rule> rules = f.list("verdicts").stream().map(this::rule).toList();
        Template ask = template(f, "ask", false);
        f.scalar("parent").ifPresent(parents::add);
        boolean asks = f.field("ask")
                .filter(x -> !(x.value() instanceof Node.Scalar s && s.value().isBlank()))
                .isPresent();
        if (rules.isEmpty() && !asks) {
            file.complain(node, "a check without \"verdicts\" needs a question to \"ask\"");
        }
        var todo = new LinkedHashMap<String, Template>();
        f.texts("do", DAEMONS).forEach((daemon, text) -> todo.put(daemon, template(text)));
        return new Checklist.Check(
                id,
                List.copyOf(seed),
                f.text("parent"),
                f.need("title"),
                f.text("why"),
                skip,
                rules,
                ask,
                todo,
                f.list("links").stream().map(this::link).toList());
    }

    private CheckResult.Link link(Node node) {
        Fields f = Fields.of(file, node, "a link", LINK);
        String url = f.need("url");
        if (!url.isEmpty() && !url.matches("https?://\\S+")) {
            file.complain(f.scalar("url").map(Node.class::cast).orElse(node), "a link begins with https://");
        }
        return new CheckResult.Link(f.need("title"), url);
    }

    private Checklist.Rule rule(Node node) {
        Fields f = Fields.of(file, node, "a verdict", RULE);
        List<Verdict> said = Arrays.stream(Verdict.values())
                .filter(v -> VERDICTS.contains(v.word()) && f.has(v.word()))
                .toList();
        if (said.size() != 1) {
            file.complain(node, "a verdict says one of " + String.join(", ", VERDICTS));
        }
        Verdict verdict = said.isEmpty() ? Verdict.UNKNOWN : said.getFirst();
        Optional<Expression> evidence = f.scalar("evidence").map(s -> expression(s, Expression.Use.QUOTES));
        if (evidence.isEmpty()
                && List.of(Verdict.PASS, Verdict.FAIL, Verdict.WARN).contains(verdict)) {
            file.complain(node, "\"" + verdict.word() + "\" needs \"evidence\": what was seen that shows it");
        }
        return new Checklist.Rule(
                verdict, template(f, verdict.word(), !said.isEmpty()), condition(f), evidence, f.flag("regardless"));
    }

    private Expression condition(Fields f) {
        Node.Scalar nothing = new Node.Scalar("false", f.at().line(), f.at().column());
        if (f.need("when").isBlank()) {
            return Expression.whole(file, nothing);
        }
        return expression(f.scalar("when").orElse(nothing), Expression.Use.CONDITION);
    }

    private Expression expression(Node.Scalar scalar, Expression.Use use) {
        var expression = Expression.whole(file, scalar);
        if (eager) {
            expression.check(use, signatures);
        }
        return expression;
    }

    private Template template(Fields f, String name, boolean needed) {
        if (needed) {
            f.need(name);
        }
        return f.scalar(name).map(this::template).orElse(Template.EMPTY);
    }

    private Template template(Node.Scalar scalar) {
        var template = Template.of(file, scalar);
        if (eager) {
            template.check(signatures);
        }
        return template;
    }

    private void id(Fields f, String name, String id) {
        if (!id.isBlank() && !ID.matcher(id).matches()) {
            f.scalar(name)
                    .ifPresent(s -> file.complain(
                            s, "\"" + name + "\" is made of small letters, digits, dots and hyphens: p1.secret"));
        }
    }
}
