package espy.daemon;

import espy.base.Numbers;
import espy.base.Parsed;
import espy.daemon.Connection.Child;
import espy.daemon.IkeSa.ChildSa;
import espy.daemon.Vici.Section;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code swanctl --list-sas --raw} and {@code swanctl --list-conns --raw} print (strongSwan 5.2 and later). */
public final class Swanctl {
    private Swanctl() {}

    /** The IKE SAs with their children. */
    public static Parsed<List<IkeSa>> sas(String text) {
        return Vici.events(text, "list-sa", e -> ike(e.getKey(), e.getValue()));
    }

    /** The loaded connections. Proposals, start actions and marks are not in this output, so they are empty. */
    public static Parsed<List<Connection>> connections(String text) {
        return Vici.events(text, "list-conn", e -> connection(e.getKey(), e.getValue()));
    }

    /** The pools of virtual addresses, from {@code swanctl --list-pools --raw}. */
    public static Parsed<List<Pool>> pools(String text) {
        return Vici.reply(text, "get-pools", e -> {
            Section s = e.getValue();
            return new Pool(
                    e.getKey(),
                    s.value("base"),
                    number(s, "size").orElse(0L),
                    number(s, "online").orElse(0L),
                    number(s, "offline").orElse(0L));
        });
    }

    private static IkeSa ike(String name, Section s) {
        return new IkeSa(
                name,
                s.value("uniqueid"),
                s.value("version"),
                s.value("state").toUpperCase(Locale.ROOT),
                s.value("local-host"),
                s.value("remote-host"),
                s.value("local-id"),
                s.value("remote-id"),
                yes(s, "initiator"),
                s.value("initiator-spi"),
                s.value("responder-spi"),
                number(s, "established"),
                number(s, "rekey-time"),
                algorithms(s, "encr", "integ-alg", "prf-alg", "dh-group"),
                yes(s, "nat-local"),
                yes(s, "nat-remote"),
                s.in("child-sas").values().stream().map(Swanctl::child).toList());
    }

    private static ChildSa child(Section s) {
        return new ChildSa(
                s.value("name"),
                s.value("uniqueid"),
                s.value("state").toUpperCase(Locale.ROOT),
                s.value("mode").toLowerCase(Locale.ROOT),
                s.value("spi-in"),
                s.value("spi-out"),
                yes(s, "encap"),
                algorithms(s, "encr", "integ-alg", "dh-group"),
                s.list("local-ts"),
                s.list("remote-ts"),
                number(s, "bytes-in"),
                number(s, "packets-in"),
                number(s, "bytes-out"),
                number(s, "packets-out"),
                number(s, "install-time"),
                number(s, "rekey-time"));
    }

    private static Connection connection(String name, Section s) {
        Section none = new Section();
        Section local = first(s, "local").orElse(none);
        Section remote = first(s, "remote").orElse(none);
        return new Connection(
                name,
                version(s.value("version")),
                s.list("local_addrs"),
                s.list("remote_addrs"),
                local.value("id"),
                remote.value("id"),
                auth(local),
                auth(remote),
                List.of(),
                false,
                s.in("children").entrySet().stream().map(Swanctl::child).toList(),
                Optional.empty());
    }

    private static Child child(Map.Entry<String, Section> e) {
        Section s = e.getValue();
        return new Child(
                e.getKey(),
                s.value("mode").toLowerCase(Locale.ROOT),
                s.list("local-ts"),
                s.list("remote-ts"),
                List.of(),
                "",
                Optional.empty(),
                Optional.empty());
    }

    /** {@code local-1} and its like; the first authentication round tells enough. */
    private static Optional<Section> first(Section s, String end) {
        return s.sections().entrySet().stream()
                .filter(e -> e.getKey().startsWith(end))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String version(String text) {
        return switch (text) {
            case "IKEv1" -> "1";
            case "IKEv2" -> "2";
            default -> "";
        };
    }

    private static String auth(Section s) {
        String text = s.value("class");
        return switch (text) {
            case "pre-shared key" -> "psk";
            case "public key" -> "pubkey";
            default -> text.toLowerCase(Locale.ROOT);
        };
    }

    private static String algorithms(Section s, String encryption, String... rest) {
        String bits = s.value(encryption + "-keysize");
        String cipher = s.value(encryption + "-alg") + (bits.isEmpty() ? "" : "-" + bits);
        return Stream.concat(Stream.of(cipher), Stream.of(rest).map(s::value))
                .filter(a -> !a.isEmpty())
                .collect(Collectors.joining("/"));
    }

    private static boolean yes(Section s, String key) {
        return s.value(key).equals("yes");
    }

    private static Optional<Long> number(Section s, String key) {
        return Numbers.parse(s.value(key));
    }
}
