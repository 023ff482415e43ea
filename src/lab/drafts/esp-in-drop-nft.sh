# truth: The left gateway lets IKE in and nothing else from the outside (nftables, policy drop): ESP is lost.
# cause: D02
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The chain takes ESP.
pre() { ip netns exec lgw nft -f - <<<"table inet filter { chain input { type filter hook input priority 0; policy drop; iifname { lo, eth1, mgmt0 } accept; udp dport { 500, 4500 } accept; ct state established,related meta l4proto != esp accept; counter; }; }"; }
check() { dp_down; t "ESP arrives" grows cnt r_out_esp; t "SA in does not count" not grows sa_pkts lgw $ESP_IN; }
fix() { ip netns exec lgw nft delete table inet filter; }
