package espy.cli;

import espy.checklist.CheckResult;
import espy.checklist.Clean;
import espy.checklist.Evidence;
import espy.checklist.Verdict;
import espy.cli.Page.Ink;
import espy.diagnosis.Event;
import espy.diagnosis.Finding;
import espy.diagnosis.Ladder;
import espy.diagnosis.Relation;
import espy.diagnosis.Rung;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.NotRoot;
import espy.run.Run;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run for a terminal: the cause on top, then each checklist; what is wrong with its evidence, what is right in one line. */
final class CheckText {
    private static final int MOST_EVIDENCE = 4;
    private static final int MOST_CAUSES = 3;
    private static final int LABEL = 12;
    private static final int MOST_EVENTS = 8;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Run run;
    private final Page page;

    private CheckText(Run run, Terminal terminal) {
        this.run = run;
        this.page = new Page(terminal);
    }

    static String of(Run run, Terminal terminal) {
        var text = new CheckText(run, terminal);
        text.head();
        text.diagnosis();
        text.ladder();
        text.ends();
        text.timeline();
        text.forPeer();
        text.checklists();
        text.foot();
        return text.page.toString();
    }

    private void head() {
        var f = run.facts();
        var parts = new ArrayList<String>();
        parts.add(Clean.line(run.gateway()));
        parts.add(Clean.line(f.gateway().user()) + access(run.snapshot().access()));
        f.daemon().version().ifPresent(v -> parts.add(Clean.line(v)));
        f.gateway().os().ifPresent(o -> parts.add(Clean.line(o)));
        page.line(page.ink(Ink.BOLD, parts.getFirst()) + " · " + String.join(" · ", parts.subList(1, parts.size())));
        var t = f.tunnel();
        if (t.chosen()) {
            String state =
                    t.installed().map(i -> i ? "SAs installed" : "no SAs").orElse("SAs not seen");
            String nets = String.join(", ", t.localTs()) + " ⇄ " + String.join(", ", t.remoteTs());
            page.paragraph(
                    "tunnel ",
                    7,
                    Ink.PLAIN,
                    t.name() + " · " + nets + " · peer " + or(t.peer(), "any") + " · " + state);
        }
        if (run.tunnels().size() > 1) {
            page.line(
                    page.ink(Ink.DIM, "       one of " + run.tunnels().size() + "; --tunnel NAME chooses another one"));
        }
    }

