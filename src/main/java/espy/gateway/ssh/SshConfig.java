package espy.gateway.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The client configuration of OpenSSH (ssh_config(5)), as far as a connection needs it: {@code Host}, {@code Match all} and
 * {@code Match host}, {@code Include}. For each keyword the first value found wins; {@code IdentityFile} values add up. Blocks with other {@code Match} conditions are left out.
 */
final class SshConfig {
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z]+)(?:\\s*=\\s*|\\s+)(.*?)\\s*");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final int DEEPEST_INCLUDE = 16;

    /** @param included lines of the files that an {@code Include} names, which hold only where the {@code Include} itself does */
    private record Line(String keyword, List<String> values, List<Line> included) {}

    private final List<Line> lines;

    private SshConfig(List<Line> lines) {
        this.lines = lines;
    }

    /** The configuration of the file; what cannot be read is as if it were empty, except the file itself. */
    static SshConfig read(Path file, Path home) throws IOException {
        return new SshConfig(lines(file, home, 0));
    }

    static SshConfig empty() {
        return new SshConfig(List.of());
    }

    private static List<Line> lines(Path file, Path home, int depth) throws IOException {
        var lines = new ArrayList<Line>();
        // a comment in another encoding is no reason to give up
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String row : text.lines().toList()) {
            var m = LINE.matcher(row);
            if (row.strip().startsWith("#") || !m.matches()) {
                continue;
            }
            String keyword = m.group(1).toLowerCase(Locale.ROOT);
            List<String> values = words(m.group(2));
            var included = new ArrayList<Line>();
            if (keyword.equals("include") && depth < DEEPEST_INCLUDE) {
                for (String pattern : values) {
                    included.addAll(included(pattern, home, depth + 1));
                }
            }
            if (!values.isEmpty()) {
                lines.add(new Line(keyword, values, included));
            }
        }
        return lines;
    }

    private static List<Line> included(String pattern, Path home, int depth) {
        String absolute = pattern.startsWith("~/")
                ? home + pattern.substring(1)
                : pattern.startsWith("/") ? pattern : home + "/.ssh/" + pattern;
        var lines = new ArrayList<Line>();
        try (var files = Files.list(Path.of(absolute).resolveSibling(""))) {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + absolute);
            for (Path f : files.filter(matcher::matches).sorted().toList()) {
                lines.addAll(lines(f, home, depth));
            }
        } catch (IOException | IllegalArgumentException e) {
            // ssh, too, goes on without an included file that it cannot read
        }
        return lines;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .takeWhile(m -> !m.group().startsWith("#"))
                .map(m -> m.group(1) != null ? m.group(1) : m.group(2))
                .toList();
    }

    /** What holds for the host that was typed: keyword in lower case → values in order. */
    Map<String, List<String>> of(String host) {
        var found = new LinkedHashMap<String, List<String>>();
        collect(lines, host, found);
        return found;
    }

    private static void collect(List<Line> lines, String host, Map<String, List<String>> found) {
        boolean applies = true;
        for (Line line : lines) {
            switch (line.keyword) {
                case "host" -> applies = matches(line.values, host);
                case "match" -> applies = matchApplies(line.values, host);
                default -> {
                    if (applies) {
                        add(line, host, found);
                    }
                }
            }
        }
    }

    private static void add(Line line, String host, Map<String, List<String>> found) {
        switch (line.keyword) {
            // the Host and Match lines of an included file end with it
            case "include" -> collect(line.included, host, found);
            case "identityfile" ->
                found.computeIfAbsent(line.keyword, k -> new ArrayList<>()).addAll(line.values);
            default -> found.putIfAbsent(line.keyword, line.values);
        }
    }

    /** Names that a person may want to connect to: patterns without wildcards. */
    List<String> names() {
        return flat(lines)
                .filter(l -> l.keyword.equals("host"))
                .flatMap(l -> l.values.stream())
                .filter(v -> !v.startsWith("!") && v.indexOf('*') < 0 && v.indexOf('?') < 0)
                .distinct()
                .toList();
    }

    private static Stream<Line> flat(List<Line> lines) {
        return lines.stream().flatMap(l -> Stream.concat(Stream.of(l), flat(l.included)));
    }

    private static boolean matchApplies(List<String> words, String host) {
        if (words.size() == 1 && words.getFirst().equalsIgnoreCase("all")) {
            return true;
        }
        return words.size() == 2
                && (words.getFirst().equalsIgnoreCase("host")
                        || words.getFirst().equalsIgnoreCase("originalhost"))
                && matches(List.of(words.get(1).split(",", -1)), host);
    }

    private static boolean matches(List<String> patterns, String host) {
        boolean matched = false;
        for (String pattern : patterns) {
            boolean not = pattern.startsWith("!");
            if (wildcard(not ? pattern.substring(1) : pattern).matcher(host).matches()) {
                if (not) {
                    return false;
                }
                matched = true;
            }
        }
        return matched;
    }

    private static Pattern wildcard(String pattern) {
        var regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }
}
