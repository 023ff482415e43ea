package espy.ui.tunnels;

import espy.base.Selector;
import espy.ui.part.Quantity;
import espy.xfrm.Drops;
import espy.xfrm.Encap;
import espy.xfrm.Offload;
import espy.xfrm.Replay;
import espy.xfrm.State;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that an SA's record holds, in words: what a person asks first stands first, what is rare only where it is there. */
final class StateFacts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private StateFacts() {}

    /** @param keys whether a person asked to see the keys themselves */
    static List<Fact> of(State s, GatewayClock clock, boolean keys) {
        var facts = new ArrayList<Fact>();
        Fact.add(facts, "Kind", kind(s));
        Fact.add(facts, "From – to", s.src() + " → " + s.dst());
        Fact.add(facts, "Traffic", traffic(s));
        Fact.add(facts, "In UDP or TCP", s.encap().map(StateFacts::encap));
        Fact.add(facts, "Rekeying", GatewayClock.rekeying(s).map(t -> when(t, clock)));
        Fact.add(facts, "Expires", GatewayClock.expiry(s).map(t -> when(t, clock)));
        KeyFacts.add(facts, s, keys);
        Fact.add(facts, "Refused", s.drops().map(StateFacts::refused));
        Fact.add(facts, "Replay window", s.window().map(w -> w == 0 ? "off" : Quantity.packets(w)));
        s.replay().ifPresent(r -> sequence(facts, r, s.esn()));
        Fact.add(facts, "Selector", s.selector().map(Selector::toString));
        Fact.add(facts, "Mark", s.mark().map(Object::toString));
        Fact.add(facts, "Output mark", s.outputMark().map(Object::toString));
        Fact.add(facts, "if_id", s.ifId().map("0x%x"::formatted));
        Fact.add(facts, "Flags", String.join(" ", s.flags()));
        Fact.add(facts, "Direction", s.dir());
        Fact.add(facts, "Offload", s.offload().map(StateFacts::offload));
        Fact.add(facts, "Padding (TFC)", s.tfcPad().map(n -> "up to " + Quantity.count(n) + " bytes"));
        Fact.add(facts, "CPU", s.pcpu().map(String::valueOf));
        Fact.add(facts, "Care-of address", s.careOf());
        Fact.add(facts, "IP-TFS", s.iptfs());
        Fact.add(facts, "Security context", s.securityContext());
        Fact.add(facts, "Added", s.added());
        Fact.add(facts, "First used", s.firstUsed());
        Fact.add(facts, "Last used", s.lastUsed());
        LimitFacts.add(facts, s.limits());
        return facts;
    }

    /** For example {@code Inbound SA 0xc39a0e01}; an older generation is called so. */
    static String title(String direction, State s, boolean newest) {
        return direction + " SA " + s.spiText() + (newest ? "" : ", older");
    }

    /** One line for a list of many. */
    static String line(State s, GatewayClock clock) {
        String rekey =
                GatewayClock.rekeying(s).map(t -> "   rekey " + clock.words(t)).orElse("");
        return s.spiText()
                + s.bytes().map(b -> "   " + Quantity.bytes(b)).orElse("")
                + s.added().map(a -> "   added " + a).orElse("")
                + rekey;
    }

    private static String kind(State s) {
        String proto = s.proto().equals("comp") ? "IPComp" : s.proto().toUpperCase(Locale.ROOT);
        return proto
                + (s.mode().isEmpty() ? "" : ", " + s.mode() + " mode")
                + (s.reqid() < 0 ? "" : ", reqid " + s.reqid())
                + (s.larval() ? ", still being negotiated (larval)" : "");
    }

    private static Optional<String> traffic(State s) {
        return s.bytes()
                .map(b -> Quantity.bytes(b)
                        + s.packets().map(p -> ", " + Quantity.packets(p)).orElse(""));
    }

    private static String encap(Encap e) {
        boolean any =
                e.addr().isEmpty() || e.addr().equals("0.0.0.0") || e.addr().equals("::");
        return "port " + e.sport() + " → " + e.dport() + " (" + e.type() + ")"
                + (any ? "" : ", original address " + e.addr());
    }

    private static String refused(Drops d) {
        return d.failed() + d.replayed() + d.tooOld() == 0
                ? "none"
                : Quantity.count(d.failed()) + " failed the integrity check, " + Quantity.count(d.replayed())
                        + " came twice, " + Quantity.count(d.tooOld()) + " too late";
    }

    private static void sequence(List<Fact> facts, Replay r, boolean esn) {
        long received = esn ? r.seqHi() << 32 | r.seq() : r.seq();
        long sent = esn ? r.oseqHi() << 32 | r.oseq() : r.oseq();
        Fact.add(
                facts,
                "Sequence",
                Long.toUnsignedString(received) + " received, " + Long.toUnsignedString(sent) + " sent"
                        + (esn ? ", 64 bits (ESN)" : ", 32 bits"));
        Fact.add(facts, "Replay bitmap", r.bitmap().isEmpty() ? "" : r.bitmap() + " (" + r.context() + ")");
    }

    private static String offload(Offload o) {
        return "to " + o.dev() + o.dir().map(d -> ", " + d).orElse("")
                + o.mode().map(m -> ", " + m).orElse("");
    }

    private static String when(LocalDateTime then, GatewayClock clock) {
        return clock.words(then) + " (" + TIME.format(then) + ")";
    }
}
