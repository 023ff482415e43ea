package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The client configuration of OpenSSH (ssh_config(5)): {@code Host}, {@code Match}, {@code Include}. What it decides for one host is in
 * {@link Settings}.
 */
final class SshConfig {
    private static final int DEEPEST_INCLUDE = 16;
    private static final int MOST_BYTES = 4 << 20;

    /**
     * A file to read.
     *
     * @param folder where the files are that an {@code Include} names without a folder
     * @param own    of this person: {@code ~} may be used, and nobody else may write to it
     */
    private record Source(Path file, Path folder, Path home, boolean own) {}

    /** @param included the lines of each file that an {@code Include} names, which hold only where the {@code Include} itself does */
    private record Line(ConfigLine line, List<List<Line>> included) {}

    private final List<List<Line>> files = new ArrayList<>();
    private final List<String> notUnderstood = new ArrayList<>();

    private SshConfig() {}

    /**
     * The configuration that a person has asked for.
     *
     * @param named {@code -F}: this file only; {@code none} means none; without it the person's and then the system's
     * @throws GatewayException when a file is there, but cannot be read or may be written by others
     */
    static SshConfig of(Optional<String> named, Path home) throws GatewayException {
        if (named.isEmpty()) {
            return read(home.resolve(".ssh/config"), Path.of("/etc/ssh/ssh_config"), home);
        }
        if (named.get().equalsIgnoreCase("none")) {
            return new SshConfig();
        }
        var config = new SshConfig();
        try {
            config.files.add(
                    config.file(new Source(Path.of(named.get()), home.resolve(".ssh"), home, true), new HashSet<>()));
        } catch (IOException | InvalidPathException e) {
            throw new GatewayException(
                    "The SSH configuration " + named.get() + " cannot be read. Check the path after -F.", e);
        }
        return config;
    }

    /** The person's file and then the system's; each may be missing. */
    static SshConfig read(Path own, Path system, Path home) throws GatewayException {
        var config = new SshConfig();
        Path systemFolder = system.toAbsolutePath().getParent();
        config.optional(new Source(own, home.resolve(".ssh"), home, true));
        config.optional(new Source(system, systemFolder == null ? home : systemFolder, home, false));
        return config;
    }

    private void optional(Source source) throws GatewayException {
        if (!Files.exists(source.file)) {
            return;
        }
        if (source.own) {
            checkOwner(source.file);
        }
        try {
            files.add(file(source, new HashSet<>()));
        } catch (IOException e) {
            throw new GatewayException(
                    "The SSH configuration " + source.file + " cannot be read. Check its permissions, or use -F none.",
                    e);
        }
    }

