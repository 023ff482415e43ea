package espy.host;

import espy.base.Numbers;
import espy.base.Parsed;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How busy the machine is: {@code /proc/loadavg} or what {@code uptime} prints, {@code cpus N}, and {@code /proc/uptime}, one under the other.
 */
public final class Load {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}\\.\\d{1,9}");

    private Load() {}

    /** The load of the last minute for each CPU, where 1 means that all CPUs are busy; empty when one of the two is not there. */
    public static Parsed<Optional<Double>> perCpu(String text) {
        var loads = new ArrayList<Double>();
        var cpus = new ArrayList<Long>();
        var refused = Lines.scan(text, words -> {
            if (words.accept("cpus")) {
                return Numbers.parse(words.next())
                        .filter(n -> n > 0)
                        .map(cpus::add)
                        .orElse(false);
            }
            if (words.holds("average:")) {
                words.until("average:");
                String first = words.next().replace(",", "");
                return decimal(first).map(loads::add).orElse(false);
            }
            String first = words.next();
            var number = decimal(first);
            words.next();
            number.filter(n -> !words.done()).ifPresent(loads::add); // /proc/uptime has two numbers only
            return number.isPresent();
        });
        var load = loads.stream()
                .findFirst()
                .flatMap(l -> cpus.stream().findFirst().map(n -> l / n));
        return new Parsed<>(load, refused);
    }

    private static Optional<Double> decimal(String word) {
        return Optional.of(word).filter(w -> DECIMAL.matcher(w).matches()).map(Double::valueOf);
    }
}
