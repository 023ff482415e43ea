package espy.ui.shell;

import espy.daemon.Connection;
import espy.gateway.Access;
import espy.gateway.Answer;
import espy.probe.facts.DaemonFacts;
import espy.run.Run;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the top bar and the status line say of a run.
 *
 * @param access  {@code root}, {@code sudo} or {@code user}
 * @param limited whether the access hides what decides
 * @param live    whether the gateway answers now: a recording can be neither stirred nor joined with another end
 * @param rises   whether asking for root may change that: recordings stay as they are
 * @param tunnel  the one the run is about; "" when there is none
 * @param asked   the tunnel that the person chose; absent when Espy did
 * @param tunnels those to choose from, the current one included
 * @param status  for example {@code 31 probes in 0.6 s · sudo · nothing was changed on the gateway}
 */
public record Frame(
        String gateway,
        String access,
        boolean limited,
        boolean live,
        boolean rises,
        String tunnel,
        Optional<String> asked,
        List<String> tunnels,
        String status) {
    private static final int MOST_TUNNELS = 2000;

    static Frame of(Run run, Optional<String> asked) {
        Access access = run.snapshot().access();
        String word =
                switch (access) {
                    case ROOT -> "root";
                    case SUDO -> "sudo";
                    case DOAS -> "doas";
                    case USER -> "user";
                };
        var names = new LinkedHashSet<String>();
        String tunnel = run.facts().tunnel().name();
        if (!tunnel.isEmpty()) {
            names.add(tunnel);
        }
        DaemonFacts daemon = run.facts().daemon();
        daemon.connections().or(daemon::configured).ifPresent(all -> all.forEach(c -> names.addAll(tunnelsOf(c))));
        return new Frame(
                run.gateway(),
                word,
                access == Access.USER,
                run.snapshot().live(),
                access == Access.USER && run.snapshot().live(),
                tunnel,
                asked,
                names.stream().limit(MOST_TUNNELS).toList(),
                status(run, word));
    }

    private static List<String> tunnelsOf(Connection c) {
        return c.children().stream().map(child -> c.name() + "/" + child.name()).toList();
    }

    private static String status(Run run, String access) {
        long asked = run.snapshot().answers().stream()
                .filter(a -> a.outcome() != Answer.Outcome.NOT_ASKED && a.outcome() != Answer.Outcome.NEEDS_ROOT)
                .count();
        String look = run.snapshot().live()
                ? (run.facts().active().ran().orElse(false) ? "packets were sent, " : "")
                        + "nothing was changed on the gateway"
                : "recorded, no gateway was asked";
        return asked + (asked == 1 ? " probe in " : " probes in ") + seconds(run.took()) + " · " + access + " · "
                + look;
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