    private static String access(Access access) {
        return switch (access) {
            case ROOT -> "";
            case SUDO -> " (sudo)";
            case DOAS -> " (doas)";
            case USER -> " (no root)";
        };
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private void diagnosis() {
        page.blank();
        if (run.diagnosis().isEmpty()) {
            String verdict =
                    switch (run.exit()) {
                        case 0 -> "Nothing failed";
                        case 1 -> "Something failed, but no known cause fits";
                        default -> "Nothing failed, but what decides could not be seen";
                    };
            page.line(page.ink(run.exit() == 0 ? Ink.GOOD : Ink.WARN, verdict));
            return;
        }
        Finding first = run.diagnosis().getFirst();
        page.paragraph(
                page.ink(Ink.BOLD, "Most likely "),
                LABEL,
                Ink.BAD,
                "%s (%s, %s)".formatted(first.title(), percent(first), first.cause()));
        page.paragraph(label("because"), LABEL, Ink.PLAIN, first.summary());
        first.evidence().stream().limit(2).forEach(e -> evidence(e, LABEL));
        fix(first.fix(), "do");
        for (Finding f : run.diagnosis().stream().skip(1).limit(MOST_CAUSES - 1).toList()) {
            String under = f.under().isEmpty() ? "" : ", follows from " + f.under();
            page.paragraph(
                    label("also"),
                    LABEL,
                    Ink.PLAIN,
                    "%s (%s, %s%s)".formatted(f.title(), percent(f), f.cause(), under));
        }
        if (run.diagnosis().size() > 1 && run.diagnosis().get(1).under().isEmpty()) {
            first.separate().stream().limit(1).forEach(q -> page.paragraph(label("to be sure"), LABEL, Ink.NOTE, q));
        }
    }

    /** How far the packets of an active look came. */
    private void ladder() {
        if (run.insight().ladder().isEmpty()) {
            return;
        }
        page.blank().line(page.ink(Ink.BOLD, "The way of the packets"));
        var missing = Ladder.firstMissing(run.insight().ladder());
        for (Rung r : run.insight().ladder()) {
            String sign =
                    switch (r.state()) {
                        case PASSED -> page.ink(Ink.GOOD, " ✓  ");
                        case MISSING -> page.ink(Ink.BAD, " ✗  ");
                        case NOT_TESTED -> page.ink(Ink.DIM, " ·  ");
                    };
            String mark = missing.equals(Optional.of(r)) ? " ◀ first missing" : "";
            page.paragraph(sign, 4, Ink.PLAIN, r.title() + ": " + r.says() + mark);
        }
    }

    /** What does not fit together between the two ends. */
    private void ends() {
        run.insight().warnings().forEach(w -> page.paragraph(label("note"), LABEL, Ink.WARN, w));
        run.insight().peer().ifPresent(peer -> {
            var mirror = run.insight().mirror();
            long holds = mirror.stream().filter(Relation::holds).count();
            page.blank()
                    .line(page.ink(Ink.BOLD, "Both ends") + "   "
                            + page.ink(Ink.DIM, holds + " of " + mirror.size() + " relations with " + peer + " hold"));
            mirror.stream()
                    .filter(r -> !r.holds())
                    .forEach(r -> page.paragraph(page.ink(Ink.BAD, " ✗  "), 4, Ink.PLAIN, r.says()));
        });
    }

    /** The telling lines of the last attempt; the whole timeline is in the reports. */
    private void timeline() {
        if (run.diagnosis().isEmpty() || run.insight().peer().isEmpty()) {
            return;
        }
        var telling = run.insight().timeline().stream()
                .filter(e -> !e.signature().isEmpty() && !e.harmless())
                .toList();
        if (!telling.isEmpty()) {
            page.blank().line(page.ink(Ink.BOLD, "What the two logs say"));
            for (Event e : telling.subList(Math.max(0, telling.size() - MOST_EVENTS), telling.size())) {
                String when = e.time().map(t -> CLOCK.format(t) + " ").orElse("");
                page.paragraph(
                        " " + page.ink(Ink.DIM, e.end().equals("peer") ? "peer " : "here "),
                        6,
                        Ink.PLAIN,
                        when + e.text());
            }
        }
    }

    private void forPeer() {
        if (!run.insight().forPeer().isEmpty()) {
            page.blank().line(page.ink(Ink.BOLD, "Ask the peer's administrator"));
            int n = 1;
            for (String q : run.insight().forPeer()) {
                page.paragraph(" " + n++ + "  ", 4, Ink.PLAIN, q);
            }
        }
    }

    private String label(String word) {
        return page.ink(Ink.DIM, "%-12s".formatted(word));
    }

    private static String percent(Finding f) {
        return Math.clamp(Math.round(f.confidence() * 100), 1, 99) + " %";
    }

    /** What to do for the daemon that is here; else for all. */
    private void fix(Map<String, String> fix, String word) {
        String kind = run.facts().daemon().kind();
        String head = word;
        for (String daemon : List.of(kind, "any")) {
            if (fix.containsKey(daemon)) {
                page.paragraph(label(head), LABEL, Ink.PLAIN, fix.get(daemon));
                head = "";
            }
        }
    }

    private void checklists() {
        String list = "";
        for (CheckResult c : run.checks()) {
            if (!c.checklist().equals(list)) {
                list = c.checklist();
                page.blank().line(page.ink(Ink.BOLD, c.checklistTitle()) + "   " + page.ink(Ink.DIM, count(list)));
            }
            check(c);
        }
    }

    private String count(String list) {
        var parts = new ArrayList<String>();
        for (Verdict v : Verdict.values()) {
            long n = run.checks().stream()
                    .filter(c -> c.checklist().equals(list) && c.verdict() == v)
                    .count();
            if (n > 0) {
                parts.add(n + " " + v.word().replace("needs-you", "for you"));
            }
        }
        return String.join(" · ", parts);
    }

    private void check(CheckResult c) {
        int depth = c.parent().isEmpty() ? 0 : 2;
        int indent = depth + 4;
        page.paragraph(" ".repeat(depth) + mark(c.verdict()) + " ", indent, Ink.PLAIN, c.title());
        boolean bad = c.verdict() == Verdict.FAIL || c.verdict() == Verdict.WARN;
        if (c.verdict() == Verdict.NEEDS_YOU || c.verdict() == Verdict.UNKNOWN) {
            if (c.verdict() == Verdict.UNKNOWN) {
                page.paragraph(" ".repeat(indent), indent, Ink.DIM, c.summary());
            }
            if (!c.ask().isEmpty()) {
                page.paragraph(" ".repeat(indent) + page.ink(Ink.NOTE, "? "), indent + 2, Ink.DIM, c.ask());
            }
        } else {
            page.paragraph(" ".repeat(indent), indent, bad ? ink(c.verdict()) : Ink.DIM, c.summary());
        }
        if (bad) {
            c.evidence().stream().limit(2).forEach(e -> evidence(e, indent));
        }
    }

    private static Ink ink(Verdict v) {
        return switch (v) {
            case PASS -> Ink.GOOD;
            case FAIL -> Ink.BAD;
            case WARN -> Ink.WARN;
            case NEEDS_YOU -> Ink.NOTE;
            case UNKNOWN, SKIPPED -> Ink.DIM;
        };
    }

    private String mark(Verdict v) {
        String sign =
                switch (v) {
                    case PASS -> " ✓ ";
                    case FAIL -> " ✗ ";
                    case WARN -> " ! ";
                    case NEEDS_YOU, UNKNOWN -> " ? ";
                    case SKIPPED -> " – ";
                };
        return page.ink(ink(v), sign);
    }

    private void evidence(Evidence e, int indent) {
        if (e.lines().isEmpty()) {
            page.evidence(indent, "(nothing was printed by: " + firstLine(e.command()) + ")");
            return;
        }
        e.lines().stream().filter(l -> !l.isBlank()).limit(MOST_EVIDENCE).forEach(l -> page.evidence(indent, l));
        if (e.lines().size() > MOST_EVIDENCE) {
            page.line(" ".repeat(indent)
                    + page.ink(Ink.DIM, "│ … " + (e.lines().size() - MOST_EVIDENCE) + " more lines"));
        }
    }

    private static String firstLine(String command) {
        String line = command.lines().findFirst().orElse("").strip();
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }

    private void foot() {
        var answers = run.snapshot().answers();
        long done =
                answers.stream().filter(a -> a.outcome() == Answer.Outcome.DONE).count();
        var unseen = answers.stream()
                .filter(a -> a.outcome() == Answer.Outcome.NEEDS_ROOT)
                .toList();
        String text = String.format(
                Locale.ROOT,
                "%d of %d probes answered%s · %.1f s · %snothing was changed on the gateway%s",
                done,
                answers.size(),
                unseen.isEmpty() ? "" : ", " + unseen.size() + " need root",
                run.took().toMillis() / 1000.0,
                run.facts().active().ran().orElse(false) ? "packets were sent, " : "",
                run.unparsed().isEmpty() ? "" : " · " + run.unparsed().size() + " lines not understood");
        page.blank().line(page.ink(Ink.DIM, text));
        unseen.stream()
                .map(Answer::err)
                .filter(e -> !e.isBlank())
                .findFirst()
                .ifPresent(e ->
                        page.line(page.ink(Ink.DIM, "not root: " + NotRoot.of(e).sentence())));
    }
}
