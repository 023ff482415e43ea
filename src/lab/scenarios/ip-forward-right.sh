# truth: Forwarding is off, net.ipv4.ip_forward is 0 on the right gateway.
# cause: D09 D16
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: net.ipv4.ip_forward is 1 again on the right gateway.
post() { ip netns exec rgw sysctl -qw net.ipv4.ip_forward=0; }
check() { dp_down; t "ESP leaves" grows cnt l_in_esp; t "nothing comes back" not grows cnt r_in_esp; }
fix() { ip netns exec rgw sysctl -qw net.ipv4.ip_forward=1; }
