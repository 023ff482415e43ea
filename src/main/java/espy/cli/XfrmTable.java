package espy.cli;

import espy.checklist.Clean;
import espy.cli.Page.Ink;
import espy.xfrm.Event;
import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.Tunnel;
import espy.xfrm.XfrmText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kernel's tables for a terminal. A few tunnels are shown with all that belongs to them, many as a line each; in both cases what does not
 * fit stands below, and tunnels with troubles come last, where a person's eyes are when the prompt is back.
 */
final class XfrmTable {
    /** So many tunnels are shown in full. */
    private static final int IN_FULL = 12;
    /** Other policies, and lines not understood, that are shown; more are counted. */
    private static final int FEW = 5;

    private final XfrmCommand.Tables tables;
    private final Page page;
    private final boolean showKeys;

    private XfrmTable(XfrmCommand.Tables tables, Terminal terminal, boolean showKeys) {
        this.tables = tables;
        this.page = new Page(terminal);
        this.showKeys = showKeys;
    }

    static String of(XfrmCommand.Tables tables, Terminal terminal, boolean showKeys) {
        var text = new XfrmTable(tables, terminal, showKeys);
        text.tunnels();
        text.otherPolicies();
        text.leftovers();
        text.stat();
        text.counts();
        text.events();
        text.foot();
        return text.page.toString();
    }

    private void tunnels() {
        var tunnels = tables.tunnels().orElse(List.of()).stream()
                .sorted(Comparator.comparing(t -> !t.troubles().isEmpty()))
                .toList();
        if (tunnels.isEmpty() && tables.states().isPresent()) {
            page.line("No SAs and no policies.").blank();
        } else if (tunnels.size() <= IN_FULL || showKeys) {
            tunnels.forEach(t -> TunnelBlock.write(t, page, showKeys));
        } else {
            lines(tunnels);
        }
    }

    private void lines(List<Tunnel> tunnels) {
        var lines = new Grid<Tunnel>()
                .whole("state", t -> sign(t) + " " + t.status())
                .address("tunnel", 24, TunnelBlock::title)
                .number("in", t -> bytes(t.inbound()))
                .number("out", t -> bytes(t.outbound()))
                .address("peer", 15, Tunnel::peer)
                .number("reqid", t -> t.reqid() > 0 ? String.valueOf(t.reqid()) : "")
                .whole("mode", Tunnel::mode)
                .whole("SPI in", t -> spi(t.inbound()))
                .whole("SPI out", t -> spi(t.outbound()))
                .lines(tunnels, page.width());
        page.line(page.ink(Ink.BOLD, lines.getFirst()));
        for (int i = 0; i < tunnels.size(); i++) {
            var t = tunnels.get(i);
            String line = lines.get(i + 1);
            page.line(page.ink(TunnelBlock.ink(t), line.substring(0, 1)) + line.substring(1));
            t.troubles().forEach(w -> page.paragraph("    " + page.ink(Ink.WARN, "! "), 6, Ink.WARN, w));
        }
        page.blank();
    }

    static String sign(Tunnel t) {
        if (!t.troubles().isEmpty()) {
            return "!";
        }
        return t.status().equals("up") ? "●" : "○";
    }

    /** Empty when one SA does not tell, and when there is no SA. */
    private static String bytes(List<State> states) {
        return states.isEmpty() || states.stream().anyMatch(s -> s.bytes().isEmpty())
                ? ""
                : Amount.bytes(
                        states.stream().mapToLong(s -> s.bytes().orElse(0L)).sum());
    }

    private static String spi(List<State> states) {
        return states.isEmpty() ? "" : states.getFirst().spiText();
    }

    /** Policies without SAs; those of single sockets are only counted, because every IKE daemon has them. */
    private void otherPolicies() {
        var policies = tables.policies().orElse(List.of());
        long sockets = policies.stream().filter(Policy::socket).count();
        var others = policies.stream()
                .filter(p -> !p.socket() && p.templates().isEmpty())
                .sorted(Comparator.comparing(Policy::bypass))
                .toList();
        if (others.isEmpty() && sockets == 0) {
            return;
        }
        page.line(page.ink(Ink.BOLD, "Policies that ask for no SA"));
        others.stream()
                .limit(FEW)
                .forEach(p -> page.paragraph(
                        "  " + page.ink(p.blocks() ? Ink.WARN : Ink.DIM, p.blocks() ? "block  " : "bypass "),
                        9,
                        Ink.PLAIN,
                        "%s %s · priority %d".formatted(p.dir(), TunnelBlock.selector(p.selector()), p.priority())));
        if (others.size() > FEW) {
            page.line("  and " + (others.size() - FEW) + " more: "
                    + others.stream().filter(Policy::blocks).count() + " block, "
                    + others.stream().filter(Policy::bypass).count() + " bypass in all");
        }
        if (sockets > 0) {
            page.line(page.ink(
                    Ink.DIM,
                    "  " + Amount.of(sockets, "policy is", "policies are")
                            + " of single sockets, as IKE daemons have them"));
        }
        page.blank();
    }

