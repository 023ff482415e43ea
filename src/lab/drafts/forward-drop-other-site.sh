# truth: The FORWARD policy of the left gateway is DROP (nftables), with other addresses and names.
# cause: D08
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The chain accepts.
# variant: other-site
post() { ip netns exec lgw nft -f - <<<"table inet guard { chain forward { type filter hook forward priority 0; policy drop; ct state invalid counter drop; }; }"; }
check() { dp_down; t "no ESP" not grows cnt l_in_esp; }
fix() { ip netns exec lgw nft delete table inet guard; }
