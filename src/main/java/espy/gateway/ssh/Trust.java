package espy.gateway.ssh;

import espy.gateway.GatewayException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the key of a host is judged.
 *
 * @param name           under which it is looked up, {@code [host]:port} off port 22
 * @param principal      that a certificate of the host must have: never with a port
 * @param plainName      the same without the port: a key known for any port will do
 * @param own            known_hosts files of the person; new keys go to the first
 * @param global         those of the system
 * @param strict         {@code yes}, {@code no}, {@code accept-new} or {@code ask}
 * @param hash           new names are written hashed
 * @param revoked        file of keys that must not be trusted
 * @param localhostFree  the loopback addresses need no key
 * @param leastRsaBits   shorter RSA keys are refused
 */
record Trust(
        String name,
        String principal,
        Optional<String> plainName,
        List<Path> own,
        List<Path> global,
        String strict,
        boolean hash,
        Optional<Path> revoked,
        boolean localhostFree,
        int leastRsaBits) {
    private static final int SSH = 22;

    static Trust of(Settings settings, Tokens tokens) throws GatewayException {
        Optional<String> alias = settings.first("hostkeyalias").map(a -> a.toLowerCase(Locale.ROOT));
        boolean off = alias.isEmpty() && tokens.port() != SSH;
        Optional<String> revoked = settings.first("revokedhostkeys").filter(f -> !f.equalsIgnoreCase("none"));
        return new Trust(
                alias.orElse(off ? "[" + tokens.host() + "]:" + tokens.port() : tokens.host()),
                alias.orElse(tokens.host()),
                off ? Optional.of(tokens.host()) : Optional.empty(),
                files(settings, "userknownhostsfile", List.of("~/.ssh/known_hosts", "~/.ssh/known_hosts2"), tokens),
                files(
                        settings,
                        "globalknownhostsfile",
                        List.of("/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2"),
                        tokens),
                strictness(settings),
                settings.yes("hashknownhosts", false),
                revoked.isPresent() ? Optional.of(tokens.path(revoked.get())) : Optional.empty(),
                settings.yes("nohostauthenticationforlocalhost", false),
                settings.number("requiredrsasize", 1024, 1, 16_384));
    }

    private static List<Path> files(Settings settings, String keyword, List<String> otherwise, Tokens tokens)
            throws GatewayException {
        var files = new ArrayList<Path>();
        for (String name : settings.has(keyword) ? settings.all(keyword) : otherwise) {
            if (!name.equalsIgnoreCase("none")) {
                files.add(tokens.path(name));
            }
        }
        return files;
    }

    private static String strictness(Settings settings) throws GatewayException {
        String word = settings.first("stricthostkeychecking").orElse("ask").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "yes", "true" -> "yes";
            case "no", "false", "off" -> "no";
            case "ask", "accept-new" -> word;
            default -> throw settings.wrong("stricthostkeychecking", "yes, no, ask or accept-new");
        };
    }

    /** All files in which to look, in order. */
    List<Path> files() {
        var all = new ArrayList<>(own);
        all.addAll(global);
        return all;
    }
}