    /** What others can write decides whom we trust and which commands run: ssh does not read it, and neither do we. */
    private static void checkOwner(Path file) throws GatewayException {
        try {
            var permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new GatewayException(
                        "Others may write to your SSH configuration %s, so it is not used. Only you should: chmod go-w %s"
                                .formatted(file, Shell.quote(file.toString())));
            }
        } catch (IOException | UnsupportedOperationException e) {
            // a system without such permissions, or a file that reading it will complain about
        }
    }

    private List<Line> file(Source source, Set<Path> open) throws IOException {
        var found = new ArrayList<Line>();
        byte[] bytes;
        try (var in = Files.newInputStream(source.file)) {
            bytes = in.readNBytes(MOST_BYTES);
        }
        // a comment in another encoding is no reason to give up
        List<String> rows = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < rows.size(); i++) {
            if (!ConfigLine.isSetting(rows.get(i))) {
                continue;
            }
            String where = source.file + ", line " + (i + 1);
            Optional<ConfigLine> line = ConfigLine.of(rows.get(i), where);
            if (line.isEmpty()) {
                notUnderstood.add(where);
                continue;
            }
            found.add(new Line(line.get(), included(line.get(), source, open)));
        }
        return found;
    }

    private List<List<Line>> included(ConfigLine line, Source source, Set<Path> open) throws IOException {
        var found = new ArrayList<List<Line>>();
        if (!line.keyword().equals("include")) {
            return found;
        }
        Path real = source.file.toRealPath();
        if (open.size() >= DEEPEST_INCLUDE || !open.add(real)) {
            notUnderstood.add(line.where() + " (it includes itself)");
            return found;
        }
        for (String pattern : line.words()) {
            try {
                String absolute = source.own && pattern.startsWith("~/") ? source.home + pattern.substring(1) : pattern;
                for (Path file : Glob.files(source.folder.resolve(absolute))) {
                    if (Files.isRegularFile(file)) {
                        if (source.own) {
                            checkOwner(file);
                        }
                        found.add(file(new Source(file, source.folder, source.home, source.own), open));
                    }
                }
            } catch (IOException | InvalidPathException e) {
                // ssh, too, goes on without an included file that it cannot read
            } catch (GatewayException e) {
                notUnderstood.add(line.where() + " (others may write to the file)");
            }
        }
        open.remove(real);
        return found;
    }

    /** Places of lines that were passed over, as file and line. */
    List<String> notUnderstood() {
        return List.copyOf(notUnderstood);
    }

    /** Names that a person may want to connect to: patterns without wildcards. */
    List<String> names() {
        return flat(files)
                .filter(l -> l.keyword().equals("host"))
                .flatMap(l -> l.words().stream())
                .filter(v -> !v.startsWith("!") && v.indexOf('*') < 0 && v.indexOf('?') < 0)
                .distinct()
                .toList();
    }

    private static Stream<ConfigLine> flat(List<List<Line>> files) {
        return files.stream().flatMap(List::stream).flatMap(l -> Stream.concat(Stream.of(l.line), flat(l.included)));
    }

    /**
     * Adds what holds for the host.
     *
     * @param found     what is decided already, which wins
     * @param localUser who runs this program
     * @return conditions of {@code Match} that kept a block out although nobody looked whether they hold
     */
    Set<String> decide(String typed, String localUser, Settings found) throws GatewayException {
        var reading = new Reading(typed, localUser, found);
        reading.files(files, false);
        if (flat(files).anyMatch(l -> l.keyword().equals("match") && Match.wantsLast(l.words()))) {
            reading.host = Tokens.hostName(typed, found);
            // the name stays, whatever the second reading finds
            found.add(new ConfigLine("hostname", "", List.of(reading.host.replace("%", "%%")), ""));
            reading.files(files, true);
        }
        return reading.notAsked;
    }

    /** Goes through the lines from top to bottom: what a {@code Match} asks for may have been decided just above. */
    private static final class Reading {
        private final String typed;
        private final String localUser;
        private final Settings found;
        private final Set<String> notAsked = new HashSet<>();
        /** What {@code Host} compares: on the second reading the name that the first one found. */
        private String host;

        Reading(String typed, String localUser, Settings found) {
            this.typed = typed;
            this.localUser = localUser;
            this.found = found;
            this.host = typed;
        }

        /** The Host and Match lines of a file end with it. */
        void files(List<List<Line>> files, boolean last) throws GatewayException {
            for (List<Line> file : files) {
                lines(file, last);
            }
        }

        private void lines(List<Line> lines, boolean last) throws GatewayException {
            boolean applies = true;
            for (Line line : lines) {
                List<String> words = line.line.words();
                switch (line.line.keyword()) {
                    case "host" -> applies = Patterns.anyOf(host, words);
                    case "match" -> applies = match(words, last);
                    case "include" -> {
                        if (applies) {
                            files(line.included, last);
                        }
                    }
                    default -> {
                        if (applies) {
                            found.add(line.line);
                        }
                    }
                }
            }
        }

        private boolean match(List<String> words, boolean last) throws GatewayException {
            String user = found.first("user").orElse(localUser);
            var match = Match.of(
                    words,
                    new Match.Situation(last ? host : Tokens.hostName(typed, found), typed, user, localUser, last));
            notAsked.addAll(match.notAsked());
            return match.applies();
        }
    }
}
