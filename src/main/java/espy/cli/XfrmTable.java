package espy.cli;

import espy.base.Selector;
import espy.checklist.Clean;
import espy.cli.Page.Ink;
import espy.xfrm.Algorithm;
import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.Template;
import espy.xfrm.Tunnel;
import espy.xfrm.XfrmText;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kernel's tables for a terminal: tunnel by tunnel, what does not fit marked, then the counters that are not zero. */
final class XfrmTable {
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
        text.leftovers();
        text.stat();
        text.foot();
        return text.page.toString();
    }

    private void tunnels() {
        var tunnels = tables.tunnels().orElse(List.of());
        for (Tunnel t : tunnels) {
            String selectors =
                    t.selectors().stream().limit(4).map(XfrmTable::selector).collect(Collectors.joining(", "));
            String more = t.selectors().size() > 4 ? " and " + (t.selectors().size() - 4) + " more" : "";
            boolean up = !t.inbound().isEmpty() && !t.outbound().isEmpty();
            page.paragraph(
                    page.ink(up ? Ink.GOOD : Ink.WARN, "● "),
                    2,
                    Ink.BOLD,
                    (selectors.isEmpty() ? t.name() : selectors) + more);
            String mark = t.mark().map(m -> " · mark " + m).orElse("")
                    + t.ifId().map(i -> " · if_id " + i).orElse("");
            page.paragraph(
                    "  ",
                    2,
                    Ink.DIM,
                    "%s ⇄ %s · %s · reqid %d%s".formatted(or(t.local()), or(t.peer()), or(t.mode()), t.reqid(), mark));
            t.inbound().forEach(s -> state("in ", s));
            t.outbound().forEach(s -> state("out", s));
            t.larval().forEach(s -> page.paragraph("  ", 6, Ink.WARN, "… negotiating " + s.spiText()));
            t.policies().forEach(this::policy);
            t.troubles().forEach(w -> page.paragraph("  " + page.ink(Ink.WARN, "! "), 4, Ink.WARN, w));
            page.blank();
        }
        if (tunnels.isEmpty() && tables.states().isPresent()) {
            page.line("No SAs and no policies.").blank();
        }
    }

    private static String or(String text) {
        return text.isEmpty() ? "?" : text;
    }

    private static String selector(Selector s) {
        String ports = s.proto().map(p -> " " + p).orElse("")
                + s.sport().map(p -> " from port " + p).orElse("")
                + s.dport().map(p -> " to port " + p).orElse("");
        return s.src() + " ⇄ " + s.dst() + ports;
    }

    private void state(String dir, State s) {
        String algorithms = Stream.of(s.aead(), s.enc(), s.auth(), s.comp())
                .flatMap(Optional::stream)
                .map(XfrmTable::algorithm)
                .collect(Collectors.joining(" "));
        String traffic = s.packets()
                        .map(p -> String.format(Locale.ROOT, "%,d packets", p))
                        .orElse("")
                + s.bytes().map(b -> ", " + size(b)).orElse("");
        String encap =
                s.encap().map(e -> e.type() + " " + e.sport() + "→" + e.dport()).orElse("");
        String drops = s.drops()
                .filter(d -> d.failed() + d.replayed() + d.tooOld() > 0)
                .map(d -> "%d failed, %d replayed, %d too old".formatted(d.failed(), d.replayed(), d.tooOld()))
                .orElse("");
        String line = Stream.of(s.proto() + " " + s.spiText(), algorithms, s.esn() ? "ESN" : "", encap, traffic, drops)
                .filter(x -> !x.isEmpty())
                .collect(Collectors.joining(" · "));
        page.paragraph("  " + page.ink(Ink.NOTE, dir) + " ", 6, Ink.PLAIN, line);
        if (showKeys) {
            Stream.of(s.aead(), s.enc(), s.auth()).flatMap(Optional::stream).forEach(this::key);
        }
    }

    private static String algorithm(Algorithm a) {
        String icv = a.icvBits().map(b -> "/" + b).orElse("");
        String key = a.keyFingerprint().map(f -> " (key " + f + ")").orElse("");
        return a.name() + icv + key;
    }

    private void key(Algorithm a) {
        a.secret()
                .ifPresent(k ->
                        page.line("        " + a.name() + " 0x" + HexFormat.of().formatHex(k.reveal())));
    }

    static String size(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    private void policy(Policy p) {
        String templates = p.templates().stream().map(XfrmTable::template).collect(Collectors.joining("; "));
        String action = p.blocks() ? "block" : p.bypass() ? "let pass in clear" : templates;
        page.paragraph(
                "  " + page.ink(Ink.DIM, "policy "),
                9,
                Ink.DIM,
                "%s %s → %s · priority %d · %s".formatted(p.dir(), p.src(), p.dst(), p.priority(), action));
    }

    private static String template(Template t) {
        return "%s %s %s → %s reqid %d".formatted(t.proto(), t.mode(), t.src(), t.dst(), t.reqid());
    }

    private static String lines(int lines) {
        return lines > XfrmText.MOST_UNPARSED
                ? "more than " + XfrmText.MOST_UNPARSED + " lines"
                : lines == 1 ? "1 line" : lines + " lines";
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
            page.line(page.ink(Ink.BOLD, "Dropped since boot"));
            moved.forEach(e -> page.line("  " + "%-26s %,d".formatted(Clean.line(e.getKey()), e.getValue())));
            page.blank();
        }
    }

    private void foot() {
        String states = count(tables.states(), "SAs");
        String policies = count(tables.policies(), "policies");
        String stat = tables.stat().isEmpty() ? "" : " · error counters";
        String left = tables.unparsed().isEmpty()
                ? ""
                : " · " + lines(tables.unparsed().size()) + " not understood";
        page.line(page.ink(Ink.DIM, states + " · " + policies + stat + left));
        tables.unparsed().stream().limit(5).forEach(u -> page.evidence(2, "line " + u.line() + ": " + u.text()));
    }

    /** What was not seen is not called none. */
    private static String count(Optional<? extends List<?>> seen, String what) {
        return seen.map(l -> l.size() + " " + what).orElse("no " + what + " seen");
    }
}
