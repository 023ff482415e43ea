# truth: A link on the way has an MTU of 1300, and the ICMP messages that would say so are dropped: small packets pass, big ones vanish.
# cause: D10
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: The ICMP messages pass.
post() { ip -n inet link set right mtu 1300; inet_drop 'icmp type destination-unreachable' output; }
check() { t "ping works" ping4; t "bulk TCP hangs" not tcp $HR 300000 6; t "ICMP is dropped" eval '[ $(inet nft list chain inet fw output | sed -n "s/.*packets \([0-9]*\).*/\1/p") -gt 0 ] || ! lhost ping -q -c 2 -W 1 -M do -s 1350 $HR'; }
fix() { inet_heal; ip -n inet link set right mtu 1500; }
HEALED="tcp 10.2.0.10 300000 10"
