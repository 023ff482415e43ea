package espy.probe;

import espy.gateway.Question;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The catalogue of probes: every read-only question that a plain look asks, as one POSIX-sh command each.
 *
 * <p>Nothing here changes state or sends traffic. Commands are fixed text: what a gateway or a person says never becomes part of one.
 */
public final class Probes {
    private static final int KB = 1024;

    /** systemd units of the IKE daemons, as the distributions name them. */
    private static final String UNITS = "strongswan strongswan-starter strongswan-swanctl ipsec libreswan racoon";

    /** The kernel's tables, and what it takes to read them: who we are, the gateway's addresses and interfaces, and its clock. */
    private static final Set<String> TABLES =
            Set.of("P01", "P06.state", "P06.policy", "P07", "P09.addr", "P09.link", "P14.time");

    private Probes() {}

    /** Those of {@link #look()} that show SAs, policies and error counters; the others would cost many times their time. */
    public static List<Question> tables() {
        return look().stream().filter(q -> TABLES.contains(q.id())).toList();
    }

    /** All probes of a plain look, in the order in which they run: what decides first, what may be long last. */
    public static List<Question> look() {
        return List.of(
                anybody("P01", 8, 5, IDENTITY),
                anybody("P02", 32, 8, WHO_RUNS),
                root("P03", 16, 5, "ss -Hlunp '( sport = :500 or sport = :4500 )'"),
                program("P04.sas", 2048, 10, "swanctl", "swanctl --list-sas --raw"),
                program("P04.conns", 2048, 10, "swanctl", "swanctl --list-conns --raw"),
                program("P04.pols", 1024, 10, "swanctl", "swanctl --list-pols --raw"),
                program("P04.stats", 64, 10, "swanctl", "swanctl --stats"),
                program("P05.statusall", 2048, 10, "ipsec", STATUSALL),
                program("P05.status", 4096, 10, "ipsec", pluto("--status")),
                program("P05.traffic", 1024, 10, "ipsec", pluto("--trafficstatus")),
                program("P05.shunt", 256, 10, "ipsec", pluto("--shuntstatus")),
                program("P05.racoon", 256, 10, "racoonctl", "racoonctl -l show-sa isakmp"),
                root("P06.state", 48 * KB, 15, "ip -s xfrm state"),
                root("P06.policy", 24 * KB, 15, "ip -s xfrm policy"),
                anybody("P07", 16, 5, lines("/proc/net/xfrm_stat")),
                anybody("P08", 128, 5, "nstat -az 2>/dev/null || cat /proc/net/snmp /proc/net/netstat"),
                anybody("P09.addr", 512, 5, "ip -o addr show"),
                anybody("P09.link", 1024, 5, "ip -d -s link show"),
                anybody("P09.rule", 64, 5, "ip rule show; ip -6 rule show"),
                anybody("P09.route", 4096, 8, "ip route show table all; ip -6 route show table all"),
                root("P10", 64, 8, ROUTES_TO_PEERS),
                program("P11.iptables", 4096, 10, "iptables-save", "iptables-save -c"),
                program("P11.ip6tables", 2048, 10, "ip6tables-save", "ip6tables-save -c"),
                program("P11.legacy", 2048, 10, "iptables-legacy-save", LEGACY_RULES),
                program("P11.nft", 4096, 10, "nft", "nft -a list ruleset"),
                anybody("P12", 128, 5, SYSCTLS),
                program("P13.journal", 4096, 12, "journalctl", JOURNAL),
                root("P13.files", 6144, 12, LOG_FILES),
                anybody("P14.df", 64, 5, "df -P; echo; df -Pi"),
                anybody("P14.memory", 16, 5, lines("/proc/meminfo")),
                anybody(
                        "P14.load",
                        8,
                        5,
                        "read -r l </proc/loadavg; echo \"$l\"; printf 'cpus '; grep -c ^processor /proc/cpuinfo; read -r l </proc/uptime; echo \"$l\""),
                anybody("P14.time", 8, 5, "timedatectl show"),
                root("P14.kernel", 256, 5, "dmesg | tail -n 300"),
                anybody("P14.fips", 4, 5, "cat /proc/sys/crypto/fips_enabled"),
                anybody(
                        "P14.modules",
                        64,
                        5,
                        "while read -r name size uses more; do echo \"$name $uses\"; done </proc/modules"),
                program("P15", 1024, 8, "conntrack", "conntrack -L 2>/dev/null | head -n 2000"),
                root("P20", 2048, 8, CONFIGURATION),
                anybody("P21", 128, 5, "ip neigh show"),
                root("P22", 64, 5, CONNTRACK_LOAD));
    }

