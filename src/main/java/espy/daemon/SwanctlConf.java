package espy.daemon;

import espy.base.Parsed;
import espy.daemon.Connection.Child;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The connections in a file in swanctl.conf's syntax. Defaults are strongSwan's (swanctl.conf(5)) and stay "" where they only repeat the peer's choice. */
final class SwanctlConf {
    private SwanctlConf() {}

    static Parsed<List<Connection>> parse(GatewayFile file) {
        var root = SettingsSection.parse(file.text());
        var connections = root.value().in("connections").stream()
                .flatMap(c -> c.sections.values().stream())
                .map(c -> connection(c, file.path()))
                .toList();
        return new Parsed<>(connections, root.unparsed());
    }

    private static Connection connection(SettingsSection s, String path) {
        var none = new SettingsSection("", 0);
        var local = first(s, "local").orElse(none);
        var remote = first(s, "remote").orElse(none);
        String version = s.value("version");
        return new Connection(
                s.name,
                version.equals("0") ? "" : version,
                any(s.list("local_addrs")),
                any(s.list("remote_addrs")),
                local.value("id"),
                remote.value("id"),
                auth(local),
                auth(remote),
                s.list("proposals"),
                yes(s.value("aggressive")),
                s.in("children").stream()
                        .flatMap(c -> c.sections.values().stream())
                        .map(SwanctlConf::child)
                        .toList(),
                Optional.of(path + ":" + s.line));
    }

    private static Child child(SettingsSection s) {
        var proposals = s.list("esp_proposals").isEmpty() ? s.list("ah_proposals") : s.list("esp_proposals");
        String mode = s.value("mode").toLowerCase(Locale.ROOT);
        String start = s.value("start_action").replace(" ", "");
        return new Child(
                s.name,
                mode.isEmpty() ? "tunnel" : mode,
                dynamic(s.list("local_ts")),
                dynamic(s.list("remote_ts")),
                proposals,
                start.isEmpty() ? "none" : start,
                Optional.of(s.value("if_id_out")).filter(v -> !v.isEmpty()),
                Optional.of(s.value("mark_out")).filter(v -> !v.isEmpty()));
    }

    private static Optional<SettingsSection> first(SettingsSection s, String end) {
        return s.sections.entrySet().stream()
                .filter(e -> e.getKey().equals(end) || e.getKey().startsWith(end + "-"))
                .map(java.util.Map.Entry::getValue)
                .findFirst();
    }

    private static List<String> any(List<String> addresses) {
        return addresses.isEmpty() ? List.of("%any") : addresses;
    }

    private static List<String> dynamic(List<String> selectors) {
        return selectors.isEmpty() ? List.of("dynamic") : selectors;
    }

    private static String auth(SettingsSection s) {
        return s.value("auth").isEmpty() ? "pubkey" : s.value("auth");
    }

    private static boolean yes(String value) {
        return List.of("yes", "true", "1", "enabled").contains(value);
    }
}
