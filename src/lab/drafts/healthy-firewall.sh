# truth: Both gateways drop what is not needed, with nftables: IKE, ESP and the tunnel may pass; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
pre() { local g; for g in lgw rgw; do ip netns exec $g nft -f - <<<"table inet filter { chain input { type filter hook input priority 0; policy drop; ct state established,related accept; iifname { lo, eth1, mgmt0 } accept; udp dport { 500, 4500 } accept; meta l4proto { esp, icmp, icmpv6 } accept; counter; }; chain forward { type filter hook forward priority 0; policy drop; ct state established,related accept; meta ipsec exists accept; rt ipsec exists accept; }; }"; done; }
check() { healthy_check; }
