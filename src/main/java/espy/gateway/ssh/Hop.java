package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One host to connect to, all settings decided.
 *
 * @param typed   what the person or the configuration called it
 * @param ssh     the command that does the same by hand
 * @param host    name or address to connect to
 * @param notices what was asked for and is not done, for the person to know
 */
record Hop(
        String typed,
        String ssh,
        String user,
        String host,
        int port,
        Line line,
        Trust trust,
        Keys keys,
        Methods methods,
        Algorithms algorithms,
        List<String> notices) {
    private static final int SSH = 22;
    private static final int LAST_PORT = 65535;

    /** Whether the text could name a host at all. */
    static boolean looksLikeHost(String text) {
        return HostSpec.of(text).isPresent();
    }

    /**
     * Decides all settings for {@code [user@]host[:port]} or an alias of the configuration.
     *
     * @param nested whether this is a jump host, for which the options of the command line do not hold
     */
    static Hop of(String typed, SshOptions options, SshConfig config, boolean nested) throws GatewayException {
        HostSpec spec = HostSpec.of(typed)
                .orElseThrow(() -> new GatewayException(
                        "“" + typed + "” is no host name. Write [user@]host[:port], or a name from ~/.ssh/config."));
        String localUser = System.getProperty("user.name", "root");
        var settings = new Settings();
        Optional<Integer> port = spec.port().or(() -> nested ? Optional.empty() : options.port());
        port.ifPresent(p -> settings.add(given("port", String.valueOf(p))));
        if (!nested) {
            for (var option : options.options().entrySet()) {
                String written = option.getKey() + " " + option.getValue();
                settings.add(ConfigLine.of(written, "-o")
                        .orElseThrow(() -> new GatewayException(
                                "“-o %s=%s” is not understood: a value is missing, or a quote does not end."
                                        .formatted(option.getKey(), option.getValue()))));
            }
        }
        spec.user().ifPresent(u -> settings.add(given("user", u)));
        var notAsked = config.decide(spec.host(), localUser, settings);

        String user = settings.first("user").orElse(localUser);
        var tokens = new Tokens(
                home(),
                spec.host(),
                Tokens.hostName(spec.host(), settings),
                port(settings),
                user,
                localUser,
                settings.first("hostkeyalias"));
        boolean batch = "yes".equalsIgnoreCase(options.options().get("batchmode"));
        return new Hop(
                typed,
                "ssh %s%s%s"
                        .formatted(
                                port.map(p -> "-p " + p + " ").orElse(""),
                                spec.user().map(u -> u + "@").orElse(""),
                                spec.host()),
                user,
                tokens.host(),
                tokens.port(),
                Line.of(settings, nested ? Optional.empty() : options.jump(), tokens),
                Trust.of(settings, tokens),
                Keys.of(settings, tokens, nested ? List.of() : options.identities()),
                Methods.of(settings, batch),
                Algorithms.of(settings),
                Notices.of(settings, notAsked));
    }

    private static ConfigLine given(String keyword, String value) {
        return new ConfigLine(keyword, value, List.of(value), "what was typed");
    }

    private static int port(Settings settings) throws GatewayException {
        String text = settings.first("port").orElse(String.valueOf(SSH));
        int port = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw new GatewayException("%s is no port. Ports are 1 to %d; SSH has %d unless somebody changed it."
                    .formatted(text, LAST_PORT, SSH));
        }
        return port;
    }

    /** Who is asked for a password, by the name that the person knows: several hosts may have one address. */
    String whom() {
        return user + "@" + HostSpec.of(typed).map(HostSpec::host).orElse(host);
    }

    /** How sentences call this host. */
    String where() {
        return port == SSH ? host : host + " port " + port;
    }

    /** As OpenSSH and Wireshark find it; Java's own idea comes from the password database. */
    static Path home() {
        String home = System.getenv("HOME");
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home", "/") : home);
    }
}
