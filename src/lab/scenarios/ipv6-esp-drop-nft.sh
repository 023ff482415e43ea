# truth: The left gateway lets in over IPv6 only what it knows (nftables, policy drop), and ESP is not among it.
# cause: D02
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The chain takes ESP.
base() { V6=1; }
pre() { ip netns exec lgw nft -f - <<<'table ip6 filter { chain input { type filter hook input priority 0; policy drop; iifname { "lo", "eth1", "mgmt0" } accept; meta l4proto ipv6-icmp accept; udp dport { 500, 4500 } accept; tcp dport 22 accept; counter; }; }'; }
check() { dp_down; t "ESP arrives" grows cnt r_out_esp; t "SA in does not count" not grows sa_pkts lgw 2001:db8:1::2; }
fix() { ip netns exec lgw nft insert rule ip6 filter input meta l4proto esp accept; }
