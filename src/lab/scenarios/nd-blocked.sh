# truth: The left gateway drops all ICMPv6, neighbour discovery too: nobody on its WAN can reach it over IPv6.
# cause: F04
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The rules go.
base() { V6=1; }
pre() { local c; for c in INPUT OUTPUT; do ip netns exec lgw ip6tables -A $c -p ipv6-icmp -j DROP; done; }
check() { p1_down; t "rules drop" eval 'ip netns exec lgw ip6tables -nvxL | grep -qE "^ *[1-9][0-9]* .*DROP"'; t "no neighbour" not eval 'ip -n lgw -6 neigh show dev eth0 | grep -q "2001:db8:1::1 .*REACHABLE"'; }
fix() { ip netns exec lgw ip6tables -F; }
