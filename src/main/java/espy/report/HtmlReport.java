package espy.report;

import espy.base.Unparsed;
import espy.checklist.CheckResult;
import espy.checklist.Evidence;
import espy.checklist.Verdict;
import espy.diagnosis.Event;
import espy.diagnosis.Finding;
import espy.diagnosis.Relation;
import espy.diagnosis.Rung;
import espy.gateway.Answer;
import espy.run.Run;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run as one HTML file that needs nothing else: no scripts, no pictures, no network. Follows the reader's light or dark, prints well. */
public final class HtmlReport {
    private static final int MOST_UNPARSED = 200;

    private static final String CSS = """
            :root { color-scheme: light dark; --back: #fff; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --code: #f6f8fa;
              --pass: #1a7f37; --fail: #c4232b; --warn: #8a5a00; --note: #0757ba; }
            @media (prefers-color-scheme: dark) { :root { --back: #0d1117; --text: #f0f6fc; --muted: #9198a1; --line: #3d444d; --code: #151b23;
              --pass: #3fb950; --fail: #ff7b72; --warn: #d8a02a; --note: #79b8ff; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--back); color: var(--text);
              font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
            h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
            p { margin: .35rem 0; } .muted { color: var(--muted); }
            .conclusion { border-left: 4px solid var(--note); padding: .25rem 1rem; margin: 1rem 0; }
            .trouble { border-color: var(--fail); } .doubt { border-color: var(--warn); } .well { border-color: var(--pass); }
            .conclusion strong { font-size: 1.2rem; }
            pre { background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: .5rem .75rem; margin: .35rem 0;
              font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; }
            table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;
              border-bottom: 1px solid var(--line); } th { font-weight: 600; } td.number { text-align: right; white-space: nowrap; }
            td code { font: 12px/1.45 ui-monospace, monospace; white-space: pre-wrap; }
            details { border-bottom: 1px solid var(--line); padding: .3rem 0; } summary { cursor: pointer; }
            details > :not(summary) { margin-left: 1.2rem; } .below { margin-left: 1.5rem; }
            .verdict { font-weight: 600; margin-right: .5rem; color: var(--muted); }
            .pass { color: var(--pass); } .fail { color: var(--fail); } .warn { color: var(--warn); } .needs-you { color: var(--note); }
            a { color: var(--note); }
            @media print { body { max-width: none; padding: 0; font-size: 10pt; } pre, tr, summary { break-inside: avoid; }
              details::details-content { content-visibility: visible; display: block; } }
            """;

    private final Run run;
    private final Markup html = new Markup();

    private HtmlReport(Run run) {
        this.run = run;
    }

    /** The whole file. */
    public static String of(Run run) {
        return new HtmlReport(run).write();
    }

    private String write() {
        Conclusion conclusion = Conclusion.of(run);
        html.open("html", "lang", "en").open("head");
        html.start("meta", "charset", "utf-8");
        html.start("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.start(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'unsafe-inline'");
        html.element("title", "Espy – " + run.gateway()).style(CSS).close();
        html.open("body").element("h1", run.gateway()).element("p", Parts.looked(run), "class", "muted");
        html.open("div", "class", "conclusion " + conclusion.mood().name().toLowerCase(Locale.ROOT));
        html.element("strong", conclusion.text());
        paragraph(conclusion.more(), "");
        html.close();
        conclusion.top().ifPresent(this::cause);
        others(conclusion);
        questions();
        ladder();
        ends();
        timeline();
        tunnel();
        Parts.groups(run).forEach(this::group);
        ran();
        unparsed();
        return html.toString();
    }

    private void cause(Finding finding) {
        paragraph(strength(finding) + " · " + finding.cause() + " " + finding.slug(), "muted");
        if (!finding.evidence().isEmpty()) {
            html.element("h2", "What Espy saw");
            finding.evidence().forEach(this::evidence);
        }
        if (!finding.fix().isEmpty()) {
            html.element("h2", "What to do");
            advice(finding.fix());
        }
        notSeen(finding);
    }

    private void others(Conclusion conclusion) {
        List<Finding> others = run.diagnosis().stream()
                .filter(f -> !conclusion.top().equals(Optional.of(f)))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        html.element("h2", "Other causes");
        for (Finding f : others) {
            html.open("details").open("summary");
            html.text((f.under().isEmpty() ? "Also possible: " : "Follows from " + f.under() + ": ") + f.title() + " ("
                    + Conclusion.percent(f) + ")");
            html.close();
            paragraph(f.summary(), "");
            paragraph(strength(f) + " · " + f.cause() + " " + f.slug(), "muted");
            f.evidence().forEach(this::evidence);
            notSeen(f);
            advice(f.fix());
            html.close();
        }
    }

    private static String strength(Finding finding) {
        return switch (finding.strength()) {
            case "proof" -> "Proved by what the gateway says";
            case "strong" -> "Strong evidence, no proof";
            default -> "Hints only";
        };
    }

    private void notSeen(Finding finding) {
        if (!finding.notSeen().isEmpty()) {
            html.element("h3", "Not seen");
            list(finding.notSeen());
        }
    }

    private void questions() {
        List<String> questions = CheckJson.questions(run);
        if (!questions.isEmpty()) {
            html.element("h2", "To be sure, find out");
            list(questions);
        }
    }

