# truth: Forwarding is off, net.ipv4.ip_forward is 0 on the left gateway.
# cause: D09
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: net.ipv4.ip_forward is 1 again on the left gateway.
post() { ip netns exec lgw sysctl -qw net.ipv4.ip_forward=0; }
check() { dp_down; t "ip_forward = 0" eval '[ $(lgw sysctl -n net.ipv4.ip_forward) = 0 ]'; t "nothing on the WAN" not grows cnt l_in_esp; }
fix() { ip netns exec lgw sysctl -qw net.ipv4.ip_forward=1; }
