# truth: The left gateway's own INPUT chain drops UDP 500: the peer's answers arrive, and charon never sees them.
# cause: A02
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The rule that drops UDP 500 in INPUT of the left gateway goes.
pre() { ipt lgw -A INPUT -i eth0 -p udp --sport 500 -j DROP; }
check() { p1_down; t "rule drops" rule_hits lgw 'DROP.*udp spt:500'; t "answers reach lgw" seen r_out_ike; t "retransmits" log lgw 'retransmit 1'; }
fix() { ipt lgw -F INPUT; }
