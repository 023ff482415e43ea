package espy.xfrm;

import espy.base.Words;
import espy.xfrm.Counts.Buckets;
import espy.xfrm.Counts.Directions;
import espy.xfrm.Counts.Threshold;
import java.util.Optional;

/** A line of {@code ip xfrm state count} or {@code policy count} (iproute2 ip/xfrm_state.c, ip/xfrm_policy.c). */
final class CountLine {
    private CountLine() {}

    /** What the line says; empty when it is another one. */
    static Optional<Counts> read(Words words) {
        var said = words.accept("SAD", "count") ? states(words) : policies(words);
        return said.filter(_ -> words.done());
    }

    private static Optional<Counts> states(Words words) {
        long count = words.number();
        if (count < 0) {
            return Optional.empty();
        }
        var buckets = words.accept("(buckets", "count") ? buckets(words) : Optional.<Buckets>empty();
        return Optional.of(new Counts(
                Optional.of(count),
                buckets,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private static Optional<Counts> policies(Words words) {
        Optional<Directions> all = Optional.empty();
        Optional<Directions> socket = Optional.empty();
        Optional<Buckets> buckets = Optional.empty();
        Optional<Threshold> ipv4 = Optional.empty();
        Optional<Threshold> ipv6 = Optional.empty();
        if (words.accept("SPD", "buckets:", "count")) {
            buckets = buckets(words);
        } else if (words.accept("SPD", "IPv4", "thresholds:")) {
            ipv4 = threshold(words);
        } else if (words.accept("SPD", "IPv6", "thresholds:")) {
            ipv6 = threshold(words);
        } else if (words.accept("SPD")) {
            all = directions(words);
            socket = words.accept("(Sock:") ? directions(words) : Optional.empty();
        }
        boolean none = all.isEmpty() && buckets.isEmpty() && ipv4.isEmpty() && ipv6.isEmpty();
        return none
                ? Optional.empty()
                : Optional.of(new Counts(Optional.empty(), Optional.empty(), all, socket, buckets, ipv4, ipv6));
    }

    private static Optional<Buckets> buckets(Words words) {
        long count = words.number();
        long max = words.accept("Max") ? last(words) : -1;
        return count < 0 || max < 0 ? Optional.empty() : Optional.of(new Buckets(count, max));
    }

    private static Optional<Directions> directions(Words words) {
        long in = words.accept("IN") ? words.number() : -1;
        long out = words.accept("OUT") ? words.number() : -1;
        long fwd = words.accept("FWD") ? last(words) : -1;
        return in < 0 || out < 0 || fwd < 0 ? Optional.empty() : Optional.of(new Directions(in, out, fwd));
    }

    private static Optional<Threshold> threshold(Words words) {
        long local = words.accept("local") ? words.number() : -1;
        long remote = words.accept("remote") ? words.number() : -1;
        return local < 0 || remote < 0 ? Optional.empty() : Optional.of(new Threshold(local, remote));
    }

    /** A number that a closing parenthesis may follow. */
    private static long last(Words words) {
        return words.endsWith(")") ? words.numberWith(")") : words.number();
    }
}
