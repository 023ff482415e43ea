# truth: The left gateway drops ESP that leaves by its WAN, in a late postrouting chain (nftables); IKE passes.
# cause: D01
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The chain goes.
post() { ip netns exec lgw nft -f - <<<'table inet egress { set allowed { type inet_proto; elements = { tcp, udp, icmp, ipv6-icmp }; }; chain wan-out { type filter hook postrouting priority 300; policy accept; oifname "eth0" meta l4proto != @allowed counter drop comment "only what the carrier bills"; }; }'; }
check() { dp_down; t "SA counts" grows sa_pkts lgw $ESP_OUT; t "nothing on the wire" not grows cnt l_in_esp; t "the rule hits" eval 'ip netns exec lgw nft list table inet egress | grep -qE "counter packets [1-9]"'; }
fix() { ip netns exec lgw nft delete table inet egress; }
