# truth: A router between the gateways drops UDP 500 from left to right.
# cause: A03
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The router lets UDP 500 pass.
pre() { inet_drop 'iifname left udp dport 500'; }
check() { p1_down; t "IKE leaves the left gateway" seen l_in_ike; t "and gets lost" not seen l_out_ike; t "retransmits" log lgw 'retransmit 1'; }
fix() { inet_heal; }
