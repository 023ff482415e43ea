package espy.xfrm;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Prints SAs and policies as the {@code ip} of a release does; the inverse of the parsers, written from iproute2's ways of printing. */
final class IpPrinter {
    /** Releases at which the output changed. The names tell the first one that prints so. */
    enum Release {
        R2_6_31,
        R2_6_39,
        R3_11,
        R3_18,
        R4_0,
        R4_12,
        R4_19,
        R5_1,
        R5_10,
        R5_13,
        R6_2,
        R6_11,
        R6_19;

        boolean since(Release other) {
            return compareTo(other) >= 0;
        }
    }

    private static final List<String> EXTRA = List.of("dont-encap-dscp", "oseq-may-wrap");
    private static final List<String> ENCAPS =
            List.of("0", "espinudp-nonike", "espinudp", "3", "4", "5", "6", "espintcp");

    private final Release release;
    private final boolean statistics;

    IpPrinter(Release release, boolean statistics) {
        this.release = release;
        this.statistics = statistics;
    }

    /** With the lines of the object below its head, each with its TABs. */
    String text(State s) {
        return String.join("\n", lines(s)) + "\n";
    }

    String text(Policy p) {
        return String.join("\n", lines(p)) + "\n";
    }

    /** As {@code ip -o} prints it. */
    static String oneLine(String text) {
        return text.replace("\n", "\\") + "\n";
    }

    private List<String> lines(State s) {
        var out = new ArrayList<String>();
        out.add("src " + s.src() + " dst " + s.dst());
        out.add("\tproto " + s.proto() + " spi " + spi(s.spi()) + " reqid " + reqid(s.reqid()) + " mode " + s.mode());
        out.add(window(s));
        marks(s, out);
        algorithms(s, out);
        s.encap()
                .ifPresent(e -> out.add("\tencap type " + encap(e.type()) + " sport " + e.sport() + " dport "
                        + e.dport() + " addr " + e.addr()));
        s.careOf().ifPresent(a -> out.add("\tcoa " + a));
        s.lastUsed().ifPresent(d -> out.add("\tlastused " + d));
        s.replay().ifPresent(r -> replay(r, out));
        s.offload().ifPresent(o -> out.add(offload(o)));
        s.ifId().ifPresent(i -> out.add("\tif_id 0x%x".formatted(i)));
        s.tfcPad().ifPresent(n -> out.add("\ttfcpad " + n));
        s.dir().ifPresent(d -> out.add("\tdir " + d));
        s.pcpu().ifPresent(n -> out.add("\tpcpu-num " + n));
        s.selector().ifPresent(x -> out.add("\tsel " + x + (statistics ? " uid 0" : " ")));
        if (statistics) {
            lifetime(s.limits().orElseThrow(), s.bytes().orElse(0L), s.packets().orElse(0L), out);
            out.add("\t  add " + s.added().orElse("-") + " use " + s.firstUsed().orElse("-"));
            out.add("\tstats:");
            s.drops()
                    .ifPresent(d -> out.add(
                            "\t  replay-window " + d.tooOld() + " replay " + d.replayed() + " failed " + d.failed()));
        }
        s.securityContext().ifPresent(c -> out.add("\tsecurity context " + c + " "));
        return out;
    }

    private String spi(long spi) {
        return "0x%08x".formatted(spi) + (statistics ? "(" + spi + ")" : "");
    }

    private String reqid(long reqid) {
        return reqid + (statistics ? "(0x%08x)".formatted(reqid) : "");
    }

    private String window(State s) {
        var plain = s.flags().stream().filter(f -> !EXTRA.contains(f)).toList();
        var extra = s.flags().stream().filter(EXTRA::contains).toList();
        String seq = statistics ? "seq 0x00000000 " : "";
        String flags = statistics || !plain.isEmpty() ? "flag " + String.join(" ", plain) : "";
        String more = extra.isEmpty() ? "" : "extra_flag " + String.join(" ", extra); // glued to the word before
        return "\treplay-window " + s.replayWindow().orElseThrow() + " " + seq + flags + more
                + (statistics ? " (0x00100000)" : "");
    }

    private void marks(State s, List<String> out) {
        String mark = s.mark().map(m -> "mark " + mark(m)).orElse("");
        String output = s.outputMark()
                .map(m -> "output-mark 0x%x".formatted(m.value())
                        + (release.since(Release.R5_10) ? "/0x%x".formatted(m.mask()) : ""))
                .orElse("");
        if (!mark.isEmpty() || !output.isEmpty()) {
            out.add("\t" + mark + (release.since(Release.R4_19) && !mark.isEmpty() ? " " : "") + output);
        }
    }

    /** Before 4.0 the value is printed as a signed number. */
    private String mark(Mark m) {
        return release.since(Release.R4_0)
                ? "%s/%s".formatted(hash(m.value()), hash(m.mask()))
                : "%d/%s".formatted((int) m.value(), hash(m.mask()));
    }

    private static String hash(long value) {
        return value == 0 ? "0" : "0x%x".formatted(value);
    }

