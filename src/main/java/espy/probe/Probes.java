package espy.probe;

import espy.gateway.Question;
import java.time.Duration;
import java.util.List;

/**
 * The catalogue of probes: every read-only question that a plain look asks, as one POSIX-sh command each.
 *
 * <p>Nothing here changes state or sends traffic. Commands are fixed text: what a gateway or a person says never becomes part of one.
 */
public final class Probes {
    private static final int KB = 1024;

    /** systemd units of the IKE daemons, as the distributions name them. */
    private static final String UNITS = "strongswan strongswan-starter strongswan-swanctl ipsec libreswan racoon";

    private Probes() {}

    /** All probes of a plain look, in the order in which they run: what decides first, what may be long last. */
    public static List<Question> look() {
        return List.of(
                anybody("P01", 8, 5, IDENTITY),
                anybody("P02", 32, 8, WHO_RUNS),
                root("P03", 16, 5, "ss -Hlunp '( sport = :500 or sport = :4500 )'"),
                root("P04.sas", 2048, 10, IF_SWANCTL + "swanctl --list-sas --raw"),
                root("P04.conns", 2048, 10, IF_SWANCTL + "swanctl --list-conns --raw"),
                root("P04.pols", 1024, 10, IF_SWANCTL + "swanctl --list-pols --raw"),
                root("P04.stats", 64, 10, IF_SWANCTL + "swanctl --stats"),
                root("P05.statusall", 2048, 10, IF_STROKE + "ipsec statusall"),
                root("P05.status", 4096, 10, IF_PLUTO + "ipsec whack --status"),
                root("P05.traffic", 1024, 10, IF_PLUTO + "ipsec whack --trafficstatus"),
                root("P05.shunt", 256, 10, IF_PLUTO + "ipsec whack --shuntstatus"),
                root("P05.racoon", 256, 10, "command -v racoonctl >/dev/null || exit 127; racoonctl -l show-sa isakmp"),
                root("P06.state", 48 * KB, 15, "ip -s xfrm state"),
                root("P06.policy", 24 * KB, 15, "ip -s xfrm policy"),
                anybody("P07", 16, 5, "cat /proc/net/xfrm_stat"),
                anybody("P08", 128, 5, "nstat -az 2>/dev/null || cat /proc/net/snmp /proc/net/netstat"),
                anybody("P09.addr", 512, 5, "ip -o addr show"),
                anybody("P09.link", 1024, 5, "ip -d -s link show"),
                anybody("P09.rule", 64, 5, "ip rule show; ip -6 rule show"),
                anybody("P09.route", 4096, 8, "ip route show table all; ip -6 route show table all"),
                root("P10", 64, 8, ROUTES_TO_PEERS),
                root("P11.iptables", 4096, 10, "iptables-save -c"),
                root("P11.ip6tables", 2048, 10, "ip6tables-save -c"),
                root("P11.legacy", 2048, 10, "iptables-legacy-save -c"),
                root("P11.nft", 4096, 10, "nft -a list ruleset"),
                anybody("P12", 128, 5, SYSCTLS),
                root("P13.journal", 4096, 12, JOURNAL),
                root("P13.files", 6144, 12, LOG_FILES),
                anybody("P14.df", 64, 5, "df -P; echo; df -Pi"),
                anybody("P14.memory", 16, 5, "cat /proc/meminfo"),
                anybody(
                        "P14.load",
                        8,
                        5,
                        "cat /proc/loadavg; echo \"cpus $(grep -c ^processor /proc/cpuinfo)\"; cat /proc/uptime"),
                anybody("P14.time", 8, 5, "timedatectl show"),
                root("P14.kernel", 256, 5, "dmesg | tail -n 300"),
                anybody("P14.fips", 4, 5, "cat /proc/sys/crypto/fips_enabled"),
                anybody("P14.modules", 64, 5, "cut -d ' ' -f 1,3 /proc/modules"),
                root(
                        "P15",
                        1024,
                        8,
                        "command -v conntrack >/dev/null || exit 127; conntrack -L 2>/dev/null | head -n 2000"),
                root("P20", 2048, 8, CONFIGURATION),
                anybody("P21", 128, 5, "ip neigh show; ip -6 neigh show"),
                root("P22", 64, 5, CONNTRACK_LOAD));
    }

    private static Question anybody(String id, int kilobytes, int seconds, String script) {
        return new Question(id, script, false, Duration.ofSeconds(seconds), kilobytes * KB);
    }

    private static Question root(String id, int kilobytes, int seconds, String script) {
        return new Question(id, script, true, Duration.ofSeconds(seconds), kilobytes * KB);
    }

    private static final String IDENTITY = """
            echo "time=$(date +%s)"; echo "uid=$(id -u)"; echo "user=$(id -un)"; echo "host=$(uname -n)"; echo "kernel=$(uname -r)"
            echo "vendor=$(cat /sys/class/dmi/id/sys_vendor 2>/dev/null)"; cat /etc/os-release 2>/dev/null""";

