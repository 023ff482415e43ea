package espy.run.compare;

import espy.base.Numbers;
import espy.netfilter.Iptables;
import espy.probe.Snapshot;
import espy.run.compare.Difference.Kind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of the packet filter: gone, new, and how much they counted in between. */
final class Firewalls {
    private static final Pattern IPTABLES_COUNT = Pattern.compile("^\\[(\\d{1,19}):\\d{1,19}] ");
    private static final Pattern IPTABLES_POLICY = Pattern.compile("^(:\\S+ \\S+) \\[(\\d{1,19}):\\d{1,19}]$");
    private static final Pattern NFT_COUNT = Pattern.compile(" ?counter packets (\\d{1,19}) bytes \\d{1,19}");
    private static final Pattern NFT_HANDLE = Pattern.compile(" # handle \\d{1,19}$");
    /** Rules count good packets too; those are told of that stop or change them. */
    private static final Pattern TELLING = Pattern.compile(
            "(?i).*(?:\\bdrop\\b|\\breject\\b|\\bdnat\\b|\\bsnat\\b|masquerade|nflog|\\blog\\b|tcpmss).*");

    /** A chain that lets everything through is as good as none. */
    private static final Pattern OPEN = Pattern.compile("^:\\S+ (?:ACCEPT|-)|^type .*policy accept;$");

    private Firewalls() {}

    static void into(Findings f, double seconds) {
        f.both(
                "P11.nft",
                "rules of nft",
                (b, a) -> compare(f, seconds, nft(b, managed(f.left.snapshot())), nft(a, managed(f.right.snapshot()))));
        f.both("P11.iptables", "rules of iptables", (b, a) -> compare(f, seconds, iptables("", b), iptables("", a)));
        f.both(
                "P11.ip6tables",
                "rules of ip6tables",
                (b, a) -> compare(f, seconds, iptables("ip6 ", b), iptables("ip6 ", a)));
        f.both(
                "P11.legacy",
                "rules of iptables-legacy",
                (b, a) -> compare(f, seconds, iptables("legacy ", b), iptables("legacy ", a)));
    }

    private static void compare(Findings f, double seconds, Map<String, Long> before, Map<String, Long> after) {
        before.keySet().stream()
                .filter(r -> !after.containsKey(r))
                .forEach(r -> f.add(Kind.FIREWALL, r, r, "", "The rule is gone: " + r));
        after.forEach((rule, count) -> {
            if (!before.containsKey(rule)) {
                f.add(Kind.FIREWALL, rule, "", rule, "The rule is new: " + rule);
            } else if (count > before.get(rule) && TELLING.matcher(rule).matches()) {
                long by = count - before.get(rule);
                f.add(
                        Kind.COUNTER,
                        rule,
                        String.valueOf(count - by),
                        String.valueOf(count),
                        "A rule met packets: " + Words.more(by, seconds) + ": " + rule);
            }
        });
    }

    /** Counts of packets by table, chain and rule; a rule that is there twice has the number of the copy behind it. */
    private static Map<String, Long> iptables(String family, String text) {
        var rules = new LinkedHashMap<String, Long>();
        String table = "";
        for (String line : text.lines().toList()) {
            var count = IPTABLES_COUNT.matcher(line);
            var policy = IPTABLES_POLICY.matcher(line);
            if (line.startsWith("*")) {
                table = family + line.substring(1) + " ";
            } else if (policy.matches()) {
                if (!OPEN.matcher(policy.group(1)).find()) {
                    put(rules, table + policy.group(1), policy.group(2));
                }
            } else if (count.find()) {
                put(rules, table + line.substring(count.end()), count.group(1));
            }
        }
        return rules;
    }

    /** Tables of nft that iptables-save has told already, as {@code table ip nat}. */
    private static Set<String> managed(Snapshot snapshot) {
        var tables = new HashSet<String>();
        for (String family : List.of("ip", "ip6")) {
            String saved = snapshot.text("P11." + family + "tables").orElse("");
            if (Iptables.usesNft(saved)) {
                saved.lines()
                        .filter(l -> l.startsWith("*"))
                        .forEach(l -> tables.add("table " + family + " " + l.substring(1)));
            }
        }
        return tables;
    }

    private static Map<String, Long> nft(String text, Set<String> managed) {
        var rules = new LinkedHashMap<String, Long>();
        String table = "";
        String chain = "";
        boolean shown = true;
        for (String raw : text.lines().toList()) {
            String line = NFT_HANDLE.matcher(raw).replaceFirst("").strip();
            if (line.startsWith("table ")) {
                String name = line.replace(" {", "");
                shown = !managed.contains(name);
                table = name + " ";
            } else if (line.startsWith("chain ") || line.startsWith("set ") || line.startsWith("map ")) {
                chain = line.replace(" {", "") + ": ";
            } else if (shown
                    && !line.isEmpty()
                    && !line.equals("}")
                    && !line.startsWith("#")
                    && !OPEN.matcher(line).find()) {
                var count = NFT_COUNT.matcher(line);
                String packets = count.find() ? count.group(1) : "0";
                put(rules, table + chain + count.replaceAll(" counter").strip(), packets);
            }
        }
        return rules;
    }

    private static void put(Map<String, Long> rules, String rule, String packets) {
        String name = rule;
        for (int copy = 2; rules.containsKey(name) && copy < 1000; copy++) {
            name = rule + " (" + copy + ")";
        }
        rules.put(name, Numbers.parse(packets).orElse(0L));
    }
}
