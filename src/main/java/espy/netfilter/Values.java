package espy.netfilter;

import espy.base.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads the values of conditions. A list of which one value is not understood is not understood at all. */
final class Values {
    private Values() {}

    static Match nets(boolean source, List<String> values) {
        return all(values, Range::parse)
                .<Match>map(r -> new Match.Net(source, r))
                .orElseGet(() -> new Match.Unknown(String.join(",", values)));
    }

    static Match ports(boolean source, List<String> values) {
        return all(values, Values::span)
                .<Match>map(s -> new Match.Ports(source, s))
                .orElseGet(() -> new Match.Unknown(String.join(",", values)));
    }

    static Match protocols(List<String> values) {
        return new Match.Protocol(values.stream().map(Protocols::name).toList());
    }

    static List<String> small(List<String> values) {
        return values.stream().map(v -> v.toLowerCase(Locale.ROOT)).toList();
    }

    /** {@code 500}, {@code 500:510} or {@code 500-510}; either end may be missing. */
    private static Optional<Match.Ports.Span> span(String text) {
        int cut = Math.max(text.indexOf(':'), text.indexOf('-'));
        if (cut < 0) {
            return port(text).map(p -> new Match.Ports.Span(p, p));
        }
        var low = cut == 0 ? Optional.of(0) : port(text.substring(0, cut));
        var high = cut == text.length() - 1 ? Optional.of(65535) : port(text.substring(cut + 1));
        return low.flatMap(l -> high.map(h -> new Match.Ports.Span(l, h)));
    }

    private static Optional<Integer> port(String text) {
        return switch (text) {
            case "isakmp" -> Optional.of(500);
            case "ipsec-nat-t" -> Optional.of(4500);
            default -> Numbers.parseUpTo(65535, text);
        };
    }

    private static <T> Optional<List<T>> all(List<String> values, Function<String, Optional<T>> read) {
        var list = new ArrayList<T>();
        for (String value : values) {
            var one = read.apply(value);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            list.add(one.get());
        }
        return Optional.of(List.copyOf(list));
    }
}
