package espy.xfrm;

import espy.base.Numbers;
import espy.base.Selector;
import espy.base.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the lines of one SA in any order; which line is which is said by its first words. */
final class StateReader implements Block {
    private static final List<String> MODES = List.of("transport", "tunnel", "ro", "in_trigger", "beet", "iptfs");
    private static final List<String> ENCAPS =
            List.of("0", "espinudp-nonike", "espinudp", "3", "4", "5", "6", "espintcp");

    private final String src;
    private final String dst;
    private final Head head;
    private final Repeats repeats;
    private final LifetimeReader lifetime;
    private final ReplayReader replay;
    private String proto = "";
    private long spi;
    private long reqid;
    private String mode = "";
    private Optional<Integer> replayWindow = Optional.empty();
    private List<String> flags = List.of();
    private Optional<Algorithm> enc = Optional.empty();
    private Optional<Algorithm> auth = Optional.empty();
    private Optional<Algorithm> aead = Optional.empty();
    private Optional<Algorithm> comp = Optional.empty();
    private Optional<Encap> encap = Optional.empty();
    private Optional<Selector> selector = Optional.empty();
    private Optional<Mark> mark = Optional.empty();
    private Optional<Mark> outputMark = Optional.empty();
    private Optional<Long> ifId = Optional.empty();
    private Optional<Drops> drops = Optional.empty();
    private Optional<String> lastUsed = Optional.empty();
    private Optional<String> dir = Optional.empty();
    private Optional<Offload> offload = Optional.empty();
    private Optional<Long> tfcPad = Optional.empty();
    private Optional<Long> pcpu = Optional.empty();
    private Optional<String> careOf = Optional.empty();
    private Optional<String> iptfs = Optional.empty();
    private Optional<String> securityContext = Optional.empty();

    StateReader(String src, String dst, Head head, Repeats repeats) {
        this.src = src;
        this.dst = dst;
        this.head = head;
        this.repeats = repeats;
        this.lifetime = new LifetimeReader(repeats);
        this.replay = new ReplayReader(repeats);
    }

    @Override
    public boolean complete() {
        return !proto.isEmpty();
    }

    @Override
    public Object done(Excerpt lines) {
        return head.of(state(lines));
    }

    private State state(Excerpt lines) {
        return new State(
                src,
                dst,
                proto,
                spi,
                reqid,
                mode,
                replayWindow,
                flags,
                enc,
                auth,
                aead,
                comp,
                encap,
                selector,
                mark,
                outputMark,
                ifId,
                replay.replay(),
                drops,
                lifetime.limits(),
                lifetime.bytes,
                lifetime.packets,
                lifetime.added,
                lifetime.used,
                lastUsed,
                dir,
                offload,
                tfcPad,
                pcpu,
                careOf,
                iptfs,
                securityContext,
                Optional.empty(),
                lines);
    }

    private boolean algorithm(Words words) {
        String kind = words.next();
        boolean withIcv = kind.equals("auth-trunc") || kind.equals("aead");
        var read = Algorithm.read(words, withIcv);
        if (read.isEmpty() || !words.done() || (withIcv && read.get().icvBits().isEmpty())) {
            return false;
        }
        switch (kind) {
            case "enc" -> enc = read;
            case "aead" -> aead = read;
            case "comp" -> comp = read;
            case "auth" -> auth = auth.or(() -> read); // the kernel sends it beside auth-trunc, which says more
            default -> auth = read;
        }
        return true;
    }

    @Override
    public boolean take(Words words, boolean again) {
        return switch (words.peek()) {
            case "auth", "auth-trunc", "enc", "aead", "comp" -> algorithm(words);
            case "proto" -> (again || proto.isEmpty()) && identity(words);
            case "replay-window" -> window(words, again);
            case "mark", "output-mark" -> marks(words);
            case "encap" -> encap(words);
            case "coa" -> set(text(words), words, v -> careOf = Optional.of(v));
            case "lastused" -> lastUsed(words);
            case "crypto" -> set(offload(words), words, v -> offload = repeats.share(v));
            case "if_id" -> set(number(words), words, v -> ifId = repeats.share(v));
            case "tfcpad" -> set(number(words), words, v -> tfcPad = Optional.of(v));
            case "pcpu-num" -> set(number(words), words, v -> pcpu = Optional.of(v));
            case "dir" -> dir(words);
            case "sel" -> selector(words);
            case "security" ->
                !again
                        && words.accept("security", "context")
                        && set(rest(words), words, v -> securityContext = Optional.of(v));
            case "iptfs-opts" -> !again && set(text(words), words, v -> iptfs = Optional.of(v));
            case "hard" -> head.hard(words);
            case "stats:" -> words.accept("stats:") && words.done();
            case "(ERROR" -> true; // "(ERROR truncated)": the kernel said less than expected
            case "anti-replay", "seq-hi", "replay_window" -> replay.take(words);
            case "lifetime", "limit:", "expire", "add" -> lifetime.take(words);
            default -> lifetime.take(words) || (!again && replay.take(words));
        };
    }

