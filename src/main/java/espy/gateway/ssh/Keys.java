package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys with which a person proves who they are.
 *
 * @param files        key files in the order in which they are tried; those that somebody named may be missing
 * @param certificates of {@code CertificateFile}; without any, {@code KEY-cert.pub} beside each key
 * @param agent        socket of the agent
 * @param onlyFiles    the agent may offer only keys whose files are among the files
 */
record Keys(List<Path> files, List<Path> certificates, Optional<Path> agent, boolean onlyFiles) {
    private static final String SOCKET = "SSH_AUTH_SOCK";
    private static final String WINDOWS_AGENT = "\\\\.\\pipe\\openssh-ssh-agent";
    private static final List<String> DEFAULT =
            List.of("id_rsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk");

    /** @param given key files of the command line, tried first */
    static Keys of(Settings settings, Tokens tokens, List<String> given) throws GatewayException {
        var files = new ArrayList<Path>();
        for (String name : given) {
            files.add(tokens.path(name));
        }
        for (String name : settings.all("identityfile")) {
            if (!name.equalsIgnoreCase("none")) {
                files.add(tokens.path(name));
            }
        }
        if (files.isEmpty() && !settings.has("identityfile")) {
            for (String name : DEFAULT) {
                Path file = tokens.path("~/.ssh/" + name);
                if (Files.exists(file)) {
                    files.add(file);
                }
            }
        }
        var certificates = new ArrayList<Path>();
        for (String name : settings.all("certificatefile")) {
            if (!name.equalsIgnoreCase("none")) {
                certificates.add(tokens.path(name));
            }
        }
        return new Keys(
                files.stream().distinct().toList(),
                certificates,
                agent(settings, tokens),
                settings.yes("identitiesonly", false));
    }

    private static Optional<Path> agent(Settings settings, Tokens tokens) throws GatewayException {
        String named = settings.first("identityagent").orElse(SOCKET);
        if (named.equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        boolean variable = named.startsWith("$") && !named.startsWith("${");
        if (named.equals(SOCKET) || variable) {
            String name = variable ? named.substring(1) : SOCKET;
            return Optional.ofNullable(System.getenv(name))
                    .filter(s -> !s.isBlank())
                    .or(() -> Os.WINDOWS ? Optional.of(WINDOWS_AGENT) : Optional.empty())
                    .map(Path::of);
        }
        return Optional.of(tokens.path(named));
    }
}
