package espy.report;

import espy.checklist.CheckResult;
import espy.checklist.Evidence;
import espy.checklist.Verdict;
import espy.diagnosis.Finding;
import espy.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A run as a short text for a ticket or a chat: CommonMark, and readable where nothing renders it. */
public final class MarkdownReport {
    private static final int MOST_EVIDENCE = 3;
    private static final int MOST_UNPARSED = 20;

    /** What means something inside a paragraph; an underscore does so only at the edge of a word. */
    private static final Pattern SPECIAL =
            Pattern.compile("[\\\\`*\\[\\]<>#|~&$]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

    private final Run run;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(Run run) {
        this.run = run;
    }

    /** The whole text. Blocks are set apart by blank lines; every line that a gateway could have written is fenced or escaped. */
    public static String of(Run run) {
        return new MarkdownReport(run).write();
    }

    private String write() {
        Conclusion conclusion = Conclusion.of(run);
        block("## IPsec check of " + plain(run.gateway()));
        block("**" + plain(conclusion.text()) + "**" + after(" – ", conclusion.more()));
        var tunnel = new ArrayList<String>();
        Parts.tunnel(run).forEach((name, value) -> tunnel.add(plain(name) + ": " + plain(value)));
        list(tunnel);
        conclusion.top().ifPresent(this::cause);
        insight();
        checks();
        unparsed();
        block("Looked at " + plain(Parts.looked(run)) + ": " + plain(Conclusion.counts(run)) + ".");
        return text.toString();
    }

    private void cause(Finding finding) {
        finding.evidence().stream().limit(MOST_EVIDENCE).forEach(this::evidence);
        var advice = new ArrayList<String>();
        Parts.advice(finding.fix(), run).forEach((daemon, what) -> advice.add(plain(daemon) + ": " + plain(what)));
        section("What to do", advice);
        var others = run.diagnosis().stream()
                .filter(f -> !f.equals(finding))
                .map(f -> "Cause " + plain(f.cause()) + ": " + plain(f.title()) + " (" + Conclusion.percent(f) + ")")
                .toList();
        section("Also possible", others);
        section(
                "To be sure, find out",
                CheckJson.questions(run).stream().map(q -> "Q: " + plain(q)).toList());
    }

    /** The ladder, what does not fit between the ends, and the telling lines of the timeline. */
    private void insight() {
        var insight = run.insight();
        section(
                "The way of the packets",
                insight.ladder().stream()
                        .map(r -> r.state().word.replace('-', ' ') + ": " + plain(r.title()) + " – " + plain(r.says()))
                        .toList());
        section(
                "The two ends do not fit together",
                insight.mirror().stream()
                        .filter(r -> !r.holds())
                        .map(r -> plain(r.says()))
                        .toList());
        section(
                "Timeline",
                insight.timeline().stream()
                        .filter(e -> !e.signature().isEmpty() && !e.harmless())
                        .map(e -> e.end() + ": "
                                + e.time().map(t -> plain(t.toString()) + " ").orElse("") + plain(e.text()))
                        .toList());
        insight.warnings().forEach(w -> block(plain(w)));
    }

    /** Those that ask for attention; what passed is only counted. */
    private void checks() {
        var lines = new ArrayList<String>();
        for (CheckResult c : run.checks()) {
            if (c.verdict() != Verdict.PASS && c.verdict() != Verdict.SKIPPED) {
                lines.add(Marks.sign(c.verdict()) + " " + Marks.word(c.verdict()) + ": " + plain(c.title())
                        + after(" – ", c.summary()));
            }
        }
        section("Checks", lines);
    }

    private void unparsed() {
        if (run.unparsed().isEmpty()) {
            return;
        }
        block("### What was not understood");
        var lines = new ArrayList<>(run.unparsed().stream()
                .limit(MOST_UNPARSED)
                .map(u -> Unseen.line(u.text()))
                .toList());
        if (run.unparsed().size() > MOST_UNPARSED) {
            lines.add("… and " + (run.unparsed().size() - MOST_UNPARSED) + " more lines");
        }
        fenced(lines);
    }

    private void evidence(Evidence evidence) {
        String head = Parts.head(evidence);
        if (!head.isEmpty()) {
            block("Seen: " + plain(head));
        }
        var lines = new ArrayList<String>();
        if (!evidence.command().isBlank()) {
            lines.add("$ " + evidence.command());
        }
        lines.addAll(evidence.lines());
        fenced(lines);
    }

    /** A fence longer than every run of backticks inside, so that nothing inside can end it. */
    private void fenced(List<String> lines) {
        String body = Unseen.shown(String.join("\n", lines));
        String fence = "`".repeat(Math.max(3, longestRun(body) + 1));
        block(fence + "text\n" + body + "\n" + fence);
    }

    private static int longestRun(String body) {
        int longest = 0;
        int current = 0;
        for (int i = 0; i < body.length(); i++) {
            current = body.charAt(i) == '`' ? current + 1 : 0;
            longest = Math.max(longest, current);
        }
        return longest;
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            block("### " + title);
            list(lines);
        }
    }

    /** Each line begins with a word of Espy's own, so that no other text can begin a list or a heading. */
    private void list(List<String> lines) {
        if (!lines.isEmpty()) {
            block("- " + String.join("\n- ", lines));
        }
    }

    private void block(String block) {
        text.append(text.isEmpty() ? "" : "\n").append(block).append('\n');
    }

    private static String after(String mark, String words) {
        return words.isBlank() ? "" : mark + plain(words);
    }

    /** One line of text in which nothing is markup. */
    private static String plain(String words) {
        String line = Unseen.shown(words).replaceAll("\\s+", " ").strip();
        return SPECIAL.matcher(line).replaceAll("\\\\$0");
    }
}
