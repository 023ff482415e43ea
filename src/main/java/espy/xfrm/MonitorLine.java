package espy.xfrm;

import espy.base.Numbers;
import espy.base.Selector;
import espy.base.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages of {@code ip xfrm monitor} that are no SA and no policy (iproute2 ip/xfrm_monitor.c). */
final class MonitorLine {
    private static final List<String> REASONS = List.of("replay update", "timer expired", "policy updated");
    private static final int FIRST_REASON = 0x10;

    private MonitorLine() {}

    /** The message that begins with this line; empty when it is none of them. Words may be read in part then. */
    static Optional<Block> begin(Words words, Head head, Repeats repeats) {
        return switch (words.peek()) {
            case "acquire" -> AcquireReader.begin(words, head, repeats);
            case "Async" -> words.accept("Async", "event") ? Optional.of(new Sync(head, words)) : Optional.empty();
            case "Mapping" -> words.accept("Mapping", "change") ? Mapping.begin(words, head) : Optional.empty();
            case "Flushed" -> flushed(words, head);
            case "report" ->
                words.accept("report", "proto") ? Optional.of(new Report(head, words.next())) : Optional.empty();
            case "Unknown" ->
                words.accept("Unknown", "message:")
                        ? Optional.of(new Whole(new Event.Unknown(head.time, head.namespace, words.rest())))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Block> flushed(Words words, Head head) {
        words.next();
        String what = words.next();
        boolean known = what.equals("state")
                ? words.accept("proto") && words.left() == 1
                : what.equals("policy") && (words.accept("ptype") ? words.left() == 1 : words.done());
        String which = words.next();
        return known
                ? Optional.of(new Whole(new Event.Flushed(head.time, head.namespace, what, which)))
                : Optional.empty();
    }

    /** A message of one line. */
    private record Whole(Event event) implements Block {
        @Override
        public boolean take(Words words, boolean again) {
            return false;
        }

        @Override
        public boolean complete() {
            return true;
        }

        @Override
        public Object done(Excerpt lines) {
            return event;
        }
    }

    /** {@code reqid 0x1 protocol esp  SPI 0xc701fcae}. */
    private record Name(long reqid, String proto, long spi) {
        static Optional<Name> read(Words words) {
            long reqid = words.accept("reqid") ? words.number() : -1;
            String proto = words.accept("protocol") ? words.next() : "";
            long spi = words.accept("SPI") ? words.number() : -1;
            return reqid < 0 || proto.isEmpty() || spi < 0 || !words.done()
                    ? Optional.empty()
                    : Optional.of(new Name(reqid, proto, spi));
        }
    }

    private static final class Sync implements Block {
        private final Head head;
        private final List<String> reasons;
        private Optional<Name> name = Optional.empty();
        private String src = "";
        private String dst = "";

        Sync(Head head, Words words) {
            this.head = head;
            this.reasons = reasons(words.next());
        }

        /** From {@code (0x20)}; the words behind it say the same. */
        private static List<String> reasons(String flags) {
            long bits = flags.startsWith("(") && flags.endsWith(")")
                    ? Numbers.parse(flags.substring(1, flags.length() - 1)).orElse(0L)
                    : 0;
            var reasons = new ArrayList<String>();
            for (int i = 0; i < REASONS.size(); i++) {
                long bit = (long) FIRST_REASON << i;
                if ((bits & bit) != 0) {
                    reasons.add(REASONS.get(i));
                    bits &= ~bit;
                }
            }
            if (bits != 0) {
                reasons.add("0x%x".formatted(bits));
            }
            return List.copyOf(reasons);
        }

        @Override
        public boolean take(Words words, boolean again) {
            if (!words.accept("src")) {
                return false;
            }
            src = words.next();
            dst = words.accept("dst") ? words.next() : "";
            name = Name.read(words);
            return name.isPresent() && !dst.isEmpty();
        }

        @Override
        public boolean complete() {
            return name.isPresent();
        }

        @Override
        public Object done(Excerpt lines) {
            Name n = name.orElseThrow();
            return new Event.Sync(head.time, head.namespace, reasons, src, dst, n.reqid, n.proto, n.spi);
        }
    }

    private static final class Mapping implements Block {
        private final Head head;
        private final String from;
        private final String to;
        private Optional<Name> name = Optional.empty();
        private String dst = "";

        private Mapping(Head head, String from, String to) {
            this.head = head;
            this.from = from;
            this.to = to;
        }

        static Optional<Block> begin(Words words, Head head) {
            String from = words.next();
            String to = words.accept("->") ? words.next() : "";
            return to.isEmpty() || !words.done() ? Optional.empty() : Optional.of(new Mapping(head, from, to));
        }

        @Override
        public boolean take(Words words, boolean again) {
            if (!words.accept("dst")) {
                return false;
            }
            dst = words.next();
            name = Name.read(words);
            return name.isPresent();
        }

        @Override
        public boolean complete() {
            return name.isPresent();
        }

        @Override
        public Object done(Excerpt lines) {
            Name n = name.orElseThrow();
            return new Event.Mapping(head.time, head.namespace, from, to, dst, n.reqid, n.proto, n.spi);
        }
    }

    private static final class Report implements Block {
        private final Head head;
        private final String proto;
        private Optional<Selector> selector = Optional.empty();
        private Optional<String> careOf = Optional.empty();

        Report(Head head, String proto) {
            this.head = head;
            this.proto = proto;
        }

        @Override
        public boolean take(Words words, boolean again) {
            if (words.accept("sel")) {
                selector = Selector.read(words);
                return selector.isPresent() && words.done();
            }
            return words.accept("coa") && StateReader.set(StateReader.rest(words), words, v -> careOf = Optional.of(v));
        }

        @Override
        public boolean complete() {
            return !proto.isEmpty();
        }

        @Override
        public Object done(Excerpt lines) {
            return new Event.Report(head.time, head.namespace, proto, selector, careOf);
        }
    }

    /** {@code Default policies:} and a line for each direction, in an event or as answer to {@code getdefault}. */
    static final class Defaults implements Block {
        private static final Map<String, String> DIRECTIONS = Map.of("in:", "in", "fwd:", "fwd", "out:", "out");

        private final Head head;
        private final Map<String, String> actions = new LinkedHashMap<>();

        Defaults(Head head) {
            this.head = head;
        }

        @Override
        public boolean take(Words words, boolean again) {
            String dir = DIRECTIONS.get(words.next());
            String action = words.next();
            if (dir == null || action.isEmpty() || !words.done()) {
                return false;
            }
            actions.put(dir, action);
            return true;
        }

        @Override
        public boolean complete() {
            return !actions.isEmpty();
        }

        @Override
        public Object done(Excerpt lines) {
            return new Event.Defaults(head.time, head.namespace, actions);
        }
    }
}
