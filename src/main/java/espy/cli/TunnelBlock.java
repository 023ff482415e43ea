package espy.cli;

import espy.base.Selector;
import espy.checklist.Clean;
import espy.cli.Page.Ink;
import espy.xfrm.Algorithm;
import espy.xfrm.Limits;
import espy.xfrm.Policy;
import espy.xfrm.State;
import espy.xfrm.Template;
import espy.xfrm.Tunnel;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One tunnel with its SAs, its policies, and what does not fit. */
final class TunnelBlock {
    /** Selectors that the title names. */
    private static final int MOST_SELECTORS = 4;
    /** Of SAs that were replaced or pile up, so many are shown in each direction. */
    private static final int MOST_STATES = 4;

    private static final int INDENT = 6;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Tunnel tunnel;
    private final Page page;
    private final boolean showKeys;

    private TunnelBlock(Tunnel tunnel, Page page, boolean showKeys) {
        this.tunnel = tunnel;
        this.page = page;
        this.showKeys = showKeys;
    }

    static void write(Tunnel tunnel, Page page, boolean showKeys) {
        var block = new TunnelBlock(tunnel, page, showKeys);
        block.head();
        block.states("in ", tunnel.inbound());
        block.states("out", tunnel.outbound());
        tunnel.larval().stream()
                .limit(MOST_STATES)
                .forEach(s -> page.paragraph("  ", INDENT, Ink.WARN, "… negotiating " + s.spiText()));
        block.policies();
        tunnel.troubles().forEach(w -> page.paragraph("  " + page.ink(Ink.WARN, "! "), 4, Ink.WARN, w));
        tunnel.notes().forEach(n -> page.paragraph("  - ", 4, Ink.DIM, n));
        page.blank();
    }

    static Ink ink(Tunnel t) {
        return t.troubles().isEmpty() && !t.inbound().isEmpty() && !t.outbound().isEmpty() ? Ink.GOOD : Ink.WARN;
    }

    /** Its selectors, or its addresses where it has none. */
    static String title(Tunnel t) {
        String selectors = t.selectors().stream()
                .limit(MOST_SELECTORS)
                .map(TunnelBlock::selector)
                .collect(Collectors.joining(", "));
        int more = t.selectors().size() - MOST_SELECTORS;
        return (selectors.isEmpty() ? t.name() : selectors) + (more > 0 ? " and " + more + " more" : "");
    }

    static String selector(Selector s) {
        String plain = Selector.of(s.src(), s.dst()).toString();
        return s.src() + " ⇄ " + s.dst() + s.toString().substring(plain.length());
    }

    private void head() {
        page.paragraph(page.ink(ink(tunnel), XfrmTable.sign(tunnel) + " "), 2, Ink.BOLD, title(tunnel));
        String mark = tunnel.mark().map(m -> " · mark " + m).orElse("")
                + tunnel.ifId().map(i -> " · if_id 0x%x".formatted(i)).orElse("");
        String reqid = tunnel.reqid() > 0 ? " · reqid " + tunnel.reqid() : "";
        page.paragraph(
                "  ",
                2,
                Ink.DIM,
                "%s · %s ⇄ %s · %s%s%s"
                        .formatted(
                                tunnel.status(),
                                or(tunnel.local()),
                                or(tunnel.peer()),
                                or(tunnel.mode()),
                                reqid,
                                mark));
    }

    private static String or(String text) {
        return text.isEmpty() ? "?" : text;
    }

    private void states(String dir, List<State> states) {
        for (int i = 0; i < Math.min(MOST_STATES, states.size()); i++) {
            state(dir, states.get(i), older(states, i));
        }
        if (states.size() > MOST_STATES) {
            String more = Amount.of(states.size() - MOST_STATES, "more SA", "more SAs");
            page.line("  " + page.ink(Ink.DIM, dir + " and " + more));
        }
    }

    /** Whether a newer SA has taken this one's place. */
    private static boolean older(List<State> states, int at) {
        var s = states.get(at);
        return states.stream()
                .limit(at)
                .anyMatch(n -> n.proto().equals(s.proto())
                        && n.selector().equals(s.selector())
                        && n.pcpu().equals(s.pcpu()));
    }

