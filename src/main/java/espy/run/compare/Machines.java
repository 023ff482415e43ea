package espy.run.compare;

import espy.run.compare.Difference.Kind;
import java.util.Optional;

/** What two machines are, side by side. */
final class Machines {
    private Machines() {}

    static void into(Findings f) {
        InTime.judged(f);
        versions(f, "on " + f.left.gateway(), "on " + f.right.gateway());
        f.note(
                "Only verdicts and versions were compared: addresses, routes and rules of unrelated gateways differ in everything.");
    }

    /** Operating system, kernel and daemon. */
    static void versions(Findings f, String here, String there) {
        var left = f.left.facts();
        var right = f.right.facts();
        version(
                f,
                Kind.DAEMON,
                "The IKE daemon",
                here,
                there,
                left.daemon().version(),
                right.daemon().version());
        version(
                f,
                Kind.HOST,
                "The operating system",
                here,
                there,
                left.gateway().os(),
                right.gateway().os());
        version(
                f,
                Kind.HOST,
                "The kernel",
                here,
                there,
                left.gateway().kernel(),
                right.gateway().kernel());
    }

    private static void version(
            Findings f,
            Kind kind,
            String what,
            String here,
            String there,
            Optional<String> before,
            Optional<String> after) {
        Findings.ifBoth(before, after, (b, a) -> {
            if (!b.equals(a)) {
                f.add(kind, what, b, a, what + ": " + b + " " + here + ", " + a + " " + there + ".");
            }
        });
    }
}
