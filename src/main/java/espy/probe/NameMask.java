package espy.probe;

import espy.gateway.Answer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts stand-ins in the places of names: hosts and their domains ({@code host1.domain1.example}), persons ({@code user1}), parts of
 * distinguished names ({@code name1}). The same name has the same stand-in everywhere, and names of one domain stay in one. What is a name of
 * somebody is told by its shape and by the places where names are written; words that IPsec itself uses stay.
 */
final class NameMask {
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final String DOTTED = "(?:" + LABEL + "\\.){1,8}[A-Za-z]{2,24}";
    private static final Pattern HOST =
            Pattern.compile("(?<![\\w-])(?<!\\w\\.)(?<!(?<!/)/)" + DOTTED + "(?![\\w-])(?!\\.\\w)");
    private static final Pattern MAIL = Pattern.compile(
            "(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{1,64})@(" + DOTTED + "|" + LABEL + ")(?![\\w-])(?!\\.\\w)");

    private static final String ATTRIBUTE =
            "(?:CN|OU|O|ST|L|DC|C|E|emailAddress|serialNumber|SN|GN|S|G|UID|organizationName|commonName)";
    private static final String VALUE = "(?:(?! [\\w-]{1,40}=)[^,/\"'\\[\\]()<>;|=\\n]){1,120}";
    private static final Pattern DISTINGUISHED = Pattern.compile("(?<![\\w-])(?:" + ATTRIBUTE + "=" + VALUE
            + "[,/] ?){1,12}" + ATTRIBUTE + "=" + VALUE + "|(?<![\\w-])CN=" + VALUE);
    private static final Pattern PART = Pattern.compile("(" + ATTRIBUTE + ")=(" + VALUE + ")");

    /** Where configurations and daemons write who somebody is. */
    private static final Pattern IDENTITY = Pattern.compile(
            "(?im)(?<![\\w-])(?:id|id-?\\w{0,20}|eap[_-]id|xauth[_-]id|aaa[_-]id|local-id|remote-id|remote-eap-id|remote-xauth-id|leftid|rightid"
                    + "|leftxauthusername|rightxauthusername|xauth_user|eap_identity|username)[ \\t]{0,8}=[ \\t]{0,8}\"?@{0,2}([^\\s\"#}=,]{1,100})(?=[\\s\"#}])"
                    + "|(?:identity|username|user) ['\"]([^'\"\\s]{1,100})['\"]");

    private static final Pattern STAND_IN = Pattern.compile("(?:host\\d+\\.)*domain\\d+\\.example");
    private static final Pattern FULL = Pattern.compile(DOTTED);

    private static final Pattern SECRET_OF =
            Pattern.compile("(?im)^([^#:\\n]{1,200}?)[ \\t]{0,8}:[ \\t]{0,8}(?:PSK|EAP|XAUTH|NTLM)(?![\\w-])");
    private static final Pattern OWN_HOST = Pattern.compile("(?m)^host=([^\\s]{1,253})$");

    /** Endings of files and units. */
    private static final Set<String> NO_DOMAIN = Set.of(
            "conf",
            "config",
            "cfg",
            "service",
            "socket",
            "target",
            "timer",
            "slice",
            "scope",
            "mount",
            "path",
            "device",
            "log",
            "secrets",
            "pem",
            "crt",
            "cer",
            "der",
            "key",
            "csr",
            "crl",
            "pfx",
            "ko",
            "txt",
            "html",
            "xml",
            "json",
            "yaml",
            "yml",
            "gz",
            "db",
            "sqlite",
            "sock",
            "pid",
            "ctl",
            "default",
            "all",
            "old",
            "bak",
            "orig",
            "save",
            "tmp",
            "localdomain",
            "out",
            "err");
    /** Endings of files that are also those of domains: with two labels it is a file. */
    private static final Set<String> FILE_OR_DOMAIN = Set.of("so", "sh", "py", "pl", "md", "zip");
    /** Settings are written with dots too, but do not end like a domain. */
    private static final Set<String> NO_HOST = Set.of(
            "charon",
            "charon-systemd",
            "libstrongswan",
            "libcharon",
            "swanctl",
            "pluto",
            "starter",
            "net",
            "kernel",
            "connections",
            "secrets",
            "authorities",
            "pools",
            "plugins",
            "org",
            "uts",
            "kernel-netlink");