    private void algorithms(State s, List<String> out) {
        s.auth()
                .ifPresent(a -> out.add(
                        release.since(Release.R2_6_39)
                                ? "\tauth-trunc " + algorithm(a) + " "
                                        + a.icvBits().orElseThrow()
                                : "\tauth " + algorithm(a)));
        s.aead()
                .ifPresent(a ->
                        out.add("\taead " + algorithm(a) + " " + a.icvBits().orElseThrow()));
        s.enc().ifPresent(a -> out.add("\tenc " + algorithm(a)));
        s.comp().ifPresent(a -> out.add("\tcomp " + algorithm(a)));
    }

    private String algorithm(Algorithm a) {
        String empty = release.since(Release.R3_11) ? "" : "0x";
        String key =
                a.secret().map(k -> "0x" + HexFormat.of().formatHex(k.reveal())).orElse(empty);
        String bits = statistics ? " (" + a.keyBits().orElse(0) + " bits)" : "";
        return a.name() + " " + key + bits;
    }

    private static String encap(String type) {
        return ENCAPS.contains(type) ? type : "9";
    }

    private static void replay(Replay r, List<String> out) {
        if (r.context().equals("legacy")) {
            out.add("\tanti-replay context: seq 0x%x, oseq 0x%x, bitmap 0x%s".formatted(r.seq(), r.oseq(), r.bitmap()));
            return;
        }
        out.add("\tanti-replay esn context:");
        out.add("\t seq-hi 0x%x, seq 0x%x, oseq-hi 0x%x, oseq 0x%x"
                .formatted(r.seqHi(), r.seq(), r.oseqHi(), r.oseq()));
        var words =
                r.bitmap().isEmpty() ? List.<String>of() : List.of(r.bitmap().split(" ", -1));
        out.add("\t replay_window " + r.window().orElseThrow() + ", bitmap-length " + words.size());
        for (int i = 0; i < words.size(); i += 8) {
            out.add("\t " + String.join(" ", words.subList(i, Math.min(i + 8, words.size()))) + " ");
        }
    }

    private String offload(Offload o) {
        return "\tcrypto offload parameters: dev " + o.dev()
                + o.dir().map(d -> " dir " + d).orElse("")
                + o.mode().map(m -> " mode " + m).orElse("");
    }

    private static void lifetime(Limits l, long bytes, long packets, List<String> out) {
        out.add("\tlifetime config:");
        out.add("\t  limit: soft " + limit(l.softBytes()) + "(bytes), hard " + limit(l.hardBytes()) + "(bytes)");
        out.add("\t  limit: soft " + limit(l.softPackets()) + "(packets), hard " + limit(l.hardPackets())
                + "(packets)");
        out.add("\t  expire add: soft " + l.softAdd().orElse(0L) + "(sec), hard "
                + l.hardAdd().orElse(0L) + "(sec)");
        out.add("\t  expire use: soft " + l.softUse().orElse(0L) + "(sec), hard "
                + l.hardUse().orElse(0L) + "(sec)");
        out.add("\tlifetime current:");
        out.add("\t  " + bytes + "(bytes), " + packets + "(packets)");
    }

    private static String limit(Optional<Long> limit) {
        return limit.map(n -> Long.toString(n)).orElse("(INF)");
    }

    private List<String> lines(Policy p) {
        var out = new ArrayList<String>();
        out.add(p.selector() + (statistics ? " uid 0" : " "));
        p.securityContext().ifPresent(c -> out.add("\tsecurity context " + c + " "));
        out.add("\t" + (p.socket() ? "socket " : "dir ") + p.dir() + " "
                + (statistics || p.blocks() ? "action " + p.action() + " " : "")
                + p.index().map(i -> "index " + i + " ").orElse("")
                + "priority " + p.priority() + " "
                + p.ptype().map(t -> "ptype " + t + " ").orElse("")
                + p.share().map(x -> "share " + x + " ").orElse("")
                + (statistics || !p.flags().isEmpty() ? "flag " + String.join(" ", p.flags()) : "")
                + (statistics ? " (0x00000000)" : ""));
        if (statistics) {
            lifetime(p.limits().orElseThrow(), 0, 0, out);
            out.add("\t  add " + p.added().orElse("-") + " use " + p.lastUsed().orElse("-"));
        }
        p.mark().ifPresent(m -> out.add("\tmark " + mark(m) + (release.since(Release.R4_19) ? " " : "")));
        for (Template t : p.templates()) {
            out.add("\ttmpl src " + t.src() + " dst " + t.dst());
            out.add("\t\tproto " + t.proto()
                    + t.spi().map(n -> " spi " + spi(n)).orElse("") + " reqid " + reqid(t.reqid()) + " mode "
                    + t.mode());
            if (statistics || !t.level().equals("required")) {
                out.add("\t\tlevel " + t.level() + " " + (statistics ? "share any " : ""));
            }
            if (statistics) {
                out.add("\t\tenc-mask ffffffff auth-mask ffffffff comp-mask ffffffff");
            }
        }
        p.offload().ifPresent(o -> out.add(offload(o)));
        p.ifId().ifPresent(i -> out.add("\tif_id 0x%x".formatted(i)));
        return out;
    }
}
