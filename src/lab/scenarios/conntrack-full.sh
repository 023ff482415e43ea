# truth: The left gateway's connection table is full: new connections of the LAN are dropped, and the kernel log says so.
# cause: F01
# phase: host
# visible-from: left
# stimulus: ping
# heals-by: The table is bigger and empty.
pre() { local c; for c in 'PREROUTING -i' 'OUTPUT -o'; do ipt lgw -t raw -A $c mgmt0 -j CT --notrack; done; ipt lgw -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT; }
post() { conntrack_fill; }
check() { t "new pings fail" not ping4; t "the kernel says so" eval 'dmesg | grep -q "nf_conntrack: .*table full, dropping packet"'; }
fix() { sysctl -qw net.netfilter.nf_conntrack_max=65536; ip netns exec lgw conntrack -F; }
