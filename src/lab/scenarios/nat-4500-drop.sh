# truth: Behind NAT, UDP 4500 is dropped on the way, so that IKE_AUTH never arrives.
# cause: A06
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The router lets UDP 4500 pass.
base() { NAT=1 WAN=natt; }
pre() { inet_drop 'iifname left udp dport 4500'; }
check() { p1_down; t "IKE_SA_INIT is answered" log lgw 'parsed IKE_SA_INIT response'; t "4500 leaves" seen l_in_natt; t "and gets lost" not seen l_out_natt; t "retransmits" log lgw 'retransmit 1 of request with message ID 1'; }
fix() { inet_heal; }