    private static Question anybody(String id, int kilobytes, int seconds, String script) {
        return new Question(id, script, false, Duration.ofSeconds(seconds), kilobytes * KB);
    }

    private static Question root(String id, int kilobytes, int seconds, String script) {
        return new Question(id, script, true, Duration.ofSeconds(seconds), kilobytes * KB);
    }

    private static Question program(String id, int kilobytes, int seconds, String program, String script) {
        return new Question(id, script, true, Duration.ofSeconds(seconds), kilobytes * KB, program);
    }

    /** A small file of the kernel without starting a program: on a slow gateway each costs more than the reading. */
    private static String lines(String file) {
        return "while read -r l; do echo \"$l\"; done <" + file;
    }

    private static final String IDENTITY = """
            date +time=%s; while read -r k v l; do [ "$k" != Uid: ] || echo "uid=$v"; done </proc/self/status
            first() { read -r l 2>/dev/null <"$2" && echo "$1=$l"; }
            first host /proc/sys/kernel/hostname; first kernel /proc/sys/kernel/osrelease; first vendor /sys/class/dmi/id/sys_vendor
            while read -r l; do echo "$l"; done 2>/dev/null </etc/os-release; true""";

    private static final String WHO_RUNS = """
            command -v systemctl >/dev/null && systemctl show -p Id -p ActiveState -p UnitFileState %s 2>/dev/null | awk -F = '
            function tell() { if (id != "") print "unit", id, (a == "" ? "-" : a), (e == "" ? "-" : e); id = a = e = "" }
            $1 == "Id" { id = $2; sub(/\\.service$/, "", id) } $1 == "ActiveState" { a = $2 } $1 == "UnitFileState" { e = $2 } /^$/ { tell() } END { tell() }'
            for p in /proc/[0-9]*; do read -r n <$p/comm || continue; case $n in charon|charon-systemd|pluto|racoon|iked|starter)
            echo "process ${p#/proc/} $n $(tr '\\0' ' ' <$p/cmdline)";; esac; done 2>/dev/null
            for b in swanctl ipsec charon-systemd racoon racoonctl setkey tcpdump nft iptables-save conntrack; do
            if command -v $b >/dev/null; then printf 'program %%s ' $b; command -v $b; fi; done
            for d in /usr/libexec/ipsec /usr/lib/ipsec /usr/local/libexec/ipsec; do for b in pluto charon starter; do
            [ ! -x $d/$b ] || echo "program $b $d/$b"; done; done
            printf 'version '; swanctl --version 2>/dev/null || ipsec --version 2>/dev/null | head -n 1""".formatted(UNITS);

    /** The {@code ipsec} script belongs to strongSwan's starter or to Libreswan; asking the wrong one prints usage only. */
    private static final String STATUSALL =
            "for d in /usr/lib/ipsec /usr/libexec/ipsec /usr/libexec/strongswan /usr/local/libexec/ipsec; do [ ! -x $d/stroke ] || exec ipsec statusall; done; exit 127";

    private static String pluto(String command) {
        return "for d in /usr/libexec/ipsec /usr/lib/ipsec /usr/local/libexec/ipsec; do [ ! -x $d/whack ] || exec ipsec whack "
                + command + "; done; exit 127";
    }

