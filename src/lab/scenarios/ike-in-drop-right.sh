# truth: The right gateway's own INPUT chain drops UDP 500.
# cause: A02 A03
# phase: 1
# visible-from: both
# stimulus: none
# heals-by: The rule in INPUT of the right gateway goes.
pre() { ipt rgw -A INPUT -i eth0 -p udp --dport 500 -j DROP; }
check() { p1_down; t "rule drops" rule_hits rgw 'DROP.*udp dpt:500'; t "IKE reaches the right gateway" seen l_out_ike; t "no answer" not seen r_in_ike; }
fix() { ipt rgw -F INPUT; }
