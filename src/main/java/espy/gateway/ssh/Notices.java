package espy.gateway.ssh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody asks of ssh and Espy does not do, said in plain sentences; what makes no difference for Espy is passed over. */
final class Notices {
    /** @param instead what happens now */
    private record Missing(String keyword, String written, List<String> harmless, String instead) {}

    private static final List<Missing> MISSING = List.of(
            new Missing(
                    "pkcs11provider",
                    "PKCS11Provider",
                    List.of("none"),
                    "put the key into your agent (ssh-add -s) instead"),
            new Missing(
                    "securitykeyprovider",
                    "SecurityKeyProvider",
                    List.of("internal", "none"),
                    "put the key into your agent instead"),
            new Missing(
                    "verifyhostkeydns",
                    "VerifyHostKeyDNS",
                    List.of("no", "false"),
                    "host keys are only looked up in known_hosts"),
            new Missing(
                    "knownhostscommand", "KnownHostsCommand", List.of("none"), "host keys are only looked up in files"),
            new Missing(
                    "canonicalizehostname",
                    "CanonicalizeHostname",
                    List.of("no", "false", "none"),
                    "names are taken as they are"),
            new Missing(
                    "hostbasedauthentication",
                    "HostbasedAuthentication",
                    List.of("no", "false"),
                    "the other ways to log in are tried"),
            new Missing(
                    "proxyusefdpass",
                    "ProxyUseFdpass",
                    List.of("no", "false"),
                    "ProxyCommand has to carry the connection itself"),
            new Missing("bindinterface", "BindInterface", List.of("none"), "use BindAddress"),
            new Missing(
                    "casignaturealgorithms",
                    "CASignatureAlgorithms",
                    List.of(),
                    "certificates are taken as Espy's own list has it"));

    private Notices() {}

    static List<String> of(Settings settings, Collection<String> notAsked) {
        var said = new ArrayList<String>();
        for (Missing m : MISSING) {
            Optional<String> value = settings.first(m.keyword);
            if (value.isPresent() && !m.harmless.contains(value.get().toLowerCase(Locale.ROOT))) {
                said.add("%s (%s) is not supported: %s.".formatted(m.written, settings.where(m.keyword), m.instead));
            }
        }
        notAsked.stream()
                .sorted()
                .forEach(c ->
                        said.add("“Match %s” in your SSH configuration is not looked into: its settings are left out."
                                .formatted(c)));
        return said;
    }

    /** Lines of the configuration that nobody understands. */
    static List<String> ofPlaces(List<String> places) {
        return places.isEmpty()
                ? List.of()
                : List.of("Not understood and left out: %s.".formatted(String.join("; ", places)));
    }
}
