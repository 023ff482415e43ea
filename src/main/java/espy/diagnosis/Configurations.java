package espy.diagnosis;

import espy.base.Prefix;
import espy.checklist.Clean;
import espy.daemon.Connection;
import espy.ike.ProposalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two configurations of one connection held against each other: what one has as local, the other must have as remote, and some proposal
 * must be common. What one end does not say is its default, and is not compared.
 */
public final class Configurations {
    private final String here;
    private final String there;
    private final List<Relation> found = new ArrayList<>();

    private Configurations(Names names) {
        here = " " + names.here;
        there = " " + names.there;
    }

    /**
     * How sentences speak of the two ends.
     *
     * @param mine  the first gateway, for example {@code gw1}
     * @param its   the second
     * @param here  what is said of the first, for example {@code on gw1}
     * @param there what is said of the second
     */
    public record Names(String mine, String its, String here, String there) {
        /** For a person who looks at one end and its peer. */
        static final Names PEERS = new Names("this gateway", "the peer", "here", "there");

        /** For two gateways of which neither is nearer. */
        public static Names of(String mine, String its) {
            return new Names(mine, its, "on " + mine, "on " + its);
        }
    }

    /** All relations that could be looked at. */
    public static List<Relation> of(Connection mine, Connection its, Names names) {
        var all = new Configurations(names);
        all.same("ike-version", "The IKE version", mine.version(), its.version());
        all.same("local-id", "The identity of " + names.mine, id(mine.localId()), id(its.remoteId()));
        all.same("remote-id", "The identity of " + names.its, id(mine.remoteId()), id(its.localId()));
        all.same("auth", "How " + names.mine + " authenticates", mine.localAuth(), its.remoteAuth());
        all.same("auth", "How " + names.its + " authenticates", mine.remoteAuth(), its.localAuth());
        if (mine.version().equals("1") && its.version().equals("1")) {
            all.same("aggressive", "The mode of phase 1", mode(mine), mode(its));
        }
        all.proposals("ike-proposals", "IKE proposals", mine.proposals(), its.proposals(), false);
        return List.copyOf(all.found);
    }

    /** The same for two children that belong together. */
    public static List<Relation> of(Connection.Child mine, Connection.Child its, Names names) {
        var all = new Configurations(names);
        all.networks("local-networks", "the networks behind " + names.mine, mine.localTs(), its.remoteTs());
        all.networks("remote-networks", "the networks behind " + names.its, mine.remoteTs(), its.localTs());
        all.same("mode", "The mode", or(mine.mode(), "tunnel"), or(its.mode(), "tunnel"));
        all.proposals("esp-proposals", "ESP proposals", mine.proposals(), its.proposals(), true);
        all.pfs(mine.proposals(), its.proposals());
        return List.copyOf(all.found);
    }

    private static String mode(Connection c) {
        return c.aggressive() ? "aggressive" : "main";
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    /** {@code @gw} and {@code gw} are one identity. */
    private static String id(String text) {
        return text.startsWith("@") ? text.substring(1) : text;
    }

    /** Whether it names one thing: {@code %any} and {@code *.example.org} name many. */
    private static boolean definite(String value) {
        return !value.isBlank() && !value.contains("%any") && !value.contains("*");
    }

    private void same(String relation, String what, String mine, String its) {
        if (definite(mine) && definite(its)) {
            boolean holds = mine.equalsIgnoreCase(its);
            add(
                    relation,
                    mine,
                    its,
                    holds,
                    what
                            + (holds
                                    ? " is the same on both ends: " + mine
                                    : " is " + mine + here + " and " + its + there));
        }
    }

    private void networks(String relation, String what, List<String> mine, List<String> its) {
        var a = plain(mine);
        var b = plain(its);
        if (!a.isEmpty() && !b.isEmpty() && !a.contains("dynamic") && !b.contains("dynamic")) {
            boolean holds = a.equals(b);
            add(
                    relation,
                    String.join(", ", a),
                    String.join(", ", b),
                    holds,
                    "Both ends name " + what
                            + (holds
                                    ? " alike: " + String.join(", ", a)
                                    : " differently: " + String.join(", ", a) + here + ", " + String.join(", ", b)
                                            + there));
        }
    }

    private static Set<String> plain(List<String> networks) {
        return networks.stream()
                .flatMap(n -> Stream.of(n.split("[, ]+", -1)))
                .map(n -> n.replaceFirst("\\[.*", ""))
                .filter(n -> !n.isEmpty())
                .map(n -> Prefix.parse(n).map(p -> p.cut(p.length()).toString()).orElse(n))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void proposals(String relation, String what, List<String> mine, List<String> its, boolean esp) {
        if (mine.isEmpty() || its.isEmpty()) {
            return;
        }
        var common = ProposalText.common(mine, its, esp);
        if (common.isPresent()) {
            String a = String.join(", ", mine);
            String b = String.join(", ", its);
            add(
                    relation,
                    a,
                    b,
                    common.get(),
                    common.get()
                            ? "The " + what + " have something in common"
                            : "The " + what + " have nothing in common: " + a + here + ", " + b + there);
        }
    }

    private void pfs(List<String> mine, List<String> its) {
        if (mine.isEmpty() || its.isEmpty()) {
            return;
        }
        var a = ProposalText.groups(mine);
        var b = ProposalText.groups(its);
        boolean holds = a.isEmpty() == b.isEmpty() && (a.isEmpty() || a.stream().anyMatch(b::contains));
        String ours = or(String.join(", ", a), "none");
        String theirs = or(String.join(", ", b), "none");
        add(
                "pfs",
                ours,
                theirs,
                holds,
                holds
                        ? "Perfect forward secrecy is the same on both ends"
                        : "Perfect forward secrecy: " + ours + here + ", " + theirs + there
                                + ". IKEv2 notices that only when the keys are renewed for the first time");
    }

    private void add(String relation, String mine, String its, boolean holds, String says) {
        found.add(new Relation(relation, mine, its, holds, Clean.line(says)));
    }
}