    private static final String WHO_RUNS = """
            if command -v systemctl >/dev/null; then for u in %s; do
            a=$(systemctl is-active $u 2>/dev/null); e=$(systemctl is-enabled $u 2>/dev/null); echo "unit $u ${a:--} ${e:--}"; done; fi
            for p in /proc/[0-9]*; do read -r n <$p/comm || continue; case $n in charon|charon-systemd|pluto|racoon|iked|starter)
            echo "process ${p#/proc/} $n $(tr '\\0' ' ' <$p/cmdline)";; esac; done 2>/dev/null
            for b in swanctl ipsec charon-systemd racoon racoonctl setkey tcpdump nft iptables-save conntrack; do
            w=$(command -v $b) && echo "program $b $w"; done
            for d in /usr/libexec/ipsec /usr/lib/ipsec /usr/local/libexec/ipsec; do for b in pluto charon starter; do
            [ ! -x $d/$b ] || echo "program $b $d/$b"; done; done
            echo "version $( (swanctl --version || ipsec --version) 2>/dev/null | head -n 1)\"""".formatted(UNITS);

    private static final String IF_SWANCTL = "command -v swanctl >/dev/null || exit 127; ";
    /** The {@code ipsec} script belongs to strongSwan's starter or to Libreswan; asking the wrong one prints usage only. */
    private static final String IF_STROKE = "ipsec --version 2>/dev/null | grep -qi strongswan || exit 127; ";

    private static final String IF_PLUTO = "ipsec --version 2>/dev/null | grep -qiE 'libreswan|openswan' || exit 127; ";

    /** Peers from the kernel's templates and from the configuration; only what looks like an address is asked about. */
    private static final String ROUTES_TO_PEERS = """
            { ip xfrm policy | sed -n 's/^[[:space:]]*tmpl src .* dst \\([0-9a-fA-F.:]*\\).*/\\1/p'
            cat /etc/swanctl/swanctl.conf /etc/swanctl/conf.d/*.conf | sed -n 's/^[[:space:]]*remote_addrs[[:space:]]*=//p' | tr ', ' '\\n\\n'
            cat /etc/ipsec.conf /etc/ipsec.d/*.conf | sed -nE 's/^[[:space:]]*(left|right)[[:space:]]*=[[:space:]]*//p'; } 2>/dev/null |
            grep -E '^[0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*$' | sort -u | head -n 16 | while read -r a; do
            case $a in 0.0.0.0|::) continue;; esac; echo "peer $a"; ip route get "$a" 2>&1; done""";

    private static final String SYSCTLS = """
            cd /proc/sys && for f in net/ipv4/ip_forward net/ipv6/conf/all/forwarding net/ipv4/ip_no_pmtu_disc net/ipv4/conf/*/rp_filter \\
            net/ipv4/conf/*/disable_xfrm net/ipv4/conf/*/disable_policy net/ipv4/conf/*/forwarding net/core/xfrm_* net/netfilter/nf_conntrack_max; do
            [ ! -r $f ] || echo "$(echo $f | tr / .) = $(cat $f)"; done""";

    private static final String JOURNAL = "command -v journalctl >/dev/null || exit 127; set --; for u in " + UNITS
            + "; do set -- \"$@\" -u $u; done; journalctl --no-pager -q -o short-iso -n 3000 -S -24h \"$@\"";

    private static final String LOG_FILES = """
            cd /var/log || exit 1; for f in charon.log pluto.log racoon.log strongswan.log ipsec.log; do
            [ ! -r $f ] || { echo "==> /var/log/$f <=="; tail -n 3000 $f; }; done
            for f in syslog messages daemon.log auth.log secure; do [ ! -r $f ] || { echo "==> /var/log/$f <=="
            tail -n 20000 $f | grep -E 'charon|ipsec|pluto|racoon|strongswan|swanctl' | tail -n 2000; }; done""";

    /** Main files and everything they include, each file once, at most 200 of them. Secrets leave the text on arrival, see {@link Vault}. */
    private static final String CONFIGURATION = """
            show() { [ -f "$1" ] && [ -r "$1" ] || return 0; case " $seen " in *" $1 "*) return 0;; esac
            seen="$seen $1"; n=$((n + 1)); [ $n -le 200 ] || return 0; echo "==> $1 <=="; cat "$1"; echo
            d=${1%/*}; for i in $(sed -nE 's/^[[:space:]]*include[[:space:]]+"?([^"#]*)"?.*/\\1/p' "$1"); do
            case $i in /*) ;; *) i=$d/$i;; esac; for j in $i; do show "$j"; done; done; }
            n=0; for f in /etc/swanctl/swanctl.conf /etc/ipsec.conf /etc/ipsec.secrets /etc/racoon/racoon.conf /etc/racoon/psk.txt \\
            /etc/racoon/setkey.conf /etc/ipsec-tools.conf /etc/strongswan.conf /etc/strongswan/swanctl/swanctl.conf /etc/strongswan/ipsec.conf; do show $f; done""";

    private static final String CONNTRACK_LOAD = """
            for f in nf_conntrack_count nf_conntrack_max; do [ ! -r /proc/sys/net/netfilter/$f ] || echo "$f = $(cat /proc/sys/net/netfilter/$f)"; done
            command -v conntrack >/dev/null && conntrack -S 2>/dev/null; cat /proc/net/softnet_stat""";
}
