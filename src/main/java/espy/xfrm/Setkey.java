package espy.xfrm;

import espy.base.Address;
import espy.base.Numbers;
import espy.base.Prefix;
import espy.base.Selector;
import espy.base.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code setkey -D} and {@code -DP} of ipsec-tools and the BSDs print (libipsec pfkey_dump.c), and what both have in common. */
final class Setkey {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d:\\d\\d");
    private static final Pattern END = Pattern.compile("([0-9a-fA-F.:]+)(/\\d{1,3})?(?:\\[(\\w+)])?(?:\\[(\\w+)])?");

    private Setkey() {}

    /** Whether the first word of a line may be the head of an object. */
    static boolean mayBegin(String first) {
        boolean address = first.indexOf('.') > 0 || first.indexOf(':') >= 0;
        return first.equals("(per-socket") || (address && end(first).isPresent());
    }

    /** The SA or policy whose head the line is. */
    static Optional<Block> begin(Words words, Repeats repeats) {
        if (words.accept("(per-socket", "policy)")) {
            return words.done()
                    ? Optional.of(new SetkeyPolicy(Selector.of("0.0.0.0/0", "0.0.0.0/0"), true))
                    : Optional.empty();
        }
        var src = end(words.next());
        var dst = end(words.next());
        if (src.isEmpty() || dst.isEmpty()) {
            return Optional.empty();
        }
        if (words.done()) {
            boolean hosts = src.get().length.isEmpty() && dst.get().length.isEmpty();
            return hosts ? Optional.of(new SetkeyState(src.get(), dst.get(), repeats)) : Optional.empty();
        }
        return selector(src.get(), dst.get(), words).map(s -> new SetkeyPolicy(s, false));
    }

    /**
     * One side of a head: {@code 192.0.2.1[4500]}, {@code 10.1.0.0/16[any]}; with {@code -p} two ports, of which the last is that of NAT-T.
     *
     * @param length {@code /16}
     */
    record End(String address, Optional<String> length, Optional<Integer> port) {
        /** As iproute2 writes it, with the length of a host where none is printed. */
        String prefix() {
            return address + length.orElse(address.contains(":") ? "/128" : "/32");
        }
    }

    private static Optional<End> end(String word) {
        var m = END.matcher(word);
        if (!m.matches()
                || Address.parse(m.group(1)).isEmpty()
                || (m.group(2) != null && Prefix.parse(m.group(1) + m.group(2)).isEmpty())) {
            return Optional.empty();
        }
        var port = Optional.ofNullable(m.group(4)).or(() -> Optional.ofNullable(m.group(3)));
        return Optional.of(new End(
                m.group(1),
                Optional.ofNullable(m.group(2)),
                port.flatMap(p -> Numbers.parseUpTo(65535, p)).filter(p -> p != 0)));
    }

    /** The upper protocol: a name, a number, {@code 255} or {@code any} for all; ICMP with {@code type,code}. */
    private static Optional<Selector> selector(End src, End dst, Words words) {
        String name = words.next();
        int paren = name.indexOf('('); // NetBSD: 4(ipv4)
        String bare = paren > 0 ? name.substring(0, paren) : name;
        Optional<String> proto = Optional.of(bare).filter(p -> !p.equals("255") && !p.equals("any"));
        Optional<Integer> type = Optional.empty();
        Optional<Integer> code = Optional.empty();
        if (!words.done()) {
            String[] both = words.next().split(",", 2);
            type = Numbers.parseUpTo(255, both[0]);
            code = both.length == 2 ? Numbers.parseUpTo(255, both[1]) : Optional.empty();
            if (type.isEmpty() || code.isEmpty() || !words.done()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Selector(
                src.prefix(),
                dst.prefix(),
                proto,
                src.port,
                dst.port,
                type,
                code,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /** Reads {@code Nov 22 08:50:01 2026}, as iproute2 writes it; nothing is read when there is none. */
    static Optional<String> date(Words words) {
        int month = MONTHS.indexOf(words.peek()) + 1;
        if (month == 0) {
            return Optional.empty();
        }
        words.next();
        long day = words.number();
        String clock = words.next();
        long year = words.number();
        return day < 1
                        || day > 31
                        || year < 0
                        || year > 9999
                        || !CLOCK.matcher(clock).matches()
                ? Optional.empty()
                : Optional.of("%04d-%02d-%02d %s".formatted(year, month, day, clock));
    }

    /** Reads the word {@code name=VALUE} if it is next, and gives the value; a number in parentheses behind it is left out. */
    static Optional<String> value(Words words, String name) {
        String word = words.peek();
        if (!word.startsWith(name) || word.length() <= name.length() || word.charAt(name.length()) != '=') {
            return Optional.empty();
        }
        words.next();
        return Optional.of(word.substring(name.length() + 1));
    }

    /** As {@link #value}, for a number. */
    static Optional<Long> number(Words words, String name) {
        return value(words, name).flatMap(Numbers::parse);
    }
}
