package espy.probe.facts;

import espy.gateway.Answer;
import espy.netfilter.Action;
import espy.netfilter.Chain;
import espy.netfilter.Hook;
import espy.netfilter.Iptables;
import espy.netfilter.Nft;
import espy.netfilter.Rule;
import espy.netfilter.Table;
import espy.probe.Packages;
import espy.probe.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All packet filter rules that a snapshot holds, each once: what nft shows of iptables' own tables is left out. The source of a table is
 * the probe that showed it.
 *
 * @param cut whether some answer was longer than what was read
 */
record Rules(List<Table> tables, boolean v4Seen, boolean v6Seen, boolean cut) {
    static final String IPTABLES = "P11.iptables";
    static final String IP6TABLES = "P11.ip6tables";
    static final String LEGACY = "P11.legacy";
    static final String NFT = "P11.nft";
    private static final List<String> PROBES = List.of(IPTABLES, IP6TABLES, LEGACY, NFT);

    static Rules of(Snapshot snapshot, Unread unread) {
        var v4 = snapshot.text(IPTABLES);
        var v6 = snapshot.text(IP6TABLES);
        var nft = snapshot.text(NFT);
        // where iptables itself is the old one, both commands show the same rules
        var legacy = snapshot.text(LEGACY).filter(t -> v4.map(Iptables::usesNft).orElse(true));
        var shown = new ArrayList<Table>();
        v4.ifPresent(t -> shown.addAll(unread.kept(IPTABLES, Iptables.parse(t, false, IPTABLES))));
        v6.ifPresent(t -> shown.addAll(unread.kept(IP6TABLES, Iptables.parse(t, true, IP6TABLES))));
        var tables = new ArrayList<>(shown);
        legacy.ifPresent(t -> tables.addAll(unread.kept(LEGACY, Iptables.parse(t, false, LEGACY))));
        shown.removeIf(t -> !Iptables.usesNft((t.source().equals(IPTABLES) ? v4 : v6).orElse("")));
        nft.ifPresent(t -> unread.kept(NFT, Nft.parse(t, NFT)).stream()
                .filter(n -> shown.stream().noneMatch(s -> same(s, n)))
                .forEach(tables::add));
        boolean cut = PROBES.stream().flatMap(p -> snapshot.answer(p).stream()).anyMatch(Answer::cut);
        return new Rules(
                List.copyOf(tables),
                v4.isPresent() || legacy.isPresent() || nft.isPresent(),
                v6.isPresent() || nft.isPresent(),
                cut);
    }

    private static boolean same(Table a, Table b) {
        return a.family().equals(b.family()) && a.name().equals(b.name());
    }

    /** Why nothing was seen. */
    static String why(Snapshot snapshot) {
        var answers = PROBES.stream().flatMap(p -> snapshot.answer(p).stream()).toList();
        if (answers.stream().anyMatch(Rules::forbidden)) {
            return "Only root may see the firewall's rules";
        }
        if (!answers.isEmpty() && answers.stream().allMatch(a -> a.outcome() == Answer.Outcome.NOT_INSTALLED)) {
            return "There are no firewall tools on the gateway, neither `iptables` nor `nft`, so its rules cannot be seen"
                    + Packages.advice("nft", snapshot.text("P01").orElse(""), "`nft`");
        }
        return answers.stream()
                .filter(a -> a.outcome() != Answer.Outcome.NOT_INSTALLED
                        && a.outcome() != Answer.Outcome.NEEDS_ROOT
                        && a.outcome() != Answer.Outcome.NOT_ASKED)
                .map(a -> "The firewall's rules" + Printed.why(snapshot, a))
                .findFirst()
                .orElse("This look did not ask for the firewall's rules");
    }

    private static boolean forbidden(Answer a) {
        return a.outcome() == Answer.Outcome.NEEDS_ROOT
                || a.err().contains("Permission denied")
                || a.err().contains("not permitted");
    }

    boolean active() {
        return tables.stream().anyMatch(Table::active);
    }

    boolean clamps() {
        return tables.stream()
                .flatMap(t -> t.chains().stream())
                .flatMap(c -> c.rules().stream())
                .anyMatch(r -> r.action().kind() == Action.Kind.CLAMP_MSS);
    }

    /** What is printed for all chains but those for NAT, from the command that showed most. */
    Quote filtering(int most) {
        return PROBES.stream()
                .map(p -> Quote.of(p, filtering(p)))
                .reduce((a, b) -> b.lines().size() > a.lines().size() ? b : a)
                .map(q -> Quote.of(q.probe(), q.lines().stream().limit(most).toList()))
                .orElse(Quote.of(IPTABLES, List.of()));
    }

    private List<String> filtering(String probe) {
        return tables.stream()
                .filter(t -> t.source().equals(probe) && !t.name().equals("nat"))
                .flatMap(t -> t.chains().stream())
                .filter(c -> c.base().filter(Chain.Base::nat).isEmpty())
                .flatMap(c -> Stream.concat(c.base().map(Chain.Base::line).stream(), lines(c)))
                .toList();
    }

    /** The NAT rules at the end of the packets' way, from the first command that shows any. */
    Quote translating() {
        return PROBES.stream()
                .map(p -> Quote.of(p, translating(p)))
                .filter(q -> !q.lines().isEmpty())
                .findFirst()
                .orElse(Quote.of(tables.isEmpty() ? IPTABLES : tables.getFirst().source(), List.of()));
    }

    private List<String> translating(String probe) {
        return tables.stream()
                .filter(t -> t.source().equals(probe))
                .flatMap(t -> t.chains().stream())
                .filter(c -> c.base()
                        .filter(b -> b.nat() && b.hook() == Hook.POSTROUTING)
                        .isPresent())
                .flatMap(Rules::lines)
                .toList();
    }

    private static Stream<String> lines(Chain chain) {
        return chain.rules().stream().map(Rule::line).distinct();
    }
}
