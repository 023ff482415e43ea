package espy.gateway.ssh;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The client configuration of OpenSSH (ssh_config(5)), as far as a connection needs it: {@code Host}, {@code Match all} and
 * {@code Match host}, {@code Include}. For each keyword the first value found wins; {@code IdentityFile} and
 * {@code UserKnownHostsFile} values add up. Blocks with other {@code Match} conditions are left out.
 */
final class SshConfig {
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z]+)(?:\\s*=\\s*|\\s+)(.*?)\\s*");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final int DEEPEST_INCLUDE = 16;

    private record Line(String keyword, List<String> values) {}

    private final List<Line> lines = new ArrayList<>();

    private SshConfig() {}

    /** The configuration of the file; what cannot be read is as if it were empty, except the file itself. */
    static SshConfig read(Path file, Path home) throws IOException {
        var config = new SshConfig();
        config.include(file, home, 0);
        return config;
    }

    static SshConfig empty() {
        return new SshConfig();
    }

    private void include(Path file, Path home, int depth) throws IOException {
        for (String text : Files.readAllLines(file)) {
            var m = LINE.matcher(text);
            if (text.strip().startsWith("#") || !m.matches()) {
                continue;
            }
            var line = new Line(m.group(1).toLowerCase(Locale.ROOT), words(m.group(2)));
            if (!line.keyword.equals("include")) {
                lines.add(line);
            } else if (depth < DEEPEST_INCLUDE) {
                for (String pattern : line.values) {
                    includeAll(pattern, home, depth + 1);
                }
            }
        }
    }

    private void includeAll(String pattern, Path home, int depth) {
        String absolute = pattern.startsWith("~/")
                ? home + pattern.substring(1)
                : pattern.startsWith("/") ? pattern : home + "/.ssh/" + pattern;
        Path path = Path.of(absolute);
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + absolute);
        try (var files = Files.list(folder)) {
            for (Path f : files.filter(matcher::matches).sorted().toList()) {
                include(f, home, depth);
            }
        } catch (IOException e) {
            // ssh, too, goes on without an included file that it cannot read
        }
    }

    private static List<String> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(m -> m.group(1) != null ? m.group(1) : m.group(2))
                .toList();
    }

    /** What holds for the host that was typed: keyword in lower case → values in order. */
    Map<String, List<String>> of(String host) {
        var found = new LinkedHashMap<String, List<String>>();
        boolean applies = true;
        for (Line line : lines) {
            switch (line.keyword) {
                case "host" -> applies = matches(line.values, host);
                case "match" -> applies = matchApplies(line.values, host);
                case "identityfile", "certificatefile" -> {
                    if (applies) {
                        found.computeIfAbsent(line.keyword, k -> new ArrayList<>())
                                .addAll(line.values);
                    }
                }
                default -> {
                    if (applies) {
                        found.putIfAbsent(line.keyword, line.values);
                    }
                }
            }
        }
        return found;
    }

    /** Names that a person may want to connect to: patterns without wildcards. */
    List<String> names() {
        return lines.stream()
                .filter(l -> l.keyword.equals("host"))
                .flatMap(l -> l.values.stream())
                .filter(v -> !v.startsWith("!") && v.indexOf('*') < 0 && v.indexOf('?') < 0)
                .distinct()
                .toList();
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
