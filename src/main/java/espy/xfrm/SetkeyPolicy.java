package espy.xfrm;

import espy.base.Numbers;
import espy.base.Selector;
import espy.base.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A policy as setkey prints it. */
final class SetkeyPolicy implements Block {
    /** What {@code prio high}, {@code def} and {@code low} stand for; an offset is taken away from it (libipsec ipsec_dump_policy.c). */
    private static final Map<String, Long> PRIORITIES = Map.of("high", 1L << 30, "def", 1L << 31, "low", 3L << 30);

    private static final Pattern TEMPLATE = Pattern.compile(
            "(\\w[\\w-]*)/(\\w+)/(?:([^/\\s-]+)-([^/\\s-]+))?/(use|require|default|unique(?:[:#]\\d+)?)");
    private static final Pattern PORT = Pattern.compile("\\[\\w+]");

    private final Selector selector;
    private final boolean socket;
    private final List<Template> templates = new ArrayList<>();
    private String dir = "";
    private String action = "";
    private long priority;
    private Optional<Long> index = Optional.empty();
    private Optional<String> added = Optional.empty();
    private Optional<String> used = Optional.empty();
    private Optional<Long> lifetime = Optional.empty();
    private Optional<Long> valid = Optional.empty();

    SetkeyPolicy(Selector selector, boolean socket) {
        this.selector = selector;
        this.socket = socket;
    }

    @Override
    public boolean complete() {
        return !action.isEmpty();
    }

    @Override
    public boolean take(Words words, boolean again) {
        String first = words.peek();
        return switch (first) {
            case "in", "out", "fwd", "in(socket)", "out(socket)", "fwd(socket)" -> action.isEmpty() && place(words);
            case "created:" -> created(words);
            case "lifetime:" -> limits(words);
            default ->
                first.startsWith("spid=") ? id(words) : first.startsWith("refcnt=") || (!again && template(words));
        };
    }

    private boolean place(Words words) {
        String way = words.next();
        int paren = way.indexOf('(');
        dir = paren < 0 ? way : way.substring(0, paren);
        if (words.accept("prio")) {
            Long base = PRIORITIES.get(words.next());
            boolean below = words.is("+");
            long offset = below || words.is("-") ? offset(words) : 0;
            if (base == null || offset < 0) {
                return false;
            }
            priority = below ? base - offset : base + offset;
        }
        action = switch (words.next()) {
            case "ipsec", "entrust", "none", "bypass" -> "allow";
            case "discard" -> "block";
            default -> "";
        };
        return !action.isEmpty() && words.done();
    }

    private static long offset(Words words) {
        words.next();
        return words.number();
    }

    private boolean template(Words words) {
        var m = TEMPLATE.matcher(words.next());
        if (!m.matches() || !words.done()) {
            return false;
        }
        String any = selector.src().contains(":") ? "::" : "0.0.0.0";
        String level = m.group(5);
        long reqid = level.startsWith("unique") && level.length() > "unique".length()
                ? Numbers.parse(level.substring("unique".length() + 1)).orElse(0L)
                : 0;
        templates.add(new Template(
                Optional.ofNullable(m.group(3)).map(SetkeyPolicy::address).orElse(any),
                Optional.ofNullable(m.group(4)).map(SetkeyPolicy::address).orElse(any),
                m.group(1).equals("ipcomp") ? "comp" : m.group(1),
                Optional.empty(),
                reqid,
                m.group(2),
                level.equals("use") ? "use" : "required"));
        return true;
    }

    private static String address(String end) {
        return PORT.matcher(end).replaceAll("");
    }

    private boolean created(Words words) {
        words.next();
        added = Setkey.date(words);
        boolean known = added.isPresent() && words.accept("lastused:");
        used = Setkey.date(words);
        return known && words.done();
    }

    private boolean limits(Words words) {
        words.next();
        long life = words.numberWith("(s)");
        boolean known = life >= 0 && words.accept("validtime:");
        long use = words.numberWith("(s)");
        lifetime = Optional.of(life).filter(n -> n > 0);
        valid = Optional.of(use).filter(n -> n > 0);
        return known && use >= 0 && words.done();
    }

    private boolean id(Words words) {
        index = Setkey.number(words, "spid");
        words.rest(); // seq=, pid= and FreeBSD's scope= say nothing about the policy
        return index.isPresent();
    }

    @Override
    public Object done(Excerpt lines) {
        return new Policy(
                selector.src(),
                selector.dst(),
                selector,
                dir,
                socket,
                action,
                priority,
                index,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                templates,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Limits(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        lifetime,
                        Optional.empty(),
                        valid)),
                added,
                used,
                Optional.empty(),
                lines);
    }
}
