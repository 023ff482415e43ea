package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the tokens of ssh_config(5) stand for on the way to one host.
 *
 * @param typed the host as typed, {@code %n}
 * @param alias {@code HostKeyAlias} if there is one, {@code %k}
 */
record Tokens(Path home, String typed, String host, int port, String user, String localUser, Optional<String> alias) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final String IN_COMMANDS = "%hnpr";

    /** The name or address to connect to, as far as it is decided; lower case, as known_hosts has it. */
    static String hostName(String typed, Settings settings) throws GatewayException {
        Optional<String> name = settings.first("hostname");
        if (name.isEmpty()) {
            return typed.toLowerCase(Locale.ROOT);
        }
        var expanded = new StringBuilder();
        String text = name.get();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                expanded.append(c);
                continue;
            }
            char token = ++i < text.length() ? text.charAt(i) : 0;
            switch (token) {
                case 'h' -> expanded.append(typed);
                case '%' -> expanded.append('%');
                default -> throw settings.wrong("hostname", "only the tokens %h and %%");
            }
        }
        return expanded.toString().toLowerCase(Locale.ROOT);
    }

    /** A command line: the tokens that {@code ProxyCommand} has. */
    String command(String text) throws GatewayException {
        return expand(text, IN_COMMANDS);
    }

    /** A file, from a value with tokens, {@code ~} and {@code ${VARIABLE}}. */
    Path path(String text) throws GatewayException {
        String tilde = text.startsWith("~/") || text.equals("~") ? home + text.substring(1) : text;
        var missing = VARIABLE.matcher(tilde).results().map(m -> m.group(1)).filter(v -> System.getenv(v) == null);
        Optional<String> first = missing.findFirst();
        if (first.isPresent()) {
            throw new GatewayException(
                    "“%s” of your SSH configuration needs the environment variable %s, which is not set. Set it, or correct the line."
                            .formatted(text, first.get()));
        }
        // the value of a variable is text: a % in it is no token
        String variables = VARIABLE.matcher(tilde)
                .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(
                        System.getenv(m.group(1)).replace("%", "%%")));
        try {
            return Path.of(expand(variables, ""));
        } catch (InvalidPathException e) {
            throw new GatewayException(
                    "“%s” of your SSH configuration cannot be the name of a file. Correct the line.".formatted(text),
                    e);
        }
    }

    /** @param only the tokens that may be used; "" for all */
    private String expand(String text, String only) throws GatewayException {
        var expanded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                expanded.append(c);
                continue;
            }
            char token = ++i < text.length() ? text.charAt(i) : ' ';
            Optional<String> value = only.isEmpty() || only.indexOf(token) >= 0 ? value(token) : Optional.empty();
            expanded.append(value.orElseThrow(() -> new GatewayException(
                    "“%s” of your SSH configuration has the token %%%c, which cannot be used there. A plain %% is written %%%%."
                            .formatted(text, token))));
        }
        return expanded.toString();
    }

    private Optional<String> value(char token) {
        return Optional.ofNullable(
                switch (token) {
                    case '%' -> "%";
                    case 'C' -> digest(localHost() + host + port + user);
                    case 'd' -> home.toString();
                    case 'h' -> host;
                    case 'i' -> userId();
                    case 'k' -> alias.orElse(typed);
                    case 'L' -> localHost().replaceFirst("\\..*", "");
                    case 'l' -> localHost();
                    case 'n' -> typed;
                    case 'p' -> String.valueOf(port);
                    case 'r' -> user;
                    case 'u' -> localUser;
                    default -> null;
                });
    }

    /** SHA-1 as a name only, as OpenSSH makes it. */
    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static String localHost() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException u) {
                return "localhost";
            }
        }
    }

    private String userId() {
        try {
            return String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return localUser;
        }
    }
}