    /** Peers from the kernel's templates and from the configuration; only what looks like an address is asked about. */
    private static final String ROUTES_TO_PEERS = """
            for f in /etc/swanctl/swanctl.conf /etc/swanctl/conf.d/*.conf /etc/ipsec.conf /etc/ipsec.d/*.conf; do [ ! -r "$f" ] || set -- "$@" "$f"; done
            for a in $(ip xfrm policy 2>/dev/null | awk '
            function peer(a) { if (a ~ /^[0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*$/ && a != "0.0.0.0" && a != "::" && !seen[a]++ && n++ < 16) print a }
            $1 == "tmpl" && $4 == "dst" { peer($5) }
            /^[ \\t]*(remote_addrs|left|right)[ \\t]*=/ { sub(/^[^=]*=/, ""); m = split($0, w, /[ ,\\t]+/); for (i = 1; i <= m; i++) peer(w[i]) }' - "$@")
            do echo "peer $a"; ip route get "$a" 2>&1; done""";

    /** The program reads this same list first, and says nothing when it is empty. */
    private static final String LEGACY_RULES =
            "read -r l 2>/dev/null </proc/net/ip_tables_names || exit 0; exec iptables-legacy-save -c";

    /** By {@code grep}: these files give their value to the first read alone, and a shell reads a byte at a time. */
    private static final String SYSCTLS = """
            cd /proc/sys && grep -s '' net/ipv4/ip_forward net/ipv6/conf/all/forwarding net/ipv4/ip_no_pmtu_disc net/ipv4/conf/*/rp_filter \\
            net/ipv4/conf/*/disable_xfrm net/ipv4/conf/*/disable_policy net/ipv4/conf/*/forwarding net/core/xfrm_* net/netfilter/nf_conntrack_max""";

    private static final String JOURNAL = "set --; for u in " + UNITS
            + "; do set -- \"$@\" -u $u; done; journalctl --no-pager -q -o short-iso -n 3000 -S -24h \"$@\"";

    private static final String LOG_FILES = """
            cd /var/log || exit 1; for f in charon.log pluto.log racoon.log strongswan.log ipsec.log; do
            [ ! -r $f ] || { echo "==> /var/log/$f <=="; tail -n 3000 $f; }; done
            # the journal has what these have
            ! command -v journalctl >/dev/null || exit 0; for f in syslog messages daemon.log auth.log secure; do [ ! -r $f ] || { echo "==> /var/log/$f <=="
            tail -n 20000 $f | grep -E 'charon|ipsec|pluto|racoon|strongswan|swanctl' | tail -n 2000; }; done""";

    /** Main files, then what they include, level by level; each file once, at most 200 of them. Secrets leave the text on arrival, see {@link Vault}. */
    private static final String CONFIGURATION = """
            next='/etc/swanctl/swanctl.conf /etc/ipsec.conf /etc/ipsec.secrets /etc/racoon/racoon.conf /etc/racoon/psk.txt /etc/racoon/setkey.conf
            /etc/ipsec-tools.conf /etc/strongswan.conf /etc/strongswan/swanctl/swanctl.conf /etc/strongswan/ipsec.conf'
            seen=' '; n=0; for depth in 1 2 3 4 5 6; do now=; for f in $next; do case $seen in *" $f "*) continue;; esac
            [ -f "$f" ] && [ -r "$f" ] && [ $n -lt 200 ] || continue; seen="$seen$f "; now="$now $f"; n=$((n + 1)); done
            [ -n "$now" ] || break; awk 'FNR == 1 { print "==> " FILENAME " <==" } { print }' $now
            next=$(awk '/^[ \\t]*include[ \\t]/ { d = FILENAME; sub(/[^\\/]*$/, "", d); i = $2; gsub(/"/, "", i)
            if (i != "") print (i ~ /^\\// ? i : d i) }' $now); done""";

    private static final String CONNTRACK_LOAD = """
            cd /proc/sys/net/netfilter 2>/dev/null && grep -s '' nf_conntrack_count nf_conntrack_max
            command -v conntrack >/dev/null && conntrack -S 2>/dev/null; while read -r l; do echo "$l"; done </proc/net/softnet_stat""";
}
