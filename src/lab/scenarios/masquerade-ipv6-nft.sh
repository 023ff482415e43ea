# truth: The left gateway masquerades IPv6 (NAT66, nftables), tunnel traffic too: after the translation it leaves in clear.
# cause: D04
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The rule goes, and with it the connections that it already translated.
base() { V6=1; }
pre() { ip netns exec lgw nft -f - <<<'table ip6 uplink { chain srcnat { type nat hook postrouting priority srcnat; oifname "eth0" ip6 saddr fd00:1::/64 counter masquerade; }; }'; }
check() { dp_down; t "the rule hits" eval 'ip netns exec lgw nft list table ip6 uplink | grep -qE "counter packets [1-9]"'; t "leaks in clear" grows eval 'inet nft list counter inet audit l_in_clear | awk "/packets/ {print \$2}"'; }
fix() { ip netns exec lgw nft delete table ip6 uplink; ip netns exec lgw conntrack -F; }