    private boolean identity(Words words) {
        words.next();
        String name = words.next();
        if (name.isEmpty()) {
            return false;
        }
        proto = name;
        boolean understood = true;
        if (words.accept("spi")) {
            spi = words.number();
            understood = spi >= 0;
        }
        if (words.accept("reqid")) {
            reqid = words.number();
            understood &= reqid >= 0;
        }
        mode = words.accept("mode") ? mode(words.next()) : "";
        return understood && !mode.isEmpty() && words.done();
    }

    /** A mode by name; iproute2 prints the numbers of modes that it does not know yet. */
    static String mode(String word) {
        if (word.isEmpty() || word.charAt(0) > '9') {
            return word;
        }
        return Numbers.parseUpTo(MODES.size() - 1, word).map(MODES::get).orElse(word);
    }

    private boolean window(Words words, boolean again) {
        words.next();
        long size = words.number();
        if (size < 0 || size > Integer.MAX_VALUE) {
            return false;
        }
        if (words.accept("replay")) { // the stats line begins with the same word
            long replayed = words.number();
            long failed = words.accept("failed") ? words.number() : -1;
            if (replayed < 0 || failed < 0) {
                return false;
            }
            drops = repeats.share(new Drops(size, replayed, failed));
            return words.done();
        }
        replayWindow = repeats.share((int) size);
        if (words.accept("seq")) {
            words.next(); // of the acquire, decimal digits behind "0x"
        }
        String printed = words.rest();
        flags = repeats.derive(printed, Flags::state);
        return !again || Flags.allKnown(flags);
    }

    private boolean marks(Words words) {
        boolean understood = true;
        if (words.accept("mark")) {
            mark = Mark.parse(words.next()).flatMap(repeats::share);
            understood = mark.isPresent();
        }
        if (words.accept("output-mark")) {
            outputMark = Mark.parse(words.next()).flatMap(repeats::share);
            understood &= outputMark.isPresent();
        }
        return understood && words.done();
    }

    private boolean encap(Words words) {
        if (!words.accept("encap", "type")) {
            return false;
        }
        String word = words.next();
        String type =
                Numbers.parseUpTo(ENCAPS.size() - 1, word).map(ENCAPS::get).orElse(word);
        var sport = words.accept("sport") ? Numbers.parseUpTo(65535, words.next()) : Optional.<Integer>empty();
        var dport = words.accept("dport") ? Numbers.parseUpTo(65535, words.next()) : Optional.<Integer>empty();
        String addr = words.accept("addr") ? words.next() : "";
        if (sport.isEmpty() || dport.isEmpty()) {
            return false;
        }
        encap = repeats.share(new Encap(type, sport.get(), dport.get(), addr));
        return words.done();
    }

    private boolean lastUsed(Words words) {
        words.next();
        String when = words.rest();
        lastUsed = LifetimeReader.date(when).flatMap(repeats::share);
        return lastUsed.isPresent() || when.equals("-") || when.equals("invalid-time");
    }

    private boolean dir(Words words) {
        words.next();
        String way = words.rest();
        dir = dir.or(() -> Optional.of(way).filter(w -> w.equals("in") || w.equals("out")));
        return !way.isEmpty();
    }

    private boolean selector(Words words) {
        words.next();
        selector = Selector.read(words);
        return selector.isPresent() && words.done();
    }

    /** {@code crypto offload parameters: dev D [dir in|out] [mode M]}, for policies too. */
    static Optional<Offload> offload(Words words) {
        if (!words.accept("crypto", "offload", "parameters:", "dev")) {
            return Optional.empty();
        }
        String dev = words.next();
        Optional<String> dir = words.accept("dir") ? Optional.of(words.next()) : Optional.empty();
        Optional<String> mode = words.accept("mode") ? Optional.of(words.next()) : Optional.empty();
        return Optional.of(new Offload(dev, dir, mode));
    }

    /** Keeps what was read; whether there was something and nothing is left over. */
    static <T> boolean set(Optional<T> value, Words words, Consumer<T> into) {
        value.ifPresent(into);
        return value.isPresent() && words.done();
    }

    /** The number behind the line's first word. */
    static Optional<Long> number(Words words) {
        words.next();
        return Optional.of(words.number()).filter(n -> n >= 0);
    }

    private static Optional<String> text(Words words) {
        words.next();
        return rest(words);
    }

    static Optional<String> rest(Words words) {
        return Optional.of(words.rest()).filter(t -> !t.isEmpty());
    }
}
