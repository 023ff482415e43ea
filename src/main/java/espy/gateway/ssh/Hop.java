package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One host to connect to, all settings decided.
 *
 * @param typed      what the person or the configuration called it
 * @param ssh        the command that does the same by hand
 * @param host       name or address to connect to
 * @param hostKeyAs  name under which its host key is looked up, {@code [host]:port} off port 22
 * @param identities key files in the order in which they are tried; those that somebody named may be missing
 * @param agent      socket of the agent
 * @param onlyFiles  the agent may offer only keys whose files are among the identities
 * @param strict     {@code yes}, {@code no}, {@code accept-new} or {@code ask}
 * @param batch      nothing may be asked
 */
record Hop(
        String typed,
        String ssh,
        String user,
        String host,
        int port,
        String hostKeyAs,
        List<Path> identities,
        Optional<Path> agent,
        boolean onlyFiles,
        List<Path> knownHosts,
        String strict,
        boolean batch,
        Duration connectTimeout,
        List<String> jumps) {
    private static final int SSH = 22;
    private static final int LAST_PORT = 65535;
    private static final Pattern SPEC = Pattern.compile(
            "(?:([^@\\s]{1,64})@)?(\\[[0-9a-fA-F:.]+]|[\\p{L}\\p{N}._+%-]{1,255}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?::(\\d{1,5}))?");
    private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    /** Whether the text could name a host at all. */
    static boolean looksLikeHost(String text) {
        return SPEC.matcher(text).matches() && !text.startsWith("-");
    }

    /**
     * Decides all settings for {@code [user@]host[:port]} or an alias of the configuration.
     *
     * @param nested whether this is a jump host, for which the options of the command line do not hold
     */
    static Hop of(String typed, SshOptions options, boolean nested) throws GatewayException {
        var m = SPEC.matcher(typed);
        if (!m.matches() || typed.startsWith("-")) {
            throw new GatewayException(
                    "“" + typed + "” is no host name. Write [user@]host[:port], or a name from ~/.ssh/config.");
        }
        String alias = m.group(2).replaceAll("[\\[\\]]", "");
        Path home = home();
        Map<String, List<String>> file = config(options, home).of(alias);
        Map<String, String> own = nested ? Map.of() : options.options();
        var settings = new Settings(own, file);

        int port = port(m.group(3), nested ? Optional.empty() : options.port(), settings);
        String user = m.group(1) != null
                ? m.group(1)
                : settings.first("user").orElseGet(() -> System.getProperty("user.name", "root"));
        String host =
                settings.first("hostname").map(h -> h.replace("%h", alias)).orElse(alias);
        var expand = new Tokens(home, alias, host, port, user);

        var jump = (nested ? Optional.<String>empty() : options.jump())
                .or(() -> settings.first("proxyjump"))
                .filter(j -> !j.equalsIgnoreCase("none"));
        boolean portGiven = m.group(3) != null || (!nested && options.port().isPresent());
        return new Hop(
                typed,
                "ssh %s%s%s"
                        .formatted(
                                portGiven ? "-p " + port + " " : "", m.group(1) == null ? "" : m.group(1) + "@", alias),
                user,
                host,
                port,
                settings.first("hostkeyalias").orElse(inKnownHosts(host, port)),
                identities(nested ? List.of() : options.identities(), settings, expand),
                agent(settings, expand),
                settings.yes("identitiesonly"),
                knownHosts(settings, expand),
                strictness(settings),
                settings.yes("batchmode"),
                Duration.ofSeconds(Math.max(1, settings.number("connecttimeout", 10))),
                jump.map(j -> List.of(j.split(",", -1))).orElse(List.of()));
    }

    /** The name of this host and port in known_hosts. */
    private static String inKnownHosts(String host, int port) {
        return port == SSH ? host : "[" + host + "]:" + port;
    }

    /** How sentences call this host. */
    String where() {
        return port == SSH ? host : host + " port " + port;
    }

    private static int port(@Nullable String typed, Optional<Integer> option, Settings settings)
            throws GatewayException {
        int port = typed != null ? Integer.parseInt(typed) : option.orElseGet(() -> settings.number("port", SSH));
        if (port < 1 || port > LAST_PORT) {
            throw new GatewayException("%d is no port. Ports are 1 to %d; SSH has %d unless somebody changed it."
                    .formatted(port, LAST_PORT, SSH));
        }
        return port;
    }

    private static List<Path> identities(List<String> given, Settings settings, Tokens expand) {
        var named = Stream.concat(given.stream(), settings.all("identityfile").stream())
                .filter(k -> !k.equalsIgnoreCase("none"))
                .map(expand::path)
                .distinct()
                .toList();
        return named.isEmpty()
                ? DEFAULT_KEYS.stream()
                        .map(k -> expand.path("~/.ssh/" + k))
                        .filter(Files::isReadable)
                        .toList()
                : named;
    }

    private static List<Path> knownHosts(Settings settings, Tokens expand) {
        return Stream.concat(
                        settings.allOr("userknownhostsfile", "~/.ssh/known_hosts").stream(),
                        settings.allOr("globalknownhostsfile", "/etc/ssh/ssh_known_hosts").stream())
                .filter(f -> !f.equalsIgnoreCase("none"))
                .map(expand::path)
                .toList();
    }

    private static String strictness(Settings settings) {
        String word = settings.first("stricthostkeychecking").orElse("ask").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "yes", "accept-new" -> word;
            case "no", "off" -> "no";
            default -> "ask";
        };
    }

    private static Optional<Path> agent(Settings settings, Tokens expand) {
        Optional<String> environment = Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"));
        return settings.first("identityagent")
                .map(a -> a.equals("SSH_AUTH_SOCK") ? environment.orElse("none") : a)
                .or(() -> environment)
                .filter(a -> !a.equalsIgnoreCase("none") && !a.isBlank())
                .map(expand::path)
                .filter(Files::exists);
    }

    /** The configuration that the options name, or the person's and the system's; a missing one is empty, a named one must be there. */
    static SshConfig config(SshOptions options, Path home) throws GatewayException {
        if (options.config().isPresent()) {
            String named = options.config().get();
            if (named.equalsIgnoreCase("none")) {
                return SshConfig.empty();
            }
            try {
                return SshConfig.read(Path.of(named), home);
            } catch (IOException e) {
                throw new GatewayException(
                        "The SSH configuration " + named + " cannot be read. Check the path after -F.", e);
            }
        }
        Path own = home.resolve(".ssh/config");
        try {
            return Files.isReadable(own) ? SshConfig.read(own, home) : SshConfig.empty();
        } catch (IOException e) {
            throw new GatewayException(
                    "Your SSH configuration " + own + " cannot be read. Check its permissions, or use -F none.", e);
        }
    }

    /** As OpenSSH and Wireshark find it; Java's own idea comes from the password database. */
    static Path home() {
        String home = System.getenv("HOME");
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home", "/") : home);
    }

    /** Options of the command line first, then the configuration. */
    private record Settings(Map<String, String> own, Map<String, List<String>> file) {
        List<String> all(String keyword) {
            String given = own.get(keyword);
            return given != null ? List.of(given.split("\\s+", -1)) : file.getOrDefault(keyword, List.of());
        }

        List<String> allOr(String keyword, String otherwise) {
            List<String> found = all(keyword);
            return found.isEmpty() ? List.of(otherwise) : found;
        }

        boolean yes(String keyword) {
            return first(keyword).filter("yes"::equalsIgnoreCase).isPresent();
        }

        Optional<String> first(String keyword) {
            return all(keyword).stream().findFirst();
        }

        int number(String keyword, int otherwise) {
            return first(keyword)
                    .filter(v -> v.matches("\\d{1,5}"))
                    .map(Integer::valueOf)
                    .orElse(otherwise);
        }
    }

    /** The tokens of ssh_config(5) that paths use. */
    private record Tokens(Path home, String alias, String host, int port, String user) {
        Path path(String text) {
            String tilde = text.startsWith("~/") ? home + text.substring(1) : text;
            return Path.of(tilde.replace("\0", "")
                    .replace("%d", home.toString())
                    .replace("%h", host)
                    .replace("%n", alias)
                    .replace("%p", String.valueOf(port))
                    .replace("%r", user)
                    .replace("%u", System.getProperty("user.name", "")));
        }
    }
}
