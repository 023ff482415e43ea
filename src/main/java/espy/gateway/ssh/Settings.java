package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one host. For each keyword the first line found counts; those in {@link #ADD_UP} add up.
 *
 * <p>Values that cannot be meant are an error, as they are for ssh: to go on with another value than the person wrote is worse.
 */
final class Settings {
    private static final Set<String> ADD_UP = Set.of("identityfile", "certificatefile");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})([smhdw]?)", Pattern.CASE_INSENSITIVE);
    /** Whose {@code none} decides nothing: a later line may still set them. */
    private static final Set<String> UNDECIDED_NONE = Set.of("connecttimeout", "serveraliveinterval");

    private static final int MOST_SECONDS = 1_000_000_000;

    private final Map<String, List<ConfigLine>> lines = new LinkedHashMap<>();

    /** Adds a line that applies, if nothing before it decided the same. */
    void add(ConfigLine line) {
        var before = lines.computeIfAbsent(line.keyword(), k -> new ArrayList<>());
        if (ADD_UP.contains(line.keyword())) {
            if (before.stream().noneMatch(l -> l.words().equals(line.words()))) {
                before.add(line);
            }
        } else if (before.isEmpty() && !decidedByTheOther(line.keyword()) && !undecided(line)) {
            before.add(line);
        }
    }

    private static boolean undecided(ConfigLine line) {
        return UNDECIDED_NONE.contains(line.keyword())
                && line.words().getFirst().equals("none");
    }

    /** There is one way to a host: the first of the two keywords for it counts. */
    private boolean decidedByTheOther(String keyword) {
        return switch (keyword) {
            case "proxyjump" -> has("proxycommand");
            case "proxycommand" ->
                first("proxyjump").filter(j -> !j.equalsIgnoreCase("none")).isPresent();
            default -> false;
        };
    }

    boolean has(String keyword) {
        return line(keyword) != null;
    }

    private @Nullable ConfigLine line(String keyword) {
        List<ConfigLine> found = lines.getOrDefault(keyword, List.of());
        return found.isEmpty() ? null : found.getFirst();
    }

    /** All words of all lines that count; empty when nobody set it. */
    List<String> all(String keyword) {
        return lines.getOrDefault(keyword, List.of()).stream()
                .flatMap(l -> ADD_UP.contains(keyword) ? l.words().stream().limit(1) : l.words().stream())
                .toList();
    }

    Optional<String> first(String keyword) {
        return Optional.ofNullable(line(keyword)).map(l -> l.words().getFirst());
    }

    /** The value as written, up to the end of its line. */
    Optional<String> rest(String keyword) {
        return Optional.ofNullable(line(keyword)).map(ConfigLine::rest);
    }

    /** File and line where it was set; "" when it was not. */
    String where(String keyword) {
        var line = line(keyword);
        return line == null ? "" : line.where();
    }

    boolean yes(String keyword, boolean otherwise) throws GatewayException {
        Optional<String> word = first(keyword);
        if (word.isEmpty()) {
            return otherwise;
        }
        return switch (word.get().toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw wrong(keyword, "yes or no");
        };
    }

    int number(String keyword, int otherwise, int least, int most) throws GatewayException {
        Optional<String> word = first(keyword);
        if (word.isEmpty()) {
            return otherwise;
        }
        int value = word.get().matches("\\d{1,9}") ? Integer.parseInt(word.get()) : -1;
        if (value < least || value > most) {
            throw wrong(keyword, "a number from " + least + " to " + most);
        }
        return value;
    }

    /** A time as in sshd_config(5), TIME FORMATS, down to a second; empty when it is not set. */
    Optional<Duration> time(String keyword) throws GatewayException {
        if (!has(keyword)) {
            return Optional.empty();
        }
        String text = first(keyword).orElse("");
        var m = TIME.matcher(text);
        long seconds = 0;
        int end = 0;
        while (m.find() && m.start() == end) {
            end = m.end();
            seconds += Long.parseLong(m.group(1)) * unit(m.group(2));
        }
        if (end != text.length() || seconds > MOST_SECONDS) {
            throw wrong(keyword, "a time such as 10, 90s or 2m");
        }
        return Optional.of(Duration.ofSeconds(seconds));
    }

    private static long unit(String letter) {
        return switch (letter.toLowerCase(Locale.ROOT)) {
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            case "w" -> 604_800;
            default -> 1;
        };
    }

    /** The value is none that the keyword may have. */
    GatewayException wrong(String keyword, String wanted) {
        return new GatewayException(
                "%s is “%s” in %s, which cannot be: it wants %s. ssh would not take it either; correct the line."
                        .formatted(keyword, rest(keyword).orElse(""), where(keyword), wanted));
    }
}
