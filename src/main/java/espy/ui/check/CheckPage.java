package espy.ui.check;

import espy.checklist.CheckResult;
import espy.checklist.Verdict;
import espy.diagnosis.Finding;
import espy.diagnosis.Ladder;
import espy.run.Insight;
import espy.run.Run;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the Check screen shows of a run; made off the window's thread.
 *
 * @param live     whether the gateway answers now, so that more can be asked of it
 * @param findings most likely first; a consequence stands right after the cause it follows from
 * @param insight  what there is beside the checks: ladder, timeline, both ends, questions for the peer
 * @param daemon   the daemon on the gateway, whose advice is shown first
 * @param first    id of the check to show at first; "" when there are none
 */
public record CheckPage(
        String gateway,
        boolean live,
        Headline headline,
        List<Finding> findings,
        List<Group> groups,
        Insight insight,
        String daemon,
        String first) {

    /** What may stand on the right beside checks and causes. */
    public enum View {
        LADDER("The way of the packets"),
        TIMELINE("Timeline of the logs"),
        ENDS("Both ends compared"),
        QUESTIONS("Ask the peer's administrator");

        final String title;

        View(String title) {
            this.title = title;
        }
    }

    /** Those that have something to show, with a few words on how much. */
    Map<View, String> views() {
        var views = new EnumMap<View, String>(View.class);
        if (!insight.ladder().isEmpty()) {
            views.put(View.LADDER, Ladder.firstMissing(insight.ladder()).isPresent() ? "broken" : "whole");
        }
        if (!insight.mirror().isEmpty()) {
            long differ = insight.mirror().stream().filter(r -> !r.holds()).count();
            views.put(View.ENDS, differ == 0 ? "they fit" : differ + (differ == 1 ? " differs" : " differ"));
        }
        if (!insight.timeline().isEmpty()) {
            views.put(View.TIMELINE, insight.timeline().size() + " lines");
        }
        if (!insight.forPeer().isEmpty()) {
            views.put(View.QUESTIONS, insight.forPeer().size() + " questions");
        }
        return views;
    }

    /** A checklist with its checks in order. */
    public record Group(String id, String title, List<Item> items) {}

    /** A check and how deep it stands below others, 0 at the top. */
    public record Item(CheckResult check, int depth) {}

    /** One sentence on top of the screen, and a second one below it. */
    public record Headline(Mood mood, String text, String more) {}

    /** How the headline looks; the words say the same. */
    public enum Mood {
        TROUBLE,
        DOUBT,
        WELL
    }

    public static CheckPage of(Run run) {
        var groups = groups(run.checks());
        return new CheckPage(
                run.gateway(),
                run.snapshot().live(),
                headline(run),
                ordered(run.diagnosis()),
                groups,
                run.insight(),
                run.facts().daemon().kind(),
                first(run));
    }

    public Optional<CheckResult> check(String id) {
        return groups.stream()
                .flatMap(g -> g.items().stream())
                .map(Item::check)
                .filter(c -> c.id().equals(id))
                .findFirst();
    }

    private static List<Group> groups(List<CheckResult> checks) {
        var byList = new LinkedHashMap<String, List<CheckResult>>();
        checks.forEach(c ->
                byList.computeIfAbsent(c.checklist(), _ -> new ArrayList<>()).add(c));
        return byList.entrySet().stream()
                .map(e -> new Group(e.getKey(), e.getValue().getFirst().checklistTitle(), items(e.getValue())))
                .toList();
    }

    private static List<Item> items(List<CheckResult> checks) {
        var parents = new LinkedHashMap<String, String>();
        checks.forEach(c -> parents.put(c.id(), c.parent()));
        return checks.stream().map(c -> new Item(c, depth(c.parent(), parents))).toList();
    }

    private static int depth(String parent, Map<String, String> parents) {
        int depth = 0;
        String at = parent;
        while (depth < 3 && !at.isEmpty()) { // a person's own checklist may name itself as parent
            depth++;
            at = parents.getOrDefault(at, "");
        }
        return depth;
    }

    private static List<Finding> ordered(List<Finding> diagnosis) {
        var ordered = new ArrayList<Finding>();
        for (Finding f : diagnosis) {
            if (f.under().isEmpty() || diagnosis.stream().noneMatch(o -> named(o, f.under()))) {
                ordered.add(f);
                diagnosis.stream()
                        .filter(o -> !o.equals(f) && named(f, o.under()))
                        .forEach(ordered::add);
            }
        }
        diagnosis.stream().filter(f -> !ordered.contains(f)).forEach(ordered::add);
        return List.copyOf(ordered);
    }

    private static boolean named(Finding f, String cause) {
        return f.cause().equals(cause) || f.slug().equals(cause);
    }

    private static Headline headline(Run run) {
        if (!run.diagnosis().isEmpty()) {
            Finding top = ordered(run.diagnosis()).getFirst();
            return new Headline(Mood.TROUBLE, "Most likely: " + top.title() + " (" + percent(top) + ")", top.summary());
        }
        long failed = count(run, Verdict.FAIL);
        if (failed > 0) {
            return new Headline(
                    Mood.TROUBLE,
                    (failed == 1 ? "One check fails" : failed + " checks fail")
                            + ", and no cause that Espy knows explains it",
                    "Begin with the first failed check: it shows what was seen and what to do.");
        }
        if (run.exit() == 4) {
            return new Headline(
                    Mood.DOUBT,
                    "What decides could not be seen",
                    run.facts().gateway().root()
                            ? "Nothing failed, but too little is known to say that all is well."
                            : "Become root (Ctrl+U), or log in as root.");
        }
        long warned = count(run, Verdict.WARN);
        return new Headline(
                Mood.WELL,
                "No trouble found",
                count(run, Verdict.PASS) + " checks passed"
                        + (warned == 0 ? "" : ", " + warned + (warned == 1 ? " warns" : " warn"))
                        + ". What only a person can know is marked with a question.");
    }

    static String percent(Finding f) {
        return Math.round(f.confidence() * 100) + " %";
    }

    private static long count(Run run, Verdict verdict) {
        return run.checks().stream().filter(c -> c.verdict() == verdict).count();
    }

    /** A failed check that the likeliest cause explains, else any failed one, else what warns, else the first. */
    private static String first(Run run) {
        List<String> explained = run.diagnosis().isEmpty()
                ? List.of()
                : run.diagnosis().getFirst().explains();
        return run.checks().stream()
                .filter(c -> c.verdict() == Verdict.FAIL && explained.contains(c.id()))
                .findFirst()
                .or(() -> with(run, Verdict.FAIL))
                .or(() -> with(run, Verdict.WARN))
                .or(() -> run.checks().stream().findFirst())
                .map(CheckResult::id)
                .orElse("");
    }

    private static Optional<CheckResult> with(Run run, Verdict verdict) {
        return run.checks().stream().filter(c -> c.verdict() == verdict).findFirst();
    }
}
