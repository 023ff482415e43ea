# truth: A block policy of higher priority on the left gateway covers the pair of hosts.
# cause: C21
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The block policy goes.
post() { ip -n lgw xfrm policy add src 10.1.0.10/32 dst 10.2.0.10/32 dir out action block priority 1; }
check() { dp_down; t "blocked by policy" grows xstat lgw XfrmOutPolBlock; t "nothing on the WAN" not grows cnt l_in_esp; }
fix() { ip -n lgw xfrm policy delete src 10.1.0.10/32 dst 10.2.0.10/32 dir out; }
