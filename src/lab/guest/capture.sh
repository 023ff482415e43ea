capture() {
    local d=$S/lgw/root/tmp/.cap; rm -rf $d; mkdir -p $d; echo "$SCENARIO" >$d/scenario
    lgw timeout 10 tcpdump -Uni eth0 -w - 2>/dev/null >$d/eth0.pcap & local p=$!
    sleep 1; lhost ping -n -c 16 -i 0.5 -W 1 $HR >$d/lhost-ping.txt 2>&1
    while read -r f c; do echo "$ $c" >$d/$f.txt; lgw sh -c "$c" >>$d/$f.txt 2>&1; done <<X
xfrm-state ip xfrm state
xfrm-state-s ip -s xfrm state
xfrm-policy ip xfrm policy
xfrm-policy-s ip -s xfrm policy
xfrm-stat cat /proc/net/xfrm_stat
iptables-save iptables-save -c
ip6tables-save ip6tables-save -c
nft nft list ruleset
addr ip addr
link ip -s -d link
neigh ip neigh
rule ip rule
route ip route show table all
route-get-peer ip route get ${L[remote]}
route-get-inner ip route get $HR from $HL iif eth1
sysctl sysctl -a -r '^net.ipv[46]\.(ip_forward|conf\..*\.(forwarding|rp_filter|disable_xfrm|disable_policy|accept_redirects|send_redirects)|xfrm|ip_no_pmtu)|^net.core.xfrm|nf_conntrack_(max|count)'
sysctl-ipv4 sysctl -a -r '^net.ipv4'
ss-udp ss -uanp
nstat nstat -az
conntrack conntrack -L
dmesg dmesg | tail -40
date date; uptime
df df -h
units systemctl --no-pager status strongswan strongswan-starter ipsec
journal journalctl --no-pager -o short-iso
syslog cat /var/log/syslog
X
    case ${L[stack]} in
    swanctl) set -- 'sas swanctl --list-sas' 'sas-raw swanctl --list-sas --raw' 'conns swanctl --list-conns' 'pols swanctl --list-pols' 'certs swanctl --list-certs' 'stats swanctl --stats' \
                    'config cat /etc/swanctl/swanctl.conf' 'charon-log cat /var/log/charon.log';;
    starter) set -- 'statusall ipsec statusall' 'config cat /etc/ipsec.conf' 'charon-log cat /var/log/charon.log';;
    *) set -- 'ipsec-status ipsec status' 'trafficstatus ipsec trafficstatus' 'config cat /etc/ipsec.conf' 'pluto-log cat /var/log/pluto.log';;
    esac
    for c; do echo "$ ${c#* }" >$d/${c%% *}.txt; lgw sh -c "${c#* }" >>$d/${c%% *}.txt 2>&1; done
    wait $p; tar -C $d -cf - .; rm -rf $d
}
