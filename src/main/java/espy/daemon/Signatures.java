package espy.daemon;

import espy.base.Parsed;
import espy.base.Unparsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** All known lines of logs, as {@code checklists/signatures.yaml} lists them. */
public final class Signatures {
    /** Longer lines are cut before they are looked at, so that no line takes long. */
    private static final int LONGEST = 4096;

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    private final List<Ready> signatures;

    private record Ready(Signature signature, List<String> literals) {
        boolean mayMatch(String text) {
            return literals.isEmpty() || literals.stream().anyMatch(text::contains);
        }
    }

    /**
     * A signature that stands in a line.
     *
     * @param args its named groups; "" where a group did not take part
     */
    public record Match(Signature signature, Map<String, String> args) {}

    /** Those that come with the program; read once. */
    public static Signatures builtIn() {
        return BuiltIn.SIGNATURES;
    }

    private static final class BuiltIn {
        static final Signatures SIGNATURES = load();

        private static Signatures load() {
            try (InputStream in = Signatures.class.getResourceAsStream("/checklists/signatures.yaml")) {
                if (in == null) {
                    throw new IllegalStateException(
                            "the program is incomplete: checklists/signatures.yaml is not in it");
                }
                return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .value();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Signatures(List<Signature> signatures) {
        this.signatures = signatures.stream()
                .map(s -> new Ready(s, Literals.of(s.regex().pattern())))
                .toList();
    }

    /** Reads the list. What is no signature is left out and named in the leftovers; their line is 0 when it is not known. */
    public static Parsed<Signatures> parse(String yaml) {
        var read = new ArrayList<Signature>();
        var unparsed = new ArrayList<Unparsed>();
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            return new Parsed<>(
                    new Signatures(List.of()),
                    List.of(new Unparsed(Math.max(line, 0), "not YAML: " + e.getOriginalMessage())));
        }
        for (JsonNode node : root.path("signatures")) {
            signature(node)
                    .ifPresentOrElse(
                            read::add,
                            () -> unparsed.add(new Unparsed(
                                    0,
                                    node.path("name").asString("a signature without a name") + ": "
                                            + node.path("regex").asString("no regex"))));
        }
        return new Parsed<>(new Signatures(read), unparsed);
    }

    private static Optional<Signature> signature(JsonNode node) {
        String name = node.path("name").asString("");
        String regex = node.path("regex").asString("");
        int dot = name.indexOf('.');
        if (dot <= 0 || regex.isEmpty()) {
            return Optional.empty();
        }
        var examples = new ArrayList<String>();
        node.path("examples").forEach(e -> examples.add(e.asString("")));
        try {
            return Optional.of(new Signature(
                    name,
                    name.substring(0, dot),
                    Pattern.compile(regex),
                    node.path("meaning").asString(""),
                    node.path("severity").asString("S2"),
                    node.path("harmless").asBoolean(false),
                    node.path("version").asString(""),
                    examples));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    public List<Signature> all() {
        return signatures.stream().map(Ready::signature).toList();
    }

    /** The signature of that name. */
    public Optional<Signature> named(String name) {
        return all().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /**
     * Every signature of the daemon that stands in the text of a line; usually none, seldom more than one.
     *
     * @param daemon {@code charon}, {@code pluto}, {@code racoon} or {@code kernel}
     */
    public List<Match> in(String daemon, String text) {
        String line = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var found = new ArrayList<Match>();
        for (Ready r : signatures) {
            if (r.signature().daemon().equals(daemon) && r.mayMatch(line)) {
                var m = r.signature().regex().matcher(line);
                if (m.find()) {
                    var args = new LinkedHashMap<String, String>();
                    r.signature().regex().namedGroups().entrySet().stream()
                            .sorted(Map.Entry.comparingByValue())
                            .forEach(g ->
                                    args.put(g.getKey(), m.group(g.getValue()) == null ? "" : m.group(g.getValue())));
                    found.add(new Match(r.signature(), Map.copyOf(args)));
                }
            }
        }
        return List.copyOf(found);
    }
}
