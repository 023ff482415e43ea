package espy.daemon;

import espy.base.Address;
import espy.base.Parsed;
import espy.base.Unparsed;
import espy.daemon.Connection.Child;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The connections in ipsec.conf, in the dialects of strongSwan's starter (ipsec.conf(5)) and of Libreswan. {@code conn %default} and {@code also}
 * are followed; which end is ours is decided by the addresses of the gateway, and is the left one when they do not say.
 */
final class IpsecConf {
    private static final Set<String> IGNORED = Set.of("config", "ca", "version");

    private final boolean libreswan;
    private final Set<String> localAddresses;
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final List<Unparsed> unparsed = new ArrayList<>();

    private record Section(String name, String where, Map<String, String> values, List<String> also) {}

    private IpsecConf(boolean libreswan, Collection<String> localAddresses) {
        this.libreswan = libreswan;
        this.localAddresses = Set.copyOf(localAddresses);
    }

    /** All files together: {@code also} may name a connection of another file. */
    static Parsed<List<Connection>> parse(
            List<GatewayFile> files, boolean libreswan, Collection<String> localAddresses) {
        var reader = new IpsecConf(libreswan, localAddresses);
        files.forEach(reader::read);
        var connections = reader.sections.values().stream()
                .filter(s -> !s.name().equals("%default"))
                .map(reader::connection)
                .flatMap(Optional::stream)
                .toList();
        return new Parsed<>(connections, reader.unparsed);
    }

    private void read(GatewayFile file) {
        int number = 0;
        Section section = null;
        boolean ignored = true;
        for (String raw : file.text().split("\n", -1)) {
            number++;
            String line = withoutComment(raw);
            if (line.isBlank()) {
                continue;
            }
            String[] words = line.strip().split("\\s+", 2);
            if (!Character.isWhitespace(line.charAt(0)) && words[0].indexOf('=') < 0) {
                ignored = IGNORED.contains(words[0]);
                section = null;
                if (words[0].equals("conn") && words.length == 2) {
                    String where = file.path() + ":" + number;
                    section = sections.computeIfAbsent(
                            words[1], n -> new Section(n, where, new LinkedHashMap<>(), new ArrayList<>()));
                } else if (!ignored && !words[0].equals("include")) {
                    unparsed.add(new Unparsed(number, raw));
                }
                continue;
            }
            int equals = line.indexOf('=');
            if (section != null && equals > 0) {
                String key = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                String value =
                        SettingsSection.unquote(line.substring(equals + 1).strip());
                if (key.equals("also")) {
                    section.also().addAll(List.of(value.split("[ ,]+", -1)));
                } else {
                    section.values().put(key, value);
                }
            } else if (!ignored) {
                unparsed.add(new Unparsed(number, raw));
            }
        }
    }

    private static String withoutComment(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '#' && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
                return line.substring(0, i).stripTrailing();
            }
        }
        return line.stripTrailing();
    }

    /** Own values first, then those of {@code also}, then the defaults. */
    private Map<String, String> values(Section section) {
        var values = new LinkedHashMap<String, String>();
        collect(section, values, new HashSet<>());
        Section defaults = sections.get("%default");
        if (defaults != null) {
            collect(defaults, values, new HashSet<>());
        }
        return values;
    }

    private void collect(Section section, Map<String, String> values, Set<String> seen) {
        if (!seen.add(section.name())) {
            return;
        }
        section.values().forEach(values::putIfAbsent);
        for (String name : section.also()) {
            Section other = sections.get(name);
            if (other != null) {
                collect(other, values, seen);
            }
        }
    }

    private Optional<Connection> connection(Section section) {
        var v = values(section);
        String left = v.getOrDefault("left", "%any");
        String right = v.getOrDefault("right", "%any");
        boolean included = !v.containsKey("left") && !v.containsKey("right");
        if (included) {
            return Optional.empty(); // a template for others
        }
        boolean swap = !ours(left) && ours(right);
        String us = swap ? "right" : "left";
        String them = swap ? "left" : "right";
        var proposals = list(v.getOrDefault("ike", v.getOrDefault("ikealg", "")));
        boolean aggressive = yes(v, "aggressive") || yes(v, "aggrmode");
        return Optional.of(new Connection(
                section.name(),
                version(v),
                List.of(host(swap ? right : left)),
                List.of(host(swap ? left : right)),
                v.getOrDefault(us + "id", ""),
                v.getOrDefault(them + "id", ""),
                auth(v, us),
                auth(v, them),
                proposals,
                aggressive,
                List.of(child(section.name(), v, us, them)),
                Optional.of(section.where())));
    }

    private Child child(String name, Map<String, String> v, String us, String them) {
        String esp = Stream.of("esp", "phase2alg", "ah")
                .filter(v::containsKey)
                .findFirst()
                .orElse("");
        String type = v.getOrDefault("type", "tunnel");
        String mode =
                switch (type) {
                    case "passthrough" -> "pass";
                    default -> type;
                };
        String auto = v.getOrDefault("auto", "ignore");
        String start =
                switch (auto) {
                    case "add" -> "none";
                    case "route", "ondemand", "trap" -> "trap";
                    case "up" -> "start";
                    default -> auto;
                };
        return new Child(
                name,
                mode,
                nets(v, us),
                nets(v, them),
                list(v.getOrDefault(esp, "")),
                start,
                Optional.ofNullable(v.get("if_id_out"))
                        .or(() -> Optional.ofNullable(v.get("if_id")))
                        .or(() -> Optional.ofNullable(v.get("ipsec-interface")).filter(i -> !i.equals("no"))),
                Optional.ofNullable(v.get("mark_out")).or(() -> Optional.ofNullable(v.get("mark"))));
    }

    private boolean ours(String end) {
        return end.equals("%defaultroute")
                || localAddresses.contains(end)
                || Address.parse(end)
                        .map(Address::toString)
                        .filter(localAddresses::contains)
                        .isPresent();
    }

    private static String host(String end) {
        return end.equals("%defaultroute") || end.equals("0.0.0.0")
                ? "%any"
                : end.replaceFirst("^%(?!any|group|opp)", "");
    }

    private static List<String> nets(Map<String, String> v, String end) {
        String text = v.getOrDefault(end + "subnets", v.getOrDefault(end + "subnet", ""));
        var nets = new ArrayList<String>();
        for (String net : text.replace("{", "").replace("}", "").split("[ ,]+", -1)) {
            if (!net.isBlank()) {
                nets.add(net);
            }
        }
        return nets.isEmpty() ? List.of("dynamic") : List.copyOf(nets);
    }

    private static List<String> list(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" *, *", -1));
    }

    private String version(Map<String, String> v) {
        String exchange = v.getOrDefault("keyexchange", "").toLowerCase(Locale.ROOT);
        if (exchange.equals("ikev1") || exchange.equals("ikev2")) {
            return exchange.substring(4);
        }
        if (!libreswan) {
            return "";
        }
        return switch (v.getOrDefault("ikev2", "insist")) {
            case "no", "never" -> "1";
            default -> "2";
        };
    }

    private String auth(Map<String, String> v, String end) {
        String text = v.getOrDefault(end + "auth", v.getOrDefault("authby", ""));
        return switch (text) {
            case "secret", "psk" -> "psk";
            case "rsasig", "pubkey", "rsa", "ecdsa", "ecdsasig" -> "pubkey";
            case "" -> libreswan ? "" : "pubkey";
            default -> text;
        };
    }

    private static boolean yes(Map<String, String> v, String key) {
        return v.getOrDefault(key, "no").equals("yes");
    }
}
