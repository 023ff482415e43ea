package espy.lab;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a visit could leave on a gateway: processes, packet filter rules, kernel settings, new files, IPsec policies. Counters, times and what the
 * machine changes by itself are not part of it.
 */
record Footprint(Map<String, String> kinds) {
    private static final String LOOK = """
            echo '== processes'; for p in /proc/[0-9]*; do [ -s $p/cmdline ] || continue; c=$(tr '\\0' ' ' <$p/cmdline 2>/dev/null); case $c in
            *sshd*|*systemd-timedated*|*systemd-hostnamed*|'sh -c'*|'tr '*|'('*|'') ;; *) echo "$c";; esac; done | sort
            echo '== rules'; { iptables-save; ip6tables-save; nft list ruleset; } 2>/dev/null | grep -v '^#' |
            sed -E 's/\\[[0-9]+:[0-9]+\\]//; s/counter packets [0-9]+ bytes [0-9]+//'
            echo '== settings'; sysctl -a 2>/dev/null | grep -vE '^(fs\\.|kernel\\.(random|ns_last_pid|pty)|net\\.netfilter\\.nf_conntrack_count|net\\.ipv[46]\\.neigh)'
            echo '== files'; find /etc /root /home /tmp /var/tmp /var/lib /run /usr/local -xdev -newer /run/lab-mark -type f \\
            ! -path '/run/log/*' ! -path '/run/systemd/*' ! -path '/run/user/*' ! -path '/run/utmp' ! -path '/var/lib/systemd/*' 2>/dev/null | sort
            echo '== policies'; ip xfrm policy 2>/dev/null | grep '^src' | sort -u""";

    /**
     * Both gateways, by name.
     *
     * @param before whether files count as new from now on
     */
    static Map<String, Footprint> both(LabInstance lab, boolean before) throws IOException, InterruptedException {
        var both = new LinkedHashMap<String, Footprint>();
        for (String node : List.of("lgw", "rgw")) {
            if (before) {
                lab.exec(node, "sh", "-c", "touch /run/lab-mark; sleep 1.1");
            }
            both.put(node, of(lab, node));
        }
        return both;
    }

    /** What is at the gateways afterwards and was not before, or the other way round; empty when all is as before. */
    static List<String> changes(Map<String, Footprint> before, Map<String, Footprint> after) {
        return before.entrySet().stream()
                .flatMap(b ->
                        b.getValue().changedTo(after.get(b.getKey())).stream().map(c -> b.getKey() + ": " + c))
                .toList();
    }

    private static Footprint of(LabInstance lab, String node) throws IOException, InterruptedException {
        var kinds = new LinkedHashMap<String, String>();
        String kind = "";
        var lines = new StringBuilder();
        var look = lab.exec(node, "sh", "-c", LOOK);
        if (!look.out().contains("== policies")) {
            throw new IOException(node + " cannot be looked at any more: " + look.err());
        }
        for (String line : look.out().split("\n", -1)) {
            if (line.startsWith("== ")) {
                kinds.put(kind, lines.toString());
                kind = line.substring(3);
                lines.setLength(0);
            } else {
                lines.append(line.strip()).append('\n');
            }
        }
        kinds.put(kind, lines.toString());
        kinds.remove("");
        return new Footprint(kinds);
    }

    private List<String> changedTo(Footprint after) {
        return kinds.keySet().stream()
                .flatMap(kind -> {
                    var was = new TreeSet<>(kinds.get(kind).lines().toList());
                    var is = new TreeSet<>(
                            after.kinds.getOrDefault(kind, "").lines().toList());
                    var gone = new TreeSet<>(was);
                    gone.removeAll(is);
                    is.removeAll(was);
                    return java.util.stream.Stream.concat(
                            gone.stream().map(l -> kind + " - " + l),
                            is.stream().map(l -> kind + " + " + l));
                })
                .toList();
    }
}