    private void state(String dir, State s, boolean older) {
        String algorithms = Stream.concat(keyed(s), s.comp().stream())
                .map(TunnelBlock::algorithm)
                .collect(Collectors.joining(" "));
        String traffic = s.packets().map(p -> Amount.of(p, "packet", "packets")).orElse("")
                + s.bytes().map(b -> ", " + Amount.bytes(b)).orElse("");
        String encap =
                s.encap().map(e -> e.type() + " " + e.sport() + "→" + e.dport()).orElse("");
        String drops = s.drops()
                .filter(d -> d.failed() + d.replayed() + d.tooOld() > 0)
                .map(d -> "%d failed, %d replayed, %d too old".formatted(d.failed(), d.replayed(), d.tooOld()))
                .orElse("");
        String line = Stream.of(
                        s.proto() + " " + s.spiText(),
                        older ? "older" : "",
                        algorithms,
                        s.esn() ? "ESN" : "",
                        encap,
                        traffic,
                        drops,
                        times(s))
                .filter(x -> !x.isEmpty())
                .collect(Collectors.joining(" · "));
        page.paragraph("  " + page.ink(Ink.NOTE, dir) + " ", INDENT, older ? Ink.DIM : Ink.PLAIN, line);
        if (showKeys) {
            keyed(s).forEach(this::key);
        }
    }

    /** When it was added, when it is to be rekeyed and when it ends, by the gateway's clock; what is not limited is not said. */
    private static String times(State s) {
        var added = s.added().flatMap(TunnelBlock::date);
        return Stream.of(
                        added.map(t -> "since " + TIME.format(t)),
                        at(s, added, l -> l.softAdd()).map(t -> "rekey at " + t),
                        at(s, added, l -> l.hardAdd()).map(t -> "ends at " + t))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> at(State s, Optional<LocalDateTime> added, Function<Limits, Optional<Long>> limit) {
        return s.limits()
                .flatMap(limit)
                .filter(n -> n > 0 && n < 10_000_000_000L)
                .flatMap(n -> added.map(t -> TIME.format(t.plusSeconds(n))));
    }

    private static Optional<LocalDateTime> date(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, DATE));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The algorithms that use keys. */
    static Stream<Algorithm> keyed(State s) {
        return Stream.of(s.aead(), s.enc(), s.auth()).flatMap(Optional::stream);
    }

    private static String algorithm(Algorithm a) {
        String icv = a.icvBits().map(b -> "/" + b).orElse("");
        String key = a.keyFingerprint()
                .map(f -> " (key " + f + ")")
                .orElse(
                        switch (a.keyForm()) {
                            case "hidden" -> " (key hidden)";
                            case "zero" -> " (key of zeros)";
                            case "unreadable" -> " (key unreadable)";
                            default -> "";
                        });
        return a.name() + icv + key;
    }

    private void key(Algorithm a) {
        a.secret()
                .ifPresent(k -> page.line(" ".repeat(INDENT + 2) + Clean.line(a.name()) + " 0x"
                        + HexFormat.of().formatHex(k.reveal())));
    }

    /** The policies by what they have in common; a tunnel may have very many. */
    private void policies() {
        Map<String, Map<String, Integer>> alike = new LinkedHashMap<>();
        for (Policy p : tunnel.policies()) {
            String templates = p.templates().stream().map(TunnelBlock::template).collect(Collectors.joining(" then "));
            alike.computeIfAbsent("priority " + p.priority() + " · " + templates, k -> new LinkedHashMap<>())
                    .merge(p.dir(), 1, Integer::sum);
        }
        alike.forEach((what, dirs) -> {
            String counts = dirs.entrySet().stream()
                    .map(e -> e.getValue() == 1 ? e.getKey() : e.getValue() + " " + e.getKey())
                    .collect(Collectors.joining(", "));
            page.paragraph("  " + page.ink(Ink.DIM, "policies "), 11, Ink.DIM, counts + " · " + what);
        });
    }

    private static String template(Template t) {
        return t.proto() + " " + t.mode() + (t.level().equals("required") ? "" : " (" + t.level() + ")");
    }
}
