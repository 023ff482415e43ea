# truth: The right gateway is off the net: the router says that the host cannot be reached.
# cause: A04 A03 A08
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The right gateway is on the net again.
pre() { ip -n rgw link set eth0 down; }
check() { p1_down; t "IKE leaves" seen l_in_ike; t "ICMP comes back" eval '[ $(ip netns exec lgw nstat -asz IcmpInDestUnreachs | awk "/Unreachs/ {print \$2}") -gt 0 ]'; }
fix() { ip -n rgw link set eth0 up; ip -n rgw route replace default via 198.51.100.1; }
