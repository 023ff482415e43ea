# truth: A connection that the left gateway translated before the exemption rule was there keeps its translation.
# cause: D05
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The stale connection is deleted from conntrack.
pre() { ipt lgw -t nat -A POSTROUTING -o eth0 -j MASQUERADE; }
post() { bg timeout 3600 ip netns exec lhost ping -n -i 0.3 $HR; sleep 3; ipt lgw -t nat -I POSTROUTING -d 10.2.0.0/24 -j ACCEPT; }
check() { t "new connections work" ping4; t "the old one leaks in clear" clear_leak; t "it is in conntrack" eval 'ip netns exec lgw conntrack -L -p icmp 2>/dev/null | grep -q "dst=203.0.113.2"'; }
fix() { ip netns exec lgw conntrack -F; }
HEALED="not clear_leak"
