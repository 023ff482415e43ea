package espy.base;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which packets a policy or an SA speaks of. Text form as {@code ip xfrm} prints it, for example
 * {@code src 10.1.0.0/16 dst 10.2.0.0/16 proto tcp dport 80} (iproute2 ip/ipxfrm.c, xfrm_selector_print); {@code parse} and
 * {@code toString} are inverses.
 *
 * <p>Holds no direction and no priority. Port masks are not printed by iproute2, so a range of ports cannot be seen here.
 *
 * @param src   address/length; words in pasted text are kept as they are
 * @param dst   as {@code src}
 * @param proto name or number of the upper protocol; absent means any
 * @param sport 0–65535; absent means any
 * @param dport as {@code sport}
 * @param type  of ICMP, ICMPv6 or mobility header, 0–255
 * @param code  of ICMP or ICMPv6, 0–255
 * @param key   of GRE
 * @param dev   the interface to which it is bound
 * @param uid   the user to whom it is bound; 0 means none and is absent
 */
public record Selector(
        String src,
        String dst,
        Optional<String> proto,
        Optional<Integer> sport,
        Optional<Integer> dport,
        Optional<Integer> type,
        Optional<Integer> code,
        Optional<Long> key,
        Optional<String> dev,
        Optional<Long> uid) {

    /** What a person or a program put in place of a number. */
    private static final Pattern BLOT = Pattern.compile("[A-Z]{2,}");

    private static final Set<String> NUMBERS = Set.of("sport", "dport", "type", "code", "key", "uid");

    /** All packets from the one network to the other. */
    public static Selector of(String src, String dst) {
        return new Selector(
                src,
                dst,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A whole line; empty when it is no selector or holds words that do not belong to one. */
    public static Optional<Selector> parse(String line) {
        var words = Words.of(line);
        return read(words).filter(s -> words.done());
    }

    /** Reads as many words as belong to a selector; empty, and nothing sensible read, when it does not start with {@code src … dst …}. */
    public static Optional<Selector> read(Words words) {
        if (!words.accept("src") || !words.holds("dst")) {
            return Optional.empty();
        }
        String src = words.until("dst");
        String dst = words.next();
        Optional<String> proto = Optional.empty();
        Optional<Integer> sport = Optional.empty();
        Optional<Integer> dport = Optional.empty();
        Optional<Integer> type = Optional.empty();
        Optional<Integer> code = Optional.empty();
        Optional<Long> key = Optional.empty();
        Optional<String> dev = Optional.empty();
        Optional<Long> uid = Optional.empty();
        boolean known = !src.isEmpty() && !dst.isEmpty();
        while (known && !words.done()) {
            String property = words.peek();
            String value = words.peekSecond();
            switch (property) {
                case "proto" -> proto = Optional.of(value).filter(p -> !p.isEmpty());
                case "sport" -> sport = Numbers.parseUpTo(65535, value);
                case "dport" -> dport = Numbers.parseUpTo(65535, value);
                case "type" -> type = Numbers.parseUpTo(65535, value);
                case "code" -> code = Numbers.parseUpTo(65535, value);
                case "key" -> key = Numbers.parse(value);
                case "dev" -> dev = Optional.of(value).filter(d -> !d.isEmpty());
                case "uid" -> uid = Numbers.parse(value).filter(u -> u != 0);
                case "(dport)" -> {} // mobility header: the second port field says nothing
                default -> known = false;
            }
            known &= !value.isEmpty()
                    && (!NUMBERS.contains(property)
                            || Numbers.parse(value).isPresent()
                            || BLOT.matcher(value).matches());
            if (known) {
                words.next();
                words.next();
            }
        }
        return src.isEmpty() || dst.isEmpty()
                ? Optional.empty()
                : Optional.of(new Selector(src, dst, proto, sport, dport, type, code, key, dev, uid));
    }

    /** The source network; empty when the text is no address. */
    public Optional<Prefix> srcPrefix() {
        return Prefix.parse(src);
    }

    /** The destination network; empty when the text is no address. */
    public Optional<Prefix> dstPrefix() {
        return Prefix.parse(dst);
    }

    /** The same traffic in the other direction. */
    public Selector reversed() {
        return new Selector(dst, src, proto, dport, sport, type, code, key, dev, uid);
    }

    /** Whether every packet of the other selector is one of this, too. Unreadable addresses cover nothing. */
    public boolean covers(Selector other) {
        return within(srcPrefix(), other.srcPrefix())
                && within(dstPrefix(), other.dstPrefix())
                && anyOrSame(proto, other.proto)
                && anyOrSame(sport, other.sport)
                && anyOrSame(dport, other.dport)
                && anyOrSame(type, other.type)
                && anyOrSame(code, other.code)
                && anyOrSame(key, other.key)
                && anyOrSame(dev, other.dev)
                && anyOrSame(uid, other.uid);
    }

    private static boolean within(Optional<Prefix> wide, Optional<Prefix> narrow) {
        return wide.isPresent() && narrow.isPresent() && wide.get().contains(narrow.get());
    }

    private static <T> boolean anyOrSame(Optional<T> wide, Optional<T> narrow) {
        return wide.isEmpty() || wide.equals(narrow);
    }

    @Override
    public String toString() {
        var text = new StringBuilder("src ").append(src).append(" dst ").append(dst);
        proto.ifPresent(v -> text.append(" proto ").append(v));
        sport.ifPresent(v -> text.append(" sport ").append(v));
        dport.ifPresent(v -> text.append(" dport ").append(v));
        type.ifPresent(v -> text.append(" type ").append(v));
        code.ifPresent(v -> text.append(" code ").append(v));
        key.ifPresent(v -> text.append(" key ").append(v));
        dev.ifPresent(v -> text.append(" dev ").append(v));
        uid.ifPresent(v -> text.append(" uid ").append(v));
        return text.toString();
    }
}
