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

    /** Scripts that start them where there is no systemd: OpenRC, OpenWrt's procd, System V. */
    private static final String SCRIPTS = "strongswan charon swanctl ipsec libreswan racoon";

    /** Where the distributions put the programs that are not for people. */
    private static final String DIRECTORIES =
            "/usr/lib/ipsec /usr/libexec/ipsec /usr/lib/strongswan /usr/libexec/strongswan /usr/local/libexec/ipsec";

    /** The kernel's tables, and what it takes to read them: who we are, the gateway's addresses and interfaces, and its clock. */
    private static final Set<String> TABLES =
            Set.of("P01", "P06.state", "P06.policy", "P07", "P09.addr", "P09.link", "P14.time");

    private Probes() {}

    /** Those of {@link #look()} that show SAs, policies and error counters; the others would cost many times their time. */
    public static List<Question> tables() {
        return look().stream().filter(q -> TABLES.contains(q.id())).toList();
    }

    /** All questions of a plain look, in the order in which they run: what decides first, what may be long last. */
    public static List<Question> look() {
        return all().stream().map(Probe::question).toList();
    }

    /** The programs of which one must be there for an answer, the best first; empty when the shell and the kernel's files are enough. */
    public static List<String> programs(String probe) {
        return all().stream()
                .filter(p -> p.question().id().equals(probe))
                .findFirst()
                .map(Probe::programs)
                .orElse(List.of());
    }

    /** The catalogue, in the order of the look. */
    public static List<Probe> all() {
        return List.of(
                anybody("P01", 8, 5, IDENTITY),
                anybody("P02", 32, 8, WHO_RUNS),
                anybody("P03", 128, 5, SOCKETS),
                program("P04.sas", 2048, 10, "swanctl", "swanctl --list-sas --raw"),
                program("P04.conns", 2048, 10, "swanctl", "swanctl --list-conns --raw"),
                program("P04.certs", 512, 10, "swanctl", "swanctl --list-certs --utc"),
                program("P04.pools", 128, 10, "swanctl", "swanctl --list-pools --raw"),
                program("P04.stats", 64, 10, "swanctl", "swanctl --stats"),
                root("P05.statusall", 2048, 10, starter("exec $b statusall")),
                root("P05.certs", 512, 10, starter("$b listcerts --utc; exec $b listcacerts --utc")),
                program("P05.status", 4096, 10, "ipsec", pluto("--status")),
                program("P05.traffic", 1024, 10, "ipsec", pluto("--trafficstatus")),
                program("P05.shunt", 256, 10, "ipsec", pluto("--shuntstatus")),
                program("P05.racoon", 256, 10, "racoonctl", "racoonctl -l show-sa isakmp"),
                program("P06.state", 48 * KB, 15, "ip", "ip -s xfrm state"),
                program("P06.policy", 24 * KB, 15, "ip", "ip -s xfrm policy"),
                anybody("P07", 16, 5, lines("/proc/net/xfrm_stat")),
                anybody("P08", 128, 5, "nstat -azs 2>/dev/null || cat /proc/net/snmp /proc/net/netstat"),
                anybody("P09.addr", 512, 5, "ip -o addr show").by("ip"),
                // BusyBox knows neither option
                anybody("P09.link", 1024, 5, "ip -d -s link show 2>/dev/null || ip link show")
                        .by("ip"),
                anybody("P09.rule", 64, 5, "ip rule show; ip -6 rule show").by("ip"),
                anybody("P09.route", 4096, 8, "ip route show table all; ip -6 route show table all")
                        .by("ip"),
                root("P10", 64, 8, ROUTES_TO_PEERS).by("ip"),
                program("P11.iptables", 4096, 10, "iptables-save", "iptables-save -c"),
                program("P11.ip6tables", 2048, 10, "ip6tables-save", "ip6tables-save -c"),
                program("P11.legacy", 2048, 10, "iptables-legacy-save", LEGACY_RULES),
                program("P11.nft", 4096, 10, "nft", "nft -a list ruleset"),
                anybody("P12", 128, 5, SYSCTLS),
                program("P13.journal", 4096, 12, "journalctl", JOURNAL),
                root("P13.files", 6144, 12, LOG_FILES),
                anybody("P14.df", 64, 5, "df -P; echo; df -Pi"),
                anybody("P14.memory", 16, 5, lines("/proc/meminfo")),
                anybody("P14.load", 8, 5, LOAD),
                anybody("P14.time", 8, 5, CLOCK).by("timedatectl", "chronyc", "ntpq", "adjtimex"),
                // by way of a variable: behind a pipe it would not be known that the kernel refused
                program("P14.kernel", 256, 5, "dmesg", "l=$(dmesg) && printf '%s\\n' \"$l\" | tail -n 300"),
                anybody("P14.fips", 4, 5, "cat /proc/sys/crypto/fips_enabled"),
                anybody("P14.modules", 64, 5, MODULES),
                root("P15", 1024, 8, CONNTRACK).by("conntrack"),
                root("P20", 2048, 8, CONFIGURATION),
                anybody("P21", 128, 5, "ip neigh show").by("ip"),
                root("P22", 64, 5, CONNTRACK_LOAD));
    }

    private static Probe anybody(String id, int kilobytes, int seconds, String script) {
        return new Probe(new Question(id, script, false, Duration.ofSeconds(seconds), kilobytes * KB), List.of());
    }

    private static Probe root(String id, int kilobytes, int seconds, String script) {
        return new Probe(new Question(id, script, true, Duration.ofSeconds(seconds), kilobytes * KB), List.of());
    }

    private static Probe program(String id, int kilobytes, int seconds, String program, String script) {
        var question = new Question(id, script, true, Duration.ofSeconds(seconds), kilobytes * KB, program);
        return new Probe(question, List.of(program));
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
            if command -v systemctl >/dev/null; then systemctl show -p Id -p ActiveState -p UnitFileState %s 2>/dev/null | awk -F = '
            function tell() { if (id != "") print "unit", id, (a == "" ? "-" : a), (e == "" ? "-" : e); id = a = e = "" }
            $1 == "Id" { id = $2; sub(/\\.service$/, "", id) } $1 == "ActiveState" { a = $2 } $1 == "UnitFileState" { e = $2 } /^$/ { tell() } END { tell() }'
            else m=sysv; [ ! -d /run/openrc ] || m=openrc; [ ! -x /sbin/procd ] || m=procd; echo "manager $m"
            for u in %s; do [ -e /etc/init.d/$u ] || continue; a=-; e=disabled
            [ ! -d /run/openrc ] || a=inactive; [ ! -e /run/openrc/started/$u ] || a=active; [ ! -e /run/openrc/failed/$u ] || a=failed
            for l in /etc/runlevels/*/$u /etc/rc.d/S[0-9][0-9]$u /etc/rc[2-5].d/S[0-9][0-9]$u; do [ ! -e "$l" ] || e=enabled; done
            echo "unit $u $a $e"; done; fi
            for p in /proc/[0-9]*; do read -r n <$p/comm || continue; case $n in charon|charon-systemd|pluto|racoon|iked|starter)
            echo "process ${p#/proc/} $n $(tr '\\0' ' ' <$p/cmdline)";; esac; done 2>/dev/null
            for b in swanctl ipsec charon-systemd racoon racoonctl setkey tcpdump nft iptables-save conntrack; do
            if command -v $b >/dev/null; then printf 'program %%s ' $b; command -v $b; fi; done
            for d in %s; do for b in pluto charon starter; do
            [ ! -x $d/$b ] || echo "program $b $d/$b"; done; done
            printf 'version '; swanctl --version 2>/dev/null || ipsec --version 2>/dev/null | head -n 1""".formatted(UNITS, SCRIPTS, DIRECTORIES);

    /** {@code ipsec} belongs to strongSwan's starter or to Libreswan, and the wrong one prints usage only; where both may be, it is called {@code strongswan}. */
    private static String starter(String commands) {
        return "for d in " + DIRECTORIES
                + "; do [ -x $d/stroke ] || continue; b=ipsec; ! command -v strongswan >/dev/null || b=strongswan; "
                + commands + "; done; exit 127";
    }

    private static String pluto(String command) {
        return "for d in " + DIRECTORIES + "; do [ ! -x $d/whack ] || exec ipsec whack " + command + "; done; exit 127";
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

    private static final String MENTIONS_IPSEC = "charon|ipsec|pluto|racoon|strongswan|swanctl";

    /** Where there is no journal, syslog's files, and the ring in memory of OpenWrt's and BusyBox's log daemons. */
    private static final String LOG_FILES = """
            cd /var/log || exit 1; for f in charon.log pluto.log racoon.log strongswan.log ipsec.log; do
            [ ! -r $f ] || { echo "==> /var/log/$f <=="; tail -n 3000 $f; }; done
            # the journal has what these have
            ! command -v journalctl >/dev/null || exit 0; for f in syslog messages daemon.log auth.log secure; do [ ! -r $f ] || { echo "==> /var/log/$f <=="
            tail -n 20000 $f | grep -E '%1$s' | tail -n 2000; }; done
            l=$(logread 2>/dev/null) || exit 0; echo '==> logread <=='; printf '%%s\\n' "$l" | grep -E '%1$s' | tail -n 2000""".formatted(MENTIONS_IPSEC);

    /** Main files, then what they include, level by level; each file once, at most 200 of them. Secrets leave the text on arrival, see {@link Vault}. */
    private static final String CONFIGURATION = """
            next='/etc/swanctl/swanctl.conf /etc/ipsec.conf /etc/ipsec.secrets /etc/racoon/racoon.conf /etc/racoon/psk.txt /etc/racoon/setkey.conf
            /etc/ipsec-tools.conf /etc/strongswan.conf /etc/strongswan/swanctl/swanctl.conf /etc/strongswan/ipsec.conf'
            seen=' '; n=0; for depth in 1 2 3 4 5 6; do now=; for f in $next; do case $seen in *" $f "*) continue;; esac
            [ -f "$f" ] && [ -r "$f" ] && [ $n -lt 200 ] || continue; seen="$seen$f "; now="$now $f"; n=$((n + 1)); done
            [ -n "$now" ] || break; awk 'FNR == 1 { print "==> " FILENAME " <==" } { print }' $now
            next=$(awk '/^[ \\t]*include[ \\t]/ { d = FILENAME; sub(/[^\\/]*$/, "", d); i = $2; gsub(/"/, "", i)
            if (i != "") print (i ~ /^\\// ? i : d i) }' $now); done""";

    /** Without the programs, the kernel's own lists, which name no owner; IKE's two ports stand there in hexadecimal. */
    private static final String SOCKETS = """
            ss -lunp '( sport = :500 or sport = :4500 )' 2>/dev/null || netstat -lnup 2>/dev/null ||
            for f in /proc/net/udp /proc/net/udp6; do [ -r $f ] || continue; while read -r l; do case $l in *:01F4\\ *|*:1194\\ *) echo "$l";; esac; done <$f; done""";

    private static final String LOAD =
            "read -r l </proc/loadavg; echo \"$l\"; printf 'cpus '; grep -c ^processor /proc/cpuinfo; read -r l </proc/uptime; echo \"$l\"";

    /** The first that answers; {@code timedatectl show} is not known to systems before 2019, and BusyBox has {@code adjtimex} only. */
    private static final String CLOCK =
            "timedatectl show 2>/dev/null || timedatectl 2>/dev/null || chronyc -n tracking 2>/dev/null || ntpq -c rv 2>/dev/null || adjtimex";

    private static final String MODULES =
            "while read -r name size uses more; do echo \"$name $uses\"; done </proc/modules";

    /** Without the program, the list of a kernel that is built to show it, as OpenWrt's are. */
    private static final String CONNTRACK = """
            if command -v conntrack >/dev/null; then conntrack -L | head -n 2000
            elif [ -r /proc/net/nf_conntrack ]; then head -n 2000 /proc/net/nf_conntrack; else exit 127; fi""";

    private static final String CONNTRACK_LOAD = """
            cd /proc/sys/net/netfilter 2>/dev/null && grep -s '' nf_conntrack_count nf_conntrack_max
            command -v conntrack >/dev/null && conntrack -S 2>/dev/null; while read -r l; do echo "$l"; done </proc/net/softnet_stat""";
}
