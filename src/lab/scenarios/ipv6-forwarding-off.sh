# truth: IPv6 forwarding is off on the left gateway, that of IPv4 is on; the tunnel carries IPv6.
# cause: D09
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: net.ipv6.conf.all.forwarding is 1 again.
base() { V6=1; }
post() { ip netns exec lgw sysctl -qw net.ipv6.conf.all.forwarding=0; }
check() { dp_down; t "off" eval '[ $(lgw sysctl -n net.ipv6.conf.all.forwarding) = 0 ]'; t "nothing on the WAN" not grows cnt l_in_esp; }
fix() { ip netns exec lgw sysctl -qw net.ipv6.conf.all.forwarding=1; }
