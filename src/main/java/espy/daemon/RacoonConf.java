package espy.daemon;

import espy.base.Parsed;
import espy.base.Unparsed;
import espy.daemon.Connection.Child;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The peers in racoon.conf: each {@code remote} section is a connection, and all {@code sainfo} sections are children of each. */
final class RacoonConf {
    private static final Pattern SECTION = Pattern.compile("^(remote|sainfo)\\s+(.+?)\\s*\\{(.*)$");
    private static final Pattern STATEMENT = Pattern.compile("^([a-z_0-9]+)\\s+(.+)$");
    private static final Pattern NETS = Pattern.compile(
            "(?:address|subnet)\\s+(\\S+)(?:\\[\\S+\\])?\\s+\\S+\\s+(?:address|subnet)\\s+(\\S+)(?:\\[\\S+\\])?\\s+\\S+.*");

    private record Section(String kind, String head, int line, List<String> statements) {
        String value(String key) {
            return statements.stream()
                    .map(STATEMENT::matcher)
                    .filter(Matcher::matches)
                    .filter(m -> m.group(1).equals(key))
                    .map(m -> m.group(2).replace("\"", ""))
                    .findFirst()
                    .orElse("");
        }
    }

    private RacoonConf() {}

    static Parsed<List<Connection>> parse(GatewayFile file) {
        var sections = new ArrayList<Section>();
        var unparsed = new ArrayList<Unparsed>();
        int number = 0;
        int depth = 0;
        for (String raw : file.text().split("\n", -1)) {
            number++;
            int hash = raw.indexOf('#');
            String line = (hash < 0 ? raw : raw.substring(0, hash)).strip();
            Matcher m = SECTION.matcher(line);
            if (depth == 0 && m.matches()) {
                sections.add(new Section(m.group(1), m.group(2), number, new ArrayList<>()));
            }
            if (depth > 0 && !sections.isEmpty()) {
                for (String statement : line.replace("{", ";").replace("}", ";").split(";", -1)) {
                    if (!statement.isBlank()) {
                        sections.getLast().statements().add(statement.strip());
                    }
                }
            }
            depth += (int) (line.chars().filter(c -> c == '{').count()
                    - line.chars().filter(c -> c == '}').count());
            depth = Math.max(depth, 0);
        }
        var children = sections.stream()
                .filter(s -> s.kind().equals("sainfo"))
                .map(RacoonConf::child)
                .toList();
        var connections = sections.stream()
                .filter(s -> s.kind().equals("remote"))
                .map(s -> connection(s, children, file.path()))
                .toList();
        return new Parsed<>(connections, unparsed);
    }

    private static Connection connection(Section s, List<Child> children, String path) {
        String head = s.head().replaceFirst("\\s+inherit.*", "").replace("\"", "");
        String peer = head.equals("anonymous") ? "%any" : head.replaceFirst("\\s*\\[\\d+\\]$", "");
        String auth = s.value("authentication_method").contains("pre_shared_key") ? "psk" : "pubkey";
        String proposal = Stream.of("encryption_algorithm", "hash_algorithm", "dh_group")
                .map(s::value)
                .filter(v -> !v.isEmpty())
                .map(v -> v.replace(" ", ""))
                .collect(Collectors.joining("-"));
        return new Connection(
                head,
                "1",
                List.of("%any"),
                List.of(peer),
                identifier(s.value("my_identifier")),
                identifier(s.value("peers_identifier")),
                auth,
                auth,
                proposal.isEmpty() ? List.of() : List.of(proposal),
                s.value("exchange_mode").startsWith("aggressive"),
                children,
                Optional.of(path + ":" + s.line()));
    }

    /** {@code fqdn gw.example} without its type; {@code address} alone means the address that is used. */
    private static String identifier(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? "" : text.substring(blank + 1).strip();
    }

    private static Child child(Section s) {
        Matcher nets = NETS.matcher(s.head());
        boolean known = nets.matches();
        return new Child(
                s.head().replace("\"", ""),
                "",
                known ? List.of(nets.group(1)) : List.of(),
                known ? List.of(nets.group(2)) : List.of(),
                Stream.of(s.value("encryption_algorithm") + "-" + s.value("authentication_algorithm"))
                        .filter(v -> v.length() > 1)
                        .toList(),
                "",
                Optional.empty(),
                Optional.empty());
    }
}
