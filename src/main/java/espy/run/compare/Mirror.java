package espy.run.compare;

import espy.daemon.Connection;
import espy.run.compare.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The two configurations of one connection: local here must be remote there, and some proposal must be common. */
final class Mirror {
    private final Findings f;
    private final Connection mine;
    private final Connection its;

    Mirror(Findings f, Connection mine, Connection its) {
        this.f = f;
        this.mine = mine;
        this.its = its;
    }

    void compare() {
        same("IKE version", mine.version(), its.version());
        same("identity of " + f.left.gateway(), mine.localId(), its.remoteId());
        same("identity of " + f.right.gateway(), mine.remoteId(), its.localId());
        same("authentication of " + f.left.gateway(), mine.localAuth(), its.remoteAuth());
        same("authentication of " + f.right.gateway(), mine.remoteAuth(), its.localAuth());
        if (mine.aggressive() != its.aggressive()) {
            add("aggressive mode", mine.aggressive() ? "on" : "off", its.aggressive() ? "on" : "off");
        }
        proposals("IKE proposals", mine.proposals(), its.proposals());
        children();
    }

    /** Children have names of their own at each end; with one at each end it is clear which belong together. */
    private void children() {
        if (mine.children().size() != 1 || its.children().size() != 1) {
            return;
        }
        var here = mine.children().getFirst();
        var there = its.children().getFirst();
        same("mode", or(here.mode(), "tunnel"), or(there.mode(), "tunnel"));
        same("networks behind " + f.left.gateway(), text(here.localTs()), text(there.remoteTs()));
        same("networks behind " + f.right.gateway(), text(here.remoteTs()), text(there.localTs()));
        proposals("ESP proposals", here.proposals(), there.proposals());
    }

    private void proposals(String what, List<String> here, List<String> there) {
        if (here.isEmpty() || there.isEmpty()) {
            return; // the daemon's defaults, which are not written there
        }
        var common = new ArrayList<>(lower(here));
        common.retainAll(lower(there));
        if (common.isEmpty()) {
            f.add(
                    Kind.CONNECTION,
                    what,
                    text(here),
                    text(there),
                    "The " + what + " have none in common as they are written: " + text(here) + " on "
                            + f.left.gateway() + ", " + text(there) + " on " + f.right.gateway() + ".");
        } else if (!new TreeSet<>(lower(here)).equals(new TreeSet<>(lower(there)))) {
            add(what, text(here), text(there));
        }
    }

    private static List<String> lower(List<String> proposals) {
        return proposals.stream().map(p -> p.toLowerCase(Locale.ROOT)).toList();
    }

    private static String text(List<String> values) {
        return String.join(", ", values);
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    /** What one end does not say is its default, and cannot be compared. */
    private void same(String what, String here, String there) {
        String a = bare(here);
        String b = bare(there);
        if (!a.isEmpty() && !b.isEmpty() && !a.equals(b) && !a.contains("%any") && !b.contains("%any")) {
            add(what, here, there);
        }
    }

    /** {@code @gw} and {@code gw} are one identity. */
    private static String bare(String text) {
        return text.startsWith("@") ? text.substring(1) : text;
    }

    private void add(String what, String here, String there) {
        f.add(
                Kind.CONNECTION,
                what,
                here,
                there,
                "The " + what + " " + (what.startsWith("networks") || what.endsWith("proposals") ? "are " : "is ")
                        + here
                        + " in "
                        + mine.name() + " on " + f.left.gateway() + " and " + there + " in " + its.name() + " on "
                        + f.right.gateway() + ".");
    }
}