    private void ladder() {
        if (!run.insight().ladder().isEmpty()) {
            html.element("h2", "The way of the packets").open("table");
            for (Rung r : run.insight().ladder()) {
                String style =
                        switch (r.state()) {
                            case PASSED -> "pass";
                            case MISSING -> "fail";
                            case NOT_TESTED -> "muted";
                        };
                html.open("tr")
                        .element("td", r.state().word.replace('-', ' '), "class", style)
                        .element("td", r.title())
                        .element("td", r.says())
                        .close();
            }
            html.close();
        }
    }

    private void ends() {
        run.insight().warnings().forEach(w -> paragraph(w, "warn"));
        if (!run.insight().mirror().isEmpty()) {
            html.element(
                            "h2",
                            "Both ends: " + run.gateway() + " and "
                                    + run.insight().peer().orElse(""))
                    .open("table");
            for (Relation r : run.insight().mirror()) {
                html.open("tr")
                        .element("td", r.holds() ? "fits" : "differs", "class", r.holds() ? "pass" : "fail")
                        .element("td", r.says())
                        .close();
            }
            html.close();
        }
    }

    private void timeline() {
        if (!run.insight().timeline().isEmpty()) {
            html.element("h2", "Timeline").open("table");
            for (Event e : run.insight().timeline()) {
                html.open("tr")
                        .element("td", e.time().map(Object::toString).orElse(""), "class", "muted")
                        .element("td", e.end())
                        .open("td")
                        .element("code", Unseen.shown(e.text()))
                        .close()
                        .element("td", e.meaning(), "class", e.harmless() ? "muted" : "")
                        .close();
            }
            html.close();
        }
    }

    private void tunnel() {
        Map<String, String> rows = Parts.tunnel(run);
        if (rows.isEmpty()) {
            return;
        }
        html.element("h2", "Tunnel").open("table");
        rows.forEach((name, value) -> html.open("tr")
                .element("th", name, "scope", "row")
                .element("td", value)
                .close());
        html.close();
    }

    private void group(Parts.Group group) {
        html.element("h2", group.title());
        group.checks().forEach(this::check);
    }

    private void check(CheckResult check) {
        boolean telling = check.verdict() == Verdict.FAIL || check.verdict() == Verdict.WARN;
        String place = check.parent().isEmpty() ? "check" : "check below";
        if (telling) {
            html.open("details", "class", place, "id", check.id(), "open", "open");
        } else {
            html.open("details", "class", place, "id", check.id());
        }
        String word = Marks.sign(check.verdict()) + " " + Marks.word(check.verdict());
        html.open("summary")
                .element("span", word, "class", "verdict " + check.verdict().word());
        html.text(check.title()).close();
        paragraph(check.summary(), "");
        check.evidence().forEach(this::evidence);
        paragraph(check.ask(), "");
        if (!check.todo().isEmpty()) {
            html.element("h3", "What to do");
            advice(check.todo());
        }
        paragraph(check.why(), "muted");
        check.links().forEach(this::link);
        html.close();
    }

    /** Checklists are also written by others: only what a browser opens as a page becomes a link. */
    private void link(CheckResult.Link link) {
        if (link.url().startsWith("https://") || link.url().startsWith("http://")) {
            html.open("p")
                    .element("a", link.title(), "href", link.url(), "rel", "noreferrer")
                    .close();
        } else {
            paragraph(link.title() + ": " + link.url(), "");
        }
    }

    private void evidence(Evidence evidence) {
        paragraph(Parts.head(evidence), "");
        if (!evidence.command().isBlank()) {
            html.element("p", "$ " + evidence.command(), "class", "muted");
        }
        if (evidence.lines().isEmpty()) {
            paragraph("Nothing was printed, and that is what tells.", "muted");
        } else {
            html.element("pre", String.join("\n", evidence.lines()));
        }
    }

    private void advice(Map<String, String> byDaemon) {
        Parts.advice(byDaemon, run)
                .forEach((daemon, text) ->
                        html.open("p").element("b", daemon + ":").text(text).close());
    }

    private void ran() {
        html.element("h2", "What was run").open("table").open("tr");
        List.of("Probe", "Command", "Outcome", "Time").forEach(h -> html.element("th", h, "scope", "col"));
        html.close();
        for (Answer a : run.snapshot().answers()) {
            html.open("tr")
                    .element("td", a.id())
                    .open("td")
                    .element("code", a.command())
                    .close();
            html.element("td", Parts.outcome(a))
                    .element("td", a.took().toMillis() + " ms", "class", "number")
                    .close();
        }
        html.close();
    }

    private void unparsed() {
        List<Unparsed> lines = run.unparsed();
        if (lines.isEmpty()) {
            return;
        }
        html.element("h2", "What was not understood").open("table");
        for (Unparsed u : lines.subList(0, Math.min(MOST_UNPARSED, lines.size()))) {
            html.open("tr").element("td", "line " + u.line()).open("td").element("code", Unseen.line(u.text()));
            html.close().close();
        }
        html.close();
        if (lines.size() > MOST_UNPARSED) {
            paragraph("… and " + (lines.size() - MOST_UNPARSED) + " more lines", "muted");
        }
    }

    private void list(List<String> sentences) {
        html.open("ul");
        sentences.forEach(s -> html.element("li", s));
        html.close();
    }

    private void paragraph(String text, String style) {
        if (text.isBlank()) {
            return;
        }
        if (style.isEmpty()) {
            html.element("p", text);
        } else {
            html.element("p", text, "class", style);
        }
    }
}
