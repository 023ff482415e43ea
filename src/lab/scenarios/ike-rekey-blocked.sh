# truth: The left gateway takes IKE only as an answer to its own (iptables): when the line was quiet, what the right one sends to rekey is dropped.
# cause: A02 B20
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: INPUT also takes IKE that the peer begins.
RESTART=1
base() { both dpd=0s; L[dpd_action]=none R[dpd_action]=none R[start]=none; L[start]=start; R[ike_x]='rekey_time = 25s
over_time = 10s'; }
pre() {
    echo 'charon { retransmit_tries = 2
 retransmit_timeout = 1.0 }' >$S/rgw/root/etc/strongswan.d/retransmit.conf
    ip netns exec lgw sysctl -qw net.netfilter.nf_conntrack_udp_timeout=5 net.netfilter.nf_conntrack_udp_timeout_stream=8
    ipt lgw -A INPUT -i eth0 -p esp -j ACCEPT; ipt lgw -A INPUT -i eth0 -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
    ipt lgw -A INPUT -i eth0 -p udp -m multiport --dports 500,4500 -j DROP
}
post() { wait_for 10 esp_sa; wait_for 60 log rgw 'giving up after'; }
check() { t "was up" log rgw 'CHILD_SA .* established'; t "right: gave up" log rgw 'giving up after'; t "the rule drops" rule_hits lgw 'DROP.*dports 500,4500'; t "ping fails" not ping4; }
fix() { ipt lgw -I INPUT -i eth0 -p udp -m multiport --dports 500,4500 -j ACCEPT; }
