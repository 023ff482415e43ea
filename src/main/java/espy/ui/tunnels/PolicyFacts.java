package espy.ui.tunnels;

import espy.base.Selector;
import espy.ui.part.Quantity;
import espy.xfrm.Policy;
import espy.xfrm.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything that a policy's record holds, in words. */
final class PolicyFacts {
    private PolicyFacts() {}

    static List<Fact> of(Policy p) {
        var facts = new ArrayList<Fact>();
        Fact.add(facts, "From – to", selector(p.selector()));
        Fact.add(facts, "Does", does(p));
        for (Template t : p.templates()) {
            Fact.add(facts, "Template", template(t));
        }
        Fact.add(
                facts,
                "Priority",
                Quantity.count(p.priority())
                        + p.index().map(i -> ", index " + i).orElse(""));
        Fact.add(facts, "Mark", p.mark().map(Object::toString));
        Fact.add(facts, "if_id", p.ifId().map("0x%x"::formatted));
        Fact.add(facts, "Flags", String.join(" ", p.flags()));
        Fact.add(facts, "Kind", p.ptype().filter(t -> !t.equals("main")));
        Fact.add(facts, "Share", p.share().filter(s -> !s.equals("any")));
        Fact.add(
                facts,
                "Offload",
                p.offload()
                        .map(o -> "to " + o.dev() + o.mode().map(m -> ", " + m).orElse("")));
        Fact.add(facts, "Security context", p.securityContext());
        Fact.add(facts, "Added", p.added());
        Fact.add(facts, "Last used", p.lastUsed());
        LimitFacts.add(facts, p.limits());
        return facts;
    }

    static String title(Policy p) {
        return (p.socket() ? "Socket policy " : "Policy ") + p.dir();
    }

    /** One line for a list of many. */
    static String line(Policy p) {
        return p.dir() + "   " + selector(p.selector()) + "   priority " + Quantity.count(p.priority());
    }

    private static String does(Policy p) {
        if (p.blocks()) {
            return "block: drops its packets";
        }
        return p.bypass() ? "allow without a template: lets its packets pass in clear text" : p.action();
    }

    private static String selector(Selector s) {
        String plain = Selector.of(s.src(), s.dst()).toString();
        return s.src() + " → " + s.dst() + s.toString().substring(plain.length());
    }

    private static String template(Template t) {
        return t.proto().toUpperCase(Locale.ROOT) + " " + t.mode() + ", " + t.src() + " → " + t.dst() + ", reqid "
                + t.reqid() + t.spi().map(", spi 0x%08x"::formatted).orElse("")
                + (t.level().equals("required") ? "" : ", level " + t.level());
    }
}
