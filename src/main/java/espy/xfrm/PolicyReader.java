package espy.xfrm;

import espy.base.Address;
import espy.base.Numbers;
import espy.base.Selector;
import espy.base.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the lines of one policy. Lines of a template follow its {@code tmpl} line. */
final class PolicyReader implements Block {
    private static final List<String> DIRS = List.of("in", "out", "fwd");

    private final Selector selector;
    private final Head head;
    private final Repeats repeats;
    private final List<Template> templates = new ArrayList<>();
    private final LifetimeReader lifetime = new LifetimeReader();
    private String dir = "";
    private boolean socket;
    private String action = "allow";
    private long priority;
    private Optional<Long> index = Optional.empty();
    private Optional<String> ptype = Optional.empty();
    private Optional<String> share = Optional.empty();
    private List<String> flags = List.of();
    private Optional<Mark> mark = Optional.empty();
    private Optional<Long> ifId = Optional.empty();
    private Optional<Offload> offload = Optional.empty();
    private Optional<String> securityContext = Optional.empty();

    PolicyReader(Selector selector, Head head, Repeats repeats) {
        this.selector = selector;
        this.head = head;
        this.repeats = repeats;
    }

    @Override
    public boolean complete() {
        return !dir.isEmpty();
    }

    @Override
    public Object done(Excerpt lines) {
        return head.of(policy(lines));
    }

    Policy policy(List<String> lines) {
        return new Policy(
                selector.src(),
                selector.dst(),
                selector,
                dir,
                socket,
                action,
                priority,
                index,
                ptype,
                share,
                flags,
                templates,
                mark,
                ifId,
                offload,
                lifetime.limits(repeats),
                lifetime.added,
                lifetime.used,
                securityContext,
                lines);
    }

    @Override
    public boolean take(Words words, boolean again) {
        return switch (words.peek()) {
            case "dir", "socket" -> (again || dir.isEmpty()) && place(words, again);
            case "security" ->
                !again
                        && words.accept("security", "context")
                        && StateReader.set(StateReader.rest(words), words, v -> securityContext = Optional.of(v));
            case "mark" ->
                words.accept("mark") && StateReader.set(Mark.parse(words.next()), words, v -> mark = repeats.share(v));
            case "tmpl" -> template(words, again);
            case "proto" -> transform(words, again);
            case "level" -> level(words);
            case "enc-mask", "auth-mask", "comp-mask" -> true; // always all ones; nobody can set them
            case "crypto" -> StateReader.set(StateReader.offload(words), words, v -> offload = Optional.of(v));
            case "if_id" -> StateReader.set(StateReader.number(words), words, v -> ifId = repeats.share(v));
            case "hard" -> Head.hard(words).into(head);
            case "(ERROR" -> true;
            default -> LifetimeReader.read(words, repeats).into(lifetime);
        };
    }

    private boolean place(Words words, boolean again) {
        socket = words.next().equals("socket");
        direction(words.next());
        while (!words.done()) {
            switch (words.next()) {
                case "action" -> action = words.next();
                case "index" -> index = Numbers.parse(words.next());
                case "priority" -> {
                    priority = words.numberOrBlot();
                    if (priority < -1) {
                        priority = 0;
                        return false;
                    }
                }
                case "ptype" -> ptype = Optional.of(words.next());
                case "share" -> share = Optional.of(words.next());
                case "flag" -> {
                    String printed = words.rest();
                    flags = Flags.policy(printed);
                    if (Flags.hasMore(printed) || (again && !Flags.allKnown(flags))) {
                        return false;
                    }
                }
                default -> {
                    return false;
                }
            }
        }
        return !dir.isEmpty();
    }

    /** Directions 3 to 5 are those of sockets, which iproute2 before 2.6.37 prints as numbers. */
    private void direction(String word) {
        var number = Numbers.parseUpTo(5, word).filter(n -> n >= DIRS.size());
        socket |= number.isPresent();
        dir = number.map(n -> DIRS.get(n - DIRS.size())).orElse(word);
    }

    private boolean template(Words words, boolean again) {
        words.next();
        String src = words.accept("src") && words.holds("dst") ? words.until("dst") : "";
        String dst = words.rest();
        boolean addresses = Address.parse(src).isPresent() && Address.parse(dst).isPresent();
        if (src.isEmpty() || dst.isEmpty() || (again && !addresses)) {
            return false;
        }
        if (again && !templates.isEmpty() && templates.getLast().proto().isEmpty()) {
            templates.removeLast(); // the beginning of the same line
        }
        templates.add(new Template(src, dst, "", Optional.empty(), 0, "", "required"));
        return true;
    }

    private boolean transform(Words words, boolean again) {
        if (templates.isEmpty() || (!again && !templates.getLast().proto().isEmpty())) {
            return false;
        }
        words.next();
        String proto = words.next();
        long spi = words.accept("spi") ? words.numberOrBlot() : 0;
        long reqid = words.accept("reqid") ? words.numberOrBlot() : 0;
        String mode = words.accept("mode") ? StateReader.mode(words.next()) : "";
        if (mode.isEmpty() || (again && !words.done())) {
            return false;
        }
        var last = templates.removeLast();
        templates.add(new Template(
                last.src(),
                last.dst(),
                proto,
                Optional.of(spi).filter(n -> n > 0),
                Math.max(-1, reqid),
                mode,
                last.level()));
        return spi >= -1 && reqid >= -1 && words.done();
    }

    private boolean level(Words words) {
        words.next();
        if (templates.isEmpty() || words.done()) {
            return false;
        }
        var last = templates.removeLast();
        templates.add(new Template(
                last.src(), last.dst(), last.proto(), last.spi(), last.reqid(), last.mode(), words.next()));
        return words.done() || (words.accept("share") && !words.next().isEmpty() && words.done());
    }
}
