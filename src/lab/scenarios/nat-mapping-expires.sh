# truth: The NAT before the left gateway forgets UDP after seven seconds, and the left gateway sends keep-alives every hour: after a pause the right site cannot reach it.
# cause: A14
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: The left gateway sends keep-alives in time.
RESTART=1 HEALED='eval ping_all && sleep 12 && rhost ping -q -c 3 -W 1 10.1.0.10'
base() { NAT=1 WAN=natt; both dpd=300s; L[start]=start; }
pre() { inet sysctl -qw net.netfilter.nf_conntrack_udp_timeout=7 net.netfilter.nf_conntrack_udp_timeout_stream=7; echo 'charon { keep_alive = 3600 }' >$S/lgw/root/etc/strongswan.d/keepalive.conf; }
check() { wait_for 20 esp_sa; t "ESP SAs" esp_sa; t "ping from the left" ping4; t "ping from the right at once" rhost ping -q -c 3 -i 0.3 -W 1 $HL; sleep 12; t "ping from the right after a pause fails" not rhost ping -q -c 4 -i 0.3 -W 1 $HL; t "left brings it back" ping4; }
fix() { echo 'charon { keep_alive = 3 }' >$S/lgw/root/etc/strongswan.d/keepalive.conf; }
