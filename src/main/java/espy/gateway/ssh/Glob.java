package espy.gateway.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Files that a pattern of glob(7) names: {@code *}, {@code ?} and {@code [...]} in any part of the path. */
final class Glob {
    private static final int MOST_FILES = 1000;

    private Glob() {}

    /** The existing files in the order of their names; empty when there is none or a folder cannot be read. */
    static List<Path> files(Path pattern) {
        Path root = pattern.getRoot();
        var found = List.of(root == null ? Path.of("") : root);
        for (Path part : pattern) {
            var next = new ArrayList<Path>();
            for (Path folder : found) {
                next.addAll(in(folder, part.toString()));
            }
            found = next.subList(0, Math.min(next.size(), MOST_FILES));
        }
        return found;
    }

    private static List<Path> in(Path folder, String name) {
        if (!name.matches(".*[*?\\[\\\\].*")) {
            Path file = folder.resolve(name);
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? List.of(file) : List.of();
        }
        Pattern wanted;
        try {
            wanted = regex(name);
        } catch (PatternSyntaxException e) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(f -> {
                        String n = f.getFileName().toString();
                        return (name.startsWith(".") || !n.startsWith("."))
                                && wanted.matcher(n).matches();
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Pattern regex(String glob) {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int end = glob.indexOf(']', i + 2);
            if (c == '[' && end > 0) {
                String set = glob.substring(i + 1, end)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&", "\\&");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = end;
            } else if (c == '\\' && i + 1 < glob.length()) {
                regex.append(Pattern.quote(String.valueOf(glob.charAt(++i))));
            } else {
                regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(String.valueOf(c));
                        });
            }
        }
        return Pattern.compile(regex.toString());
    }
}
