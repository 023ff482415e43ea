# truth: IPsec is off for eth0, disable_xfrm is 1, on the left gateway: what leaves there is not encrypted.
# cause: D22
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: net.ipv4.conf.eth0.disable_xfrm is 0 again.
post() { ip netns exec lgw sysctl -qw net.ipv4.conf.eth0.disable_xfrm=1; ip -n lgw route flush cache; }
check() { t "ESP SAs" esp_sa; t "ping fails" not ping4; t "leaks in clear" clear_leak; }
fix() { ip netns exec lgw sysctl -qw net.ipv4.conf.eth0.disable_xfrm=0; ip -n lgw route flush cache; }
