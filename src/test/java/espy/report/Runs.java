package espy.report;

import espy.base.Unparsed;
import espy.checklist.CheckResult;
import espy.checklist.Evidence;
import espy.checklist.Verdict;
import espy.diagnosis.Finding;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.probe.Snapshot;
import espy.probe.Vault;
import espy.probe.facts.Facts;
import espy.probe.facts.FactsForTests;
import espy.run.Insight;
import espy.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs for the tests of reports. */
final class Runs {
    /** What a gateway may say to trouble whoever reads its report. */
    static final String HOSTILE =
            "<script>alert(1)</script> ```` & \"' ]]> \u001b[31mred\u001b]0;title\u0007 \u202egnp.exe\u0000\ud800 |*x*_y_";

    private static final Instant AT = Instant.parse("2026-11-23T12:01:05Z");

    private Runs() {}

    /** A gateway whose peer refuses the pre-shared key. */
    static Run failing() {
        return failing("parsed IKE_AUTH response 1 [ N(AUTH_FAILED) ]");
    }

    /** The same, and every text that can come from a gateway is this one. */
    static Run failing(String says) {
        var evidence = new Evidence(
                "P13.journal",
                "journalctl -u strongswan",
                List.of(says, "second line"),
                "here",
                Optional.of("2026-11-23T12:01:03"),
                "The peer refused: " + says);
        var finding = new Finding(
                "B07",
                "psk-mismatch-ikev2",
                "The pre-shared keys differ",
                0.952574,
                3.0,
                "strong",
                "S1",
                "The peer answered: " + says,
                List.of("p1.secret"),
                List.of(evidence),
                List.of("The other end's log"),
                List.of("First question?", "Second question?", "Third question?"),
                Map.of("strongswan", "Make the secrets equal, then swanctl --load-creds.", "racoon", "Edit psk.txt."),
                "");
        Facts facts = FactsForTests.with(
                "daemon.kind",
                "strongswan",
                "tunnel.chosen",
                true,
                "tunnel.name",
                "muc/muc-net",
                "tunnel.peer",
                "198.51.100.2",
                "tunnel.localTs",
                List.of("10.1.0.0/16"),
                "tunnel.remoteTs",
                List.of("10.2.0.0/16"),
                "tunnel.installed",
                false);
        return run(
                facts,
                List.of(
                        check("p1.daemon", "", Verdict.PASS, "strongswan runs"),
                        check("p1.secret", "", Verdict.FAIL, "Refused: " + says, evidence),
                        check("p1.secret-text", "p1.secret", Verdict.UNKNOWN, "Not seen"),
                        check("p2.esp", "", Verdict.WARN, "No rule names ESP"),
                        check("p2.sha2", "", Verdict.SKIPPED, "No SA is installed"),
                        check("p2.help", "", Verdict.NEEDS_YOU, "Only you can know")),
                List.of(finding),
                List.of(new Unparsed(7, "P13.journal: " + says)),
                1);
    }

    static Run healthy() {
        return run(
                FactsForTests.absent(),
                List.of(check("p1.daemon", "", Verdict.PASS, "strongswan runs")),
                List.of(),
                List.of(),
                0);
    }

    private static CheckResult check(String id, String parent, Verdict verdict, String summary, Evidence... evidence) {
        String list = id.startsWith("p1") ? "phase-1" : "phase-2";
        return new CheckResult(
                id,
                list,
                list.equals("phase-1") ? "Phase 1 – do they talk?" : "Phase 2 – does traffic pass?",
                List.of("P1-a"),
                "Title of " + id,
                "Why it matters",
                verdict,
                summary,
                List.of(evidence),
                verdict == Verdict.NEEDS_YOU ? "Is somebody there to help?" : "",
                verdict == Verdict.FAIL ? Map.of("any", "Compare them.") : Map.of(),
                List.of(
                        new CheckResult.Link("RFC 7296", "https://www.rfc-editor.org/rfc/rfc7296"),
                        new CheckResult.Link("Trap", "javascript:alert(1)")),
                parent);
    }

    private static Run run(
            Facts facts, List<CheckResult> checks, List<Finding> diagnosis, List<Unparsed> unparsed, int exit) {
        var answers = List.of(
                new Answer(
                        "P06.state",
                        "ip -s xfrm state",
                        AT,
                        Duration.ofMillis(20),
                        Answer.Outcome.DONE,
                        0,
                        false,
                        "",
                        ""),
                new Answer(
                        "P11.nft",
                        "nft -a list ruleset",
                        AT,
                        Duration.ZERO,
                        Answer.Outcome.NEEDS_ROOT,
                        -1,
                        false,
                        "",
                        ""));
        return new Run(
                "fra-gw1",
                AT,
                Duration.ofMillis(640),
                new Snapshot("fra-gw1", Access.SUDO, "admin", AT, true, Vault.EMPTY, answers),
                facts,
                List.of(facts.tunnel()),
                checks,
                diagnosis,
                Insight.NONE,
                unparsed,
                exit);
    }
}
