# truth: The left gateway reaches its peer over a second uplink and filters by reverse path: the answers come in on the first and are dropped.
# cause: D14
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: rp_filter is 0 on the first uplink.
base() { UPLINK2=1; }
pre() { ip netns exec lgw sysctl -qw net.ipv4.conf.eth0.rp_filter=1; }
check() { p1_down; t "answers reach the left gateway" seen r_out_ike; t "dropped by rp_filter" eval '[ $(ip netns exec lgw nstat -asz TcpExtIPReversePathFilter | awk "/Filter/ {print \$2}") -gt 0 ]'; }
fix() { ip netns exec lgw sysctl -qw net.ipv4.conf.eth0.rp_filter=0; }
