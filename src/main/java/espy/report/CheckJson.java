package espy.report;

import espy.diagnosis.Finding;
import espy.probe.facts.TunnelFacts;
import espy.run.Run;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A run as {@code espy check --json} prints it. The names are a contract: other programs rely on them. */
public final class CheckJson {
    /** Questions that a person is asked at once: more would be read by nobody. */
    private static final int MOST_QUESTIONS = 2;

    private static final Set<String> NOT_OF_TUNNEL = Set.of("chosen", "overlap", "sas", "policies", "connection");

    private CheckJson() {}

    /** One object, pretty-printed. What is not there is unknown. */
    public static String of(Run run) {
        var json = Json.object();
        json.put("gateway", run.gateway());
        json.put("started", run.started().toString());
        json.put("tookMs", run.took().toMillis());
        if (run.facts().tunnel().chosen()) {
            json.set("tunnel", tunnel(run.facts().tunnel()));
        }
        json.set("checks", Json.withoutBlanks(Json.of(run.checks())));
        var diagnosis = json.putArray("diagnosis");
        run.diagnosis().forEach(f -> diagnosis.add(finding(f)));
        var insight = run.insight();
        insight.peer().ifPresent(p -> json.put("peerGateway", p));
        json.set("ladder", Json.withoutBlanks(Json.of(insight.ladder())));
        json.set("timeline", Json.withoutBlanks(Json.of(insight.timeline())));
        json.set("mirror", Json.of(insight.mirror()));
        json.set("questions", Json.of(questions(run)));
        if (!insight.warnings().isEmpty()) {
            json.set("warnings", Json.of(insight.warnings()));
        }
        json.set("unparsed", Json.of(run.unparsed()));
        json.put("exit", run.exit());
        return Json.text(json);
    }

    /** The quotes stay away: they are evidence of checks, and stand there. */
    private static ObjectNode tunnel(TunnelFacts tunnel) {
        return Json.withoutBlanks(Json.of(tunnel, name -> !NOT_OF_TUNNEL.contains(name)));
    }

    private static ObjectNode finding(Finding finding) {
        var json = Json.withoutBlanks(Json.of(finding));
        json.put("confidence", thousandths(finding.confidence()));
        json.put("score", thousandths(finding.score()));
        return json;
    }

    private static double thousandths(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /** What would tell the likeliest causes apart, the likeliest cause's questions first. */
    static List<String> questions(Run run) {
        var separating = run.diagnosis().stream()
                .flatMap(f -> f.separate().stream())
                .distinct()
                .limit(MOST_QUESTIONS);
        return Stream.concat(separating, run.insight().forPeer().stream()).toList();
    }
}
