package espy.host;

import espy.base.Numbers;
import espy.base.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** How much memory is left, from {@code /proc/meminfo} or from what {@code free} prints, in whatever unit. */
public final class Memory {
    private static final int PERCENT = 100;

    private Memory() {}

    /**
     * How much is available, in percent of all; empty when the text does not tell. Kernels before 3.14, and {@code free} of that time, do not
     * say what is available; what they can give back at once (free, buffers, cache) takes its place.
     */
    public static Optional<Long> freePercent(String text) {
        var numbers = numbers(text);
        long total = numbers.getOrDefault("MemTotal", 0L);
        var available = Optional.ofNullable(numbers.get("MemAvailable"))
                .or(() -> Optional.ofNullable(numbers.get("MemFree"))
                        .map(free -> free + numbers.getOrDefault("Buffers", 0L) + numbers.getOrDefault("Cached", 0L)));
        return available.filter(a -> total > 0 && a <= total).map(a -> Math.round(1.0 * PERCENT * a / total));
    }

    /** By the names of {@code /proc/meminfo}. */
    private static Map<String, Long> numbers(String text) {
        var numbers = new HashMap<String, Long>();
        var columns = new AtomicReference<List<String>>(List.of());
        Lines.scan(text, words -> {
            if (words.is("total")) {
                columns.set(List.of(words.rest().split(" ")));
            } else {
                String name = words.next();
                boolean row = name.equals("Mem:") && !columns.get().isEmpty();
                if (row) {
                    row(columns.get(), words, numbers);
                } else if (name.endsWith(":")) {
                    Numbers.parse(words.next())
                            .ifPresent(n -> numbers.putIfAbsent(name.substring(0, name.length() - 1), n));
                }
            }
            return true;
        });
        return numbers;
    }

    private static void row(List<String> columns, Words words, Map<String, Long> numbers) {
        for (String column : columns) {
            String name =
                    switch (column) {
                        case "total" -> "MemTotal";
                        case "free" -> "MemFree";
                        case "available" -> "MemAvailable";
                        case "buffers" -> "Buffers";
                        case "cached", "buff/cache" -> "Cached";
                        default -> column;
                    };
            Numbers.parse(words.next()).ifPresent(n -> numbers.putIfAbsent(name, n));
        }
    }
}
