# truth: The platform of the right site drops on the LAN what does not come from the gateway's own address (a source/destination check).
# cause: D15 D16
# phase: dataplane
# visible-from: both
# stimulus: ping
# heals-by: The check is off for the right gateway.
post() { ip netns exec rhost nft -f - <<<'table netdev platform { chain in { type filter hook ingress device eth0 priority 0; ip saddr != 10.2.0.0/24 drop; }; }'; }
check() { dp_down; t "ESP arrives" grows cnt l_out_esp; t "nothing comes back" not grows cnt r_in_esp; t "the host is there" rgw ping -q -c 1 -W 1 10.2.0.10; }
fix() { ip netns exec rhost nft delete table netdev platform; }
