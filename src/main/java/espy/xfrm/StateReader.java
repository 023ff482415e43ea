package espy.xfrm;

import espy.base.Numbers;
import espy.base.Selector;
import espy.base.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
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
    private final LifetimeReader lifetime = new LifetimeReader();
    private final ReplayReader replay = new ReplayReader();
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
                lifetime.limits(repeats),
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

    @Override
    public boolean take(Words words, boolean again) {
        return read(words, again, repeats).into(this);
    }

    /**
     * What the line says.
     *
     * @param again the line had been wrapped and is read as a whole now; lines that may hold any words are left as they are
     */
    static Piece<StateReader> read(Words words, boolean again, Repeats repeats) {
        return switch (words.peek()) {
            case "auth", "auth-trunc", "enc", "aead", "comp" -> algorithm(words);
            case "proto" -> identity(words, again);
            case "replay-window" -> window(words, again, repeats);
            case "mark", "output-mark" -> marks(words, repeats);
            case "encap" -> encap(words, repeats);
            case "coa" -> again ? Piece.none() : said(words, (s, v) -> s.careOf = Optional.of(v));
            case "lastused" -> lastUsed(words, repeats);
            case "crypto" -> piece(offload(words).flatMap(repeats::share), words, (s, v) -> s.offload = Optional.of(v));
            case "if_id" -> piece(number(words).flatMap(repeats::share), words, (s, v) -> s.ifId = Optional.of(v));
            case "tfcpad" -> piece(number(words), words, (s, v) -> s.tfcPad = Optional.of(v));
            case "pcpu-num" -> piece(number(words), words, (s, v) -> s.pcpu = Optional.of(v));
            case "dir" -> again ? Piece.none() : dir(words);
            case "sel" -> selector(words);
            case "security" ->
                again || !words.accept("security")
                        ? Piece.none()
                        : said(words, (s, v) -> s.securityContext = Optional.of(v));
            case "iptfs-opts" -> again ? Piece.none() : said(words, (s, v) -> s.iptfs = Optional.of(v));
            case "hard" -> hard(words);
            case "stats:" -> words.accept("stats:") && words.done() ? Piece.of(_ -> {}) : Piece.none();
            case "(ERROR" -> Piece.of(_ -> {}); // "(ERROR truncated)": the kernel said less than expected
            case "anti-replay", "seq-hi", "replay_window" -> replay(words, again, repeats);
            case "lifetime", "limit:", "expire", "add" -> lifetime(words, repeats);
            default -> words.endsWith("(bytes),") ? lifetime(words, repeats) : replay(words, again, repeats);
        };
    }

    private static Piece<StateReader> lifetime(Words words, Repeats repeats) {
        var piece = LifetimeReader.read(words, repeats);
        return s -> piece.into(s.lifetime);
    }

    private static Piece<StateReader> replay(Words words, boolean again, Repeats repeats) {
        var piece = ReplayReader.read(words, again, repeats);
        return s -> piece.into(s.replay);
    }

    private static Piece<StateReader> algorithm(Words words) {
        String kind = words.next();
        boolean withIcv = kind.equals("auth-trunc") || kind.equals("aead");
        var read = Algorithm.read(words, withIcv);
        if (read.isEmpty() || !words.done() || (withIcv && read.get().icvBits().isEmpty())) {
            return Piece.none();
        }
        return switch (kind) {
            case "enc" -> Piece.of(s -> s.enc = read);
            case "aead" -> Piece.of(s -> s.aead = read);
            case "comp" -> Piece.of(s -> s.comp = read);
            // the kernel sends it beside auth-trunc, which says more
            case "auth" ->
                Piece.of(s ->
                        s.auth = s.auth.filter(a -> a.icvBits().isPresent()).or(() -> read));
            default -> Piece.of(s -> s.auth = read);
        };
    }

    private static Piece<StateReader> identity(Words words, boolean again) {
        words.next();
        String name = words.next();
        long spi = words.accept("spi") ? words.numberOrBlot() : 0;
        long reqid = words.accept("reqid") ? words.numberOrBlot() : 0;
        String mode = words.accept("mode") ? mode(words.next()) : "";
        if (name.isEmpty() || !words.done()) {
            return Piece.none();
        }
        return s -> {
            if (!again && !s.proto.isEmpty()) {
                return false;
            }
            s.proto = name;
            s.spi = Math.max(-1, spi);
            s.reqid = Math.max(-1, reqid);
            s.mode = mode;
            return spi >= -1 && reqid >= -1 && !mode.isEmpty();
        };
    }

    /** A mode by name; iproute2 prints the numbers of modes that it does not know yet. */
    static String mode(String word) {
        return Numbers.parseUpTo(MODES.size() - 1, word).map(MODES::get).orElse(word);
    }

    private static Piece<StateReader> window(Words words, boolean again, Repeats repeats) {
        words.next();
        long size = words.number();
        if (size < 0 || size > Integer.MAX_VALUE) {
            return Piece.none();
        }
        if (words.accept("replay")) { // the stats line begins with the same word
            long replayed = words.number();
            long failed = words.accept("failed") ? words.number() : -1;
            var drops = repeats.share(new Drops(size, replayed, failed));
            return replayed < 0 || failed < 0 || !words.done() ? Piece.none() : Piece.of(s -> s.drops = drops);
        }
        if (words.accept("seq")) {
            words.next(); // of the acquire, decimal digits behind "0x"
        }
        var window = repeats.share((int) size);
        String printed = words.rest();
        var flags = Flags.state(printed);
        return Flags.hasMore(printed) || (again && !Flags.allKnown(flags))
                ? Piece.none()
                : Piece.of(s -> {
                    s.replayWindow = window;
                    s.flags = flags;
                });
    }

    private static Piece<StateReader> marks(Words words, Repeats repeats) {
        boolean here = words.accept("mark");
        var mark = here ? Mark.parse(words.next()).flatMap(repeats::share) : Optional.<Mark>empty();
        boolean out = words.accept("output-mark");
        var outputMark = out ? Mark.parse(words.next()).flatMap(repeats::share) : Optional.<Mark>empty();
        if (!words.done() || (here && mark.isEmpty()) || (out && outputMark.isEmpty())) {
            return Piece.none();
        }
        return Piece.of(s -> {
            s.mark = here ? mark : s.mark;
            s.outputMark = out ? outputMark : s.outputMark;
        });
    }

    private static Piece<StateReader> encap(Words words, Repeats repeats) {
        if (!words.accept("encap", "type")) {
            return Piece.none();
        }
        String word = words.next();
        String type =
                Numbers.parseUpTo(ENCAPS.size() - 1, word).map(ENCAPS::get).orElse(word);
        long sport = words.accept("sport") ? words.numberOrBlot() : -2;
        long dport = words.accept("dport") ? words.numberOrBlot() : -2;
        String addr = words.accept("addr") ? words.next() : "";
        if (sport < -1 || sport > 65535 || dport < -1 || dport > 65535 || !words.done()) {
            return Piece.none();
        }
        var encap = repeats.share(new Encap(type, (int) sport, (int) dport, addr));
        return Piece.of(s -> s.encap = encap);
    }

    private static Piece<StateReader> lastUsed(Words words, Repeats repeats) {
        words.next();
        String when = words.rest();
        var date = LifetimeReader.date(when).flatMap(repeats::share);
        return date.isPresent() || when.equals("-") || when.equals("invalid-time")
                ? Piece.of(s -> s.lastUsed = date)
                : Piece.none();
    }

    private static Piece<StateReader> dir(Words words) {
        words.next();
        String way = words.rest();
        var known = Optional.of(way).filter(w -> w.equals("in") || w.equals("out"));
        return way.isEmpty() ? Piece.none() : Piece.of(s -> s.dir = s.dir.or(() -> known));
    }

    private static Piece<StateReader> selector(Words words) {
        words.next();
        var read = Selector.read(words);
        return read.isPresent() && words.done() ? Piece.of(s -> s.selector = read) : Piece.none();
    }

    private static Piece<StateReader> hard(Words words) {
        var piece = Head.hard(words);
        return s -> piece.into(s.head);
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

    private static <T> Piece<StateReader> piece(Optional<T> value, Words words, BiConsumer<StateReader, T> put) {
        return value.isPresent() && words.done() ? Piece.of(s -> put.accept(s, value.get())) : Piece.none();
    }

    /** All the words behind the first. */
    private static Piece<StateReader> said(Words words, BiConsumer<StateReader, String> put) {
        words.next();
        return piece(rest(words), words, put);
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

    static Optional<String> rest(Words words) {
        return Optional.of(words.rest()).filter(t -> !t.isEmpty());
    }
}