    private static final Set<String> GENERIC = Set.of(
            "com",
            "net",
            "org",
            "edu",
            "gov",
            "mil",
            "int",
            "info",
            "biz",
            "name",
            "example",
            "test",
            "local",
            "lan",
            "internal",
            "intra",
            "corp",
            "home",
            "cloud");

    /** Names that say nothing about anybody, or that the daemons use as words. */
    private static final Set<String> WORDS = Set.of(
            "root",
            "daemon",
            "nobody",
            "admin",
            "user",
            "local",
            "localhost",
            "remote",
            "left",
            "right",
            "here",
            "peer",
            "any",
            "none",
            "vpn",
            "ipsec",
            "ike",
            "ikev1",
            "ikev2",
            "esp",
            "psk",
            "eap",
            "xauth",
            "strongswan",
            "libreswan",
            "openswan",
            "charon",
            "charon-systemd",
            "pluto",
            "racoon",
            "starter",
            "swanctl",
            "gateway",
            "router",
            "firewall",
            "server",
            "client",
            "host",
            "tunnel",
            "transport",
            "linux",
            "debian",
            "ubuntu",
            "kernel",
            "systemd",
            "default",
            "yes",
            "no",
            "true",
            "false",
            "site",
            "test",
            "secret",
            "secrets",
            "connection",
            "conn",
            "policy",
            "state",
            "main",
            "lan",
            "wan",
            "dmz",
            "demo",
            "fromcert",
            "defaultroute",
            "opportunistic",
            "private",
            "group",
            "install",
            "child",
            "net",
            "main-mode");

    private static final Set<String> TABLES =
            Set.of("P06.state", "P06.policy", "P07", "P08", "P12", "P14.modules", "P22");

    private final Map<String, String> standIns = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    /** Names of the gateway, and of those whom a configuration or a log names: found as whole words, whatever they look like. */
    private final Map<String, String> words = new HashMap<>();

    private Pattern anyWord = Pattern.compile("(?!)");

    private NameMask() {}

    /** Learns from a snapshot which names there are. */
    static NameMask of(Snapshot snapshot) {
        var mask = new NameMask();
        var hosts = new LinkedHashSet<String>();
        String name = snapshot.gateway();
        if (!name.startsWith("demo:")) {
            hosts.add(name.substring(name.lastIndexOf('@') + 1).replaceFirst(":\\d+$", ""));
        }
        OWN_HOST.matcher(snapshot.text("P01").orElse("")).results().forEach(m -> hosts.add(m.group(1)));
        for (String host : hosts) {
            mask.word("host", host.contains(".") ? host.substring(0, host.indexOf('.')) : host);
            mask.fullName(host);
        }
        mask.word("user", snapshot.user());
        for (Answer a : snapshot.answers()) {
            if (a.id().startsWith("P04")
                    || a.id().startsWith("P05")
                    || a.id().startsWith("P13")
                    || a.id().equals("P20")) {
                mask.learn(a.out());
            }
        }
        mask.anyWord = mask.words.isEmpty()
                ? Pattern.compile("(?!)")
                : Pattern.compile("(?i)(?<![A-Za-z0-9])(?:"
                        + mask.words.keySet().stream()
                                .sorted(Comparator.comparingInt(String::length).reversed())
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|"))
                        + ")(?![A-Za-z0-9])");
        return mask;
    }

    private void learn(String text) {
        for (Matcher m = IDENTITY.matcher(text); m.find(); ) {
            identity(m.group(1) == null ? m.group(2) : m.group(1));
        }
        for (Matcher m = SECRET_OF.matcher(text); m.find(); ) {
            for (String id : m.group(1).strip().split("[\\s,]+", -1)) {
                identity(id.replaceFirst("^@+", ""));
            }
        }
    }

    private void identity(String name) {
        word("user", name);
        fullName(name.substring(name.indexOf('@') + 1));
    }

    private void fullName(String name) {
        String key = name.toLowerCase(Locale.ROOT).replaceFirst("^\\*\\.", "");
        if (FULL.matcher(key).matches() && !STAND_IN.matcher(key).matches()) {
            words.computeIfAbsent(key, this::dotted);
        }
    }