    /** What was seen of only one kind, and so could not be paired. */
    private void leftovers() {
        if (tables.states().isPresent()
                && tables.policies().isEmpty()
                && !tables.why().isEmpty()) {
            page.paragraph(
                    "", 0, Ink.WARN, tables.why().getOrDefault("xfrm.policies", "The policies could not be seen"));
        }
    }

    private void stat() {
        Map<String, Long> stat = tables.stat().orElse(Map.of());
        var moved = stat.entrySet().stream().filter(e -> e.getValue() > 0).toList();
        if (!moved.isEmpty()) {
            page.line(page.ink(Ink.BOLD, "Packets dropped since boot"));
            moved.forEach(e -> page.line("  "
                    + String.format(Locale.ROOT, "%-26s %,d", Grid.end(Clean.line(e.getKey()), 40), e.getValue())));
            page.blank();
        }
    }

    /** What {@code count} and {@code getdefault} say. */
    private void counts() {
        tables.counts().ifPresent(c -> {
            c.states().ifPresent(n -> page.line("The kernel counts " + Amount.of(n, "SA", "SAs")));
            c.policies()
                    .ifPresent(d -> page.line("The kernel counts policies: %d in, %d out, %d fwd%s"
                            .formatted(
                                    d.in(),
                                    d.out(),
                                    d.fwd(),
                                    c.socketPolicies()
                                            .map(o -> " (of sockets: %d in, %d out, %d fwd)"
                                                    .formatted(o.in(), o.out(), o.fwd()))
                                            .orElse(""))));
        });
        if (!tables.defaults().isEmpty()) {
            page.line("Packets without a policy: " + Clean.line(WatchLine.actions(tables.defaults())));
        }
        if (tables.counts().isPresent() || !tables.defaults().isEmpty()) {
            page.blank();
        }
    }

    /** What {@code ip xfrm monitor} said, a line each. */
    private void events() {
        if (tables.events().isEmpty()) {
            return;
        }
        page.line(page.ink(Ink.BOLD, "Events"));
        for (Event e : tables.events()) {
            WatchLine.of(e, e.time().orElse(""))
                    .ifPresent(l -> page.line("  " + l.text().strip()));
        }
        page.blank();
    }

    private void foot() {
        tables.messages().forEach(m -> page.paragraph("  " + page.ink(Ink.WARN, "! "), 4, Ink.WARN, m));
        var tunnels = tables.tunnels().orElse(List.of());
        if (tunnels.size() > 1) {
            var states = tunnels.stream().collect(Collectors.groupingBy(Tunnel::status, Collectors.counting()));
            long troubled =
                    tunnels.stream().filter(t -> !t.troubles().isEmpty()).count();
            String each = states.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .map(e -> e.getValue() + " " + e.getKey())
                    .collect(Collectors.joining(", "));
            page.line("%d tunnels: %s · %s"
                    .formatted(
                            tunnels.size(),
                            each,
                            troubled == 0
                                    ? "nothing that does not fit"
                                    : page.ink(Ink.WARN, troubled + " with troubles (!)")));
        }
        if (hidden()) {
            page.paragraph(
                    "",
                    0,
                    Ink.DIM,
                    "The keys are hidden: this was printed with `nokeys`, or without the right to see them.");
        }
        String stat = tables.stat().isEmpty() ? "" : " · error counters";
        String left = tables.unparsed().isEmpty()
                ? ""
                : " · " + lines(tables.unparsed().size()) + " not understood";
        page.line(page.ink(
                Ink.DIM,
                count(tables.states(), "SA", "SAs") + " · " + count(tables.policies(), "policy", "policies") + stat
                        + left));
        tables.unparsed().stream().limit(FEW).forEach(u -> page.evidence(2, "line " + u.line() + ": " + u.text()));
    }

    private boolean hidden() {
        return tables.states().orElse(List.of()).stream()
                .flatMap(TunnelBlock::keyed)
                .anyMatch(a -> a.keyForm().equals("hidden"));
    }

    private static String lines(int lines) {
        return lines > XfrmText.MOST_UNPARSED
                ? "more than " + XfrmText.MOST_UNPARSED + " lines"
                : Amount.of(lines, "line", "lines");
    }

    /** What was not seen is not called none. */
    private static String count(Optional<? extends List<?>> seen, String one, String many) {
        return seen.map(l -> Amount.of(l.size(), one, many)).orElse("no " + many + " seen");
    }
}
