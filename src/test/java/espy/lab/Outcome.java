package espy.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What one check said about a scenario.
 *
 * @param first    the first diagnosis; "" when there was none
 * @param rank     at which place one of the true causes stands, from 1; 0 when it is not there, or when nothing is wrong
 * @param alarms   failing verdicts and diagnoses on a healthy set-up
 * @param left     what the check left behind on a gateway
 * @param error    why there is no answer; "" when there is one
 */
record Outcome(String first, int rank, double seconds, List<String> alarms, List<String> left, String error) {
    static Outcome of(Scenario scenario, JsonNode json, double seconds, List<String> left) {
        var causes = new ArrayList<String>();
        json.path("diagnosis").forEach(d -> causes.add(d.path("cause").asString()));
        int rank = 0;
        for (int i = causes.size(); i > 0; i--) {
            rank = scenario.causes().contains(causes.get(i - 1)) ? i : rank;
        }
        var alarms = new ArrayList<String>();
        if (scenario.healthy()) {
            alarms.addAll(causes);
            json.path("checks").forEach(c -> {
                if (c.path("verdict").asString().equals("fail")) {
                    alarms.add(c.path("id").asString());
                }
            });
        }
        return new Outcome(causes.isEmpty() ? "" : causes.getFirst(), rank, seconds, alarms, left, "");
    }

    static Outcome failed(String error, double seconds) {
        return new Outcome(
                "",
                0,
                seconds,
                List.of(),
                List.of(),
                error.strip().lines().findFirst().orElse("no answer"));
    }

    /** How good it is, so that more is better: 3 is right, 2 among the first three, 1 answered, 0 no answer. */
    int grade(Scenario scenario) {
        if (!error.isEmpty()) {
            return 0;
        }
        if (scenario.healthy()) {
            return alarms.isEmpty() ? 3 : 1;
        }
        boolean amongThree = rank == 2 || rank == 3;
        return rank == 1 ? 3 : amongThree ? 2 : 1;
    }

    String cells(Scenario scenario) {
        String said =
                !error.isEmpty() ? error.replace('|', '/') : scenario.healthy() ? String.join(" ", alarms) : first;
        return String.format(
                Locale.ROOT, "%s | %s | %.1f", said.isEmpty() ? "–" : said, rank == 0 ? "–" : rank, seconds);
    }
}
