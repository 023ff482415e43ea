package espy.netfilter;

import espy.base.Prefix;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One condition of a rule. */
public sealed interface Match {
    Fit fit(Packet p);

    /** The opposite of another condition. */
    record Not(Match match) implements Match {
        @Override
        public Fit fit(Packet p) {
            return match.fit(p).not();
        }
    }

    /** Source or destination is one of these. */
    record Net(boolean source, List<Range> ranges) implements Match {
        @Override
        public Fit fit(Packet p) {
            Optional<Range> walked = (source ? p.src() : p.dst()).map((Prefix x) -> Range.of(x));
            if (walked.isEmpty()) {
                return ranges.isEmpty() ? Fit.NO : Fit.SOME;
            }
            Range range = walked.get();
            if (ranges.stream().anyMatch(r -> r.contains(range))) {
                return Fit.YES;
            }
            return ranges.stream().anyMatch(r -> r.overlaps(range)) ? Fit.SOME : Fit.NO;
        }
    }

    /** The protocol above IP is one of these. */
    record Protocol(List<String> names) implements Match {
        @Override
        public Fit fit(Packet p) {
            return p.protocol().map(x -> Fit.of(names.contains(x))).orElse(Fit.SOME);
        }
    }

    /** Source or destination port lies in one of these. */
    record Ports(boolean source, List<Span> spans) implements Match {
        /** Both ends included. */
        record Span(int low, int high) {}

        @Override
        public Fit fit(Packet p) {
            return (source ? p.sport() : p.dport())
                    .map(port -> Fit.of(spans.stream().anyMatch(s -> s.low <= port && port <= s.high)))
                    .orElse(Fit.SOME);
        }
    }

    /** It came or leaves by an interface of one of these names; a last {@code *} stands for any ending. */
    record Interface(boolean in, List<String> names) implements Match {
        @Override
        public Fit fit(Packet p) {
            String known = in ? p.in() : p.out();
            if (!known.isEmpty()) {
                return Fit.of(names.stream().anyMatch(n -> is(n, known)));
            }
            // whatever its interface is, it is not the loopback: the other end is another host
            return names.stream().allMatch("lo"::equals) ? Fit.NO : Fit.SOME;
        }

        private static boolean is(String pattern, String name) {
            return pattern.endsWith("*")
                    ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                    : name.equals(pattern);
        }
    }

    /** Connection tracking calls it one of these, in small letters. Translated packets are not walked, so {@code dnat} is never true. */
    record CtState(List<String> states) implements Match {
        @Override
        public Fit fit(Packet p) {
            return Fit.of(states.contains(p.state().name().toLowerCase(Locale.ROOT)));
        }
    }

    /** It came out of IPsec, or goes into it. */
    record Ipsec(boolean in) implements Match {
        @Override
        public Fit fit(Packet p) {
            return Fit.of(in ? p.ipsecIn() : p.ipsecOut());
        }
    }

    /** It is IPv6, or IPv4. */
    record Family(boolean v6) implements Match {
        @Override
        public Fit fit(Packet p) {
            return Fit.of(v6 == p.isV6());
        }
    }

    /** The address is of one of these kinds, in small letters: {@code local}, {@code broadcast}, … */
    record Kind(boolean source, List<String> kinds) implements Match {
        private static final List<String> GROUPS = List.of("broadcast", "multicast", "anycast");

        @Override
        public Fit fit(Packet p) {
            boolean ours = p.way() == (source ? Packet.Way.OUTPUT : Packet.Way.INPUT);
            if (kinds.contains(ours ? "local" : "unicast")) {
                return Fit.YES;
            }
            return kinds.stream().allMatch(k -> GROUPS.contains(k) || k.equals("local") || k.equals("unicast"))
                    ? Fit.NO
                    : Fit.UNSURE;
        }
    }

    /** On the link it was sent to one of these: {@code unicast}, {@code broadcast}, {@code multicast}. */
    record Cast(List<String> casts) implements Match {
        @Override
        public Fit fit(Packet p) {
            return Fit.of(casts.contains("unicast") || casts.contains("host"));
        }
    }

    /** Something that cannot be judged from here. */
    record Unknown(String text) implements Match {
        @Override
        public Fit fit(Packet p) {
            return Fit.UNSURE;
        }
    }
}