    private void word(String kind, String name) {
        String key = name.toLowerCase(Locale.ROOT);
        boolean plain = key.matches("[a-z0-9_-]{3,64}") && key.matches(".*[a-z].*");
        if (plain && !WORDS.contains(key) && !key.matches("(?:host|user|name)\\d+")) {
            words.computeIfAbsent(key, k -> standIn(kind, k));
        }
    }

    /** The text with stand-ins; probes in which names with dots are rare are looked at more strictly, tables of numbers for words alone. */
    String replace(String probe, String text) {
        if (TABLES.contains(probe)) {
            return anyWord(text);
        }
        boolean strict = !(probe.isEmpty()
                || probe.startsWith("P04")
                || probe.startsWith("P05")
                || probe.startsWith("P10")
                || probe.startsWith("P13")
                || probe.startsWith("P20"));
        if (probe.equals("P01")) {
            return anyWord(OWN_HOST.matcher(text)
                    .replaceAll(m -> Matcher.quoteReplacement("host=" + host(m.group(1), false))));
        }
        String named = DISTINGUISHED.matcher(text).replaceAll(m -> Matcher.quoteReplacement(distinguished(m.group())));
        String mailed = MAIL.matcher(named).replaceAll(m -> Matcher.quoteReplacement(mail(m, probe.isEmpty())));
        String hosted = HOST.matcher(mailed).replaceAll(m -> Matcher.quoteReplacement(host(m.group(), strict)));
        return anyWord(hosted);
    }

    private String anyWord(String text) {
        return anyWord.matcher(text)
                .replaceAll(m ->
                        Matcher.quoteReplacement(words.getOrDefault(m.group().toLowerCase(Locale.ROOT), m.group())));
    }

    private String distinguished(String name) {
        return PART.matcher(name).replaceAll(m -> {
            String value = m.group(2).strip();
            String masked = m.group(1).equals("C") || value.matches("<.*")
                    ? m.group(2)
                    : MAIL.matcher(value).matches() || HOST.matcher(value).matches()
                            ? m.group(2)
                            : words.getOrDefault(value.toLowerCase(Locale.ROOT), standIn("name", value));
            return Matcher.quoteReplacement(m.group(1) + "=" + masked);
        });
    }

    private String mail(MatchResult m, boolean surely) {
        String host = m.group(2);
        boolean dotted = host.contains(".");
        boolean person = dotted
                ? isHost(host, false)
                        || FILE_OR_DOMAIN.contains(
                                host.substring(host.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
                : surely || words.containsKey(host.toLowerCase(Locale.ROOT));
        if (!person) {
            return m.group(); // a unit of systemd, or an interface
        }
        String user = m.group(1).toLowerCase(Locale.ROOT);
        String masked = WORDS.contains(user) || user.matches("user\\d+")
                ? m.group(1)
                : words.getOrDefault(user, standIn("user", user));
        return masked + "@" + (dotted ? dotted(host.toLowerCase(Locale.ROOT)) : host);
    }

    private boolean isHost(String name, boolean strict) {
        String[] labels = name.toLowerCase(Locale.ROOT).split("\\.", -1);
        String last = labels[labels.length - 1];
        boolean likeDomain = last.length() == 2 || GENERIC.contains(last);
        return !NO_DOMAIN.contains(last)
                && !(FILE_OR_DOMAIN.contains(last) && labels.length == 2)
                && (likeDomain || !NO_HOST.contains(labels[0]))
                && !STAND_IN.matcher(name).matches()
                && !name.endsWith(".arpa")
                && (!strict || likeDomain);
    }

    private String host(String name, boolean strict) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.contains(".")) {
            return words.getOrDefault(lower, name);
        }
        return isHost(name, strict) ? dotted(lower) : name;
    }

    private String dotted(String lower) {
        String[] labels = lower.split("\\.", -1);
        var masked = new StringBuilder();
        for (int i = 0; i < labels.length - 2; i++) {
            String label = labels[i];
            masked.append(words.getOrDefault(label, standIn("host", label))).append('.');
        }
        return masked + standIn("domain", labels[labels.length - 2] + "." + labels[labels.length - 1]) + ".example";
    }

    private String standIn(String kind, String name) {
        return standIns.computeIfAbsent(kind + " " + name, k -> kind + counts.merge(kind, 1, Integer::sum));
    }
}
